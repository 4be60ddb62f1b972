"""Address labels on the sheets that are sold: a block of lines each, as large as it fits."""

from typing import Final

from PySide6.QtGui import QPainter

from t20desk.addresses.postal import Blocks
from t20desk.i18n import _, list_words
from t20desk.printing.card_sheets import CardSheet
from t20desk.printing.fonts import ensure_application
from t20desk.printing.sheets import MM, describe_missing
from t20desk.printing.typesetting import Face, draw_lines

_SIZES: Final = (10.5, 9.0, 8.0, 7.0, 6.0)
"""Points of a label; the largest in which all its lines fit is taken."""
_EDGE: Final = 4 * MM


class LabelPaper:
    """A label for each address block; the first `start - 1` of the first sheet are used up."""

    def __init__(self, title: str, found: Blocks, sheet: CardSheet, start: int = 1) -> None:
        sheet.check_start(start)
        ensure_application()
        self.title = _("Labels: {kind}").format(kind=title)
        self.page = sheet.page
        self._found, self._sheet, self._start = found, sheet, start
        self._faces = [Face(points) for points in _SIZES]
        self._cut: list[str] = []
        self._labels = [self._set_block(block) for block in found.blocks]

    @property
    def is_empty(self) -> bool:
        """Whether it is for nobody."""
        return not self._found.blocks

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return self._sheet.count_pages(len(self._labels), self._start)

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; the first is number 1."""
        for at, (face, lines) in enumerate(self._labels):
            page, room = self._sheet.find_place(at + self._start - 1)
            if page == number - 1:
                top = room.top() + (room.height() - face.line_height * len(lines)) / 2
                draw_lines(painter, face, lines, (room.left() + _EDGE, top))

    def problems(self) -> list[str]:
        """Who has no label, what is cut, and what cannot be drawn."""
        sentences = []
        for words, names in (
            (_("Left out, no contact wanted: {names}"), self._found.unwilling),
            (_("Without an address: {names}"), self._found.lacking),
        ):
            if names:
                sentences.append(words.format(names=list_words(names)))
        if self.is_empty:
            sentences.append(_("There is nobody to send something to; choose other records."))
        text = _("“{text}” is too long for its card and ends with “…” on paper.")
        sentences += [text.format(text=one[:60]) for one in dict.fromkeys(self._cut)]
        return [*sentences, *describe_missing(self._found.blocks)]

    def _set_block(self, block: str) -> tuple[Face, tuple[str, ...]]:
        """The lines of a block in the largest face that holds them, long ones in two."""
        texts, width = block.splitlines(), self._sheet.width * MM - 2 * _EDGE
        height = self._sheet.height * MM - _EDGE
        for face in self._faces:
            found = [face.set_lines(text, width, 2) for text in texts]
            lines = tuple(line for one in found for line in one.lines)
            if not any(one.cut for one in found) and face.line_height * len(lines) <= height:
                return face, lines
        # Here nothing fits: what is left over is told.
        kept = int(height / face.line_height)
        self._cut += [text for text, one in zip(texts, found, strict=True) if one.cut]
        self._cut += texts[kept:]
        return face, lines[:kept]
