"""Texts set into lines of a given width; all lengths are tenths of a point."""

import re
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from t20desk.printing.fonts import paper_font

UNIT: Final = 10
"""So many units make a point; fine enough that whole pixels of a font do not show."""
_READ_AT_MOST: Final = 300
"""Signs of a text that can matter for one line, however long the text is."""
_SHORT_WORD: Final = re.compile(r"(?<![一-鿿（《〈「『【])[一-鿿]{2,6}(?![一-鿿])")
"""Han signs that are read as one word; longer rows of them may be broken anywhere."""


class Lines(NamedTuple):
    """A text set into lines; `cut` when it ends with "…" before its end."""

    lines: tuple[str, ...]
    cut: bool = False


NOTHING: Final = Lines(())


class _Advances(dict[str, float]):
    """Width of each sign, measured when first met."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, sign: str) -> float:
        self[sign] = width = self._metrics.horizontalAdvance(sign)
        return width


class _Overhangs(dict[str, float]):
    """How far each sign leans out of its width to the right, asked when first met."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, sign: str) -> float:
        # The signs of our own font; Qt falls over when asked about half a sign.
        is_ours = sign < "\u0530" and sign.isprintable()
        self[sign] = over = max(-self._metrics.rightBearing(sign), 0.0) if is_ours else 0.0
        return over


class Face:
    """One size and weight of our font in one colour, with what it measures."""

    def __init__(self, points: float, *, bold: bool = False, colour: str = "#1f2933") -> None:
        self.font = paper_font(round(points * UNIT), bold=bold)
        self.colour = QColor(colour)
        self._metrics = QFontMetricsF(self.font)
        self._advances = _Advances(self._metrics)
        self._overhangs = _Overhangs(self._metrics)
        self.ascent = self._metrics.ascent()
        self.line_height = self._metrics.height()

    def width(self, text: str) -> float:
        """How wide a text is on one line; kerning, which only tightens it, left out."""
        return sum(map(self._advances.__getitem__, text))

    def room(self, text: str) -> float:
        """What a line of the text takes: a last sign that leans out is else broken off it."""
        return self.width(text) + (self._overhangs[text[-1]] if text else 0.0)

    def set_lines(self, text: str, width: float, limit: int = 1) -> Lines:
        """The text in at most `limit` lines, the last one ending with "…" if more would follow."""
        if text.isprintable():
            if not text:
                return NOTHING
            if self.width(text[:_READ_AT_MOST]) <= width and len(text) <= _READ_AT_MOST:
                return Lines((text,))
        text = clean_text(text)
        return self._break_text(text, width, limit) if text else NOTHING

    def _break_text(self, text: str, width: float, limit: int) -> Lines:
        window = text[: _READ_AT_MOST * (limit + 1)]
        lines = self._break_window(window, width, limit, keep_words=True)
        if len(lines) > limit:
            # A word kept whole may need the line that was the last: rather break it than cut.
            lines = self._break_window(window, width, limit, keep_words=False)
        if len(lines) <= limit and len(window) == len(text):
            return Lines(tuple(line.rstrip() for line in lines))
        kept = lines[: limit - 1]
        # What follows the last line is joined to it, so that it is cut at the edge and not before.
        rest = "".join(lines[limit - 1 : limit + 1])
        return Lines((*(line.rstrip() for line in kept), self._end_early(rest, width)), True)

    def _break_window(
        self, window: str, width: float, limit: int, *, keep_words: bool
    ) -> list[str]:
        lines: list[str] = []
        for paragraph in window.split("\n"):
            left = limit + 1 - len(lines)
            lines += self._break_paragraph(paragraph, width, left, keep_words=keep_words)
            lines[-1] += " "
            if len(lines) > limit:
                break
        return lines

    def _break_paragraph(
        self, text: str, width: float, limit: int, *, keep_words: bool
    ) -> list[str]:
        if not text.strip():
            return [""]
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        # Qt counts in half words of UTF-16; a sign beyond them takes two.
        halves = text.encode("utf-16-le")
        words = _find_short_words(text) if keep_words else []
        lines: list[str] = []
        layout.beginLayout()
        while len(lines) < limit and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            begin, end = line.textStart(), line.textStart() + line.textLength()
            for first, last in words:
                if begin < first < end < last:
                    # Half a Han sign more, for a letter that leans out of its width.
                    line.setLineWidth(_read_x(line, first) + self._metrics.height() / 4)
                    end = begin + line.textLength()
            lines.append(halves[2 * begin : 2 * end].decode("utf-16-le"))
        layout.endLayout()
        return lines

    def _end_early(self, text: str, width: float) -> str:
        sketch = text.rstrip()[:_READ_AT_MOST]
        return self._metrics.elidedText(sketch + "…", Qt.TextElideMode.ElideRight, width)

    def write_with(self, painter: QPainter) -> "Pencil":
        """What writes this face's lines with the painter as it stands now."""
        return Pencil(painter, self)


class Pencil:
    """Writes one face at points given in units of paper."""

    def __init__(self, painter: QPainter, face: Face) -> None:
        self._painter = painter
        painter.setPen(face.colour)
        painter.setFont(face.font)

    def write(self, x: float, y: float, line: str) -> None:
        """Write a line whose letters stand on `y`."""
        self._painter.drawText(QPointF(x, y), line)


def _find_short_words(text: str) -> list[tuple[int, int]]:
    """Where words of few Han signs begin and end, counted as Qt counts."""
    before = [0]
    for sign in text:
        before.append(before[-1] + (2 if sign > "\uffff" else 1))
    return [(before[one.start()], before[one.end()]) for one in _SHORT_WORD.finditer(text)]


def _read_x(line: QTextLine, position: int) -> float:
    found = line.cursorToX(position)
    # The stubs say less than what comes: where it is, and which position that is.
    return float(found[0]) if isinstance(found, tuple) else 0.0


def clean_text(text: str) -> str:
    """The text as paper takes it: line feeds kept, other controls blank, no halves of signs."""
    if text.isprintable():
        return text.strip()
    text = "\n".join(text.splitlines())
    whole = text.encode("utf-16-le", "replace").decode("utf-16-le")
    return "".join(" " if sign < " " and sign != "\n" else sign for sign in whole).strip()


def draw_lines(
    painter: QPainter, face: Face, lines: tuple[str, ...], at: tuple[float, float]
) -> float:
    """Write lines below each other from the upper left corner `at`; returns where they end."""
    pencil = face.write_with(painter)
    x, y = at
    for line in lines:
        pencil.write(x, y + face.ascent, line)
        y += face.line_height
    return y
