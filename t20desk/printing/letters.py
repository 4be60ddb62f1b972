"""Letters for envelopes with a window (DIN 5008, form B): a letter begins on a page of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from t20desk.i18n import _, list_words, speaking
from t20desk.letters.recipients import Addressees
from t20desk.printing.fonts import ensure_application
from t20desk.printing.furniture import page_of
from t20desk.printing.logo import Logo
from t20desk.printing.sheets import A4, MM, PageFormat, describe_missing
from t20desk.printing.typesetting import UNIT, Face, draw_lines

LEFT: Final = 25 * MM
RIGHT: Final = 20 * MM
WINDOW: Final = (20 * MM, 45 * MM, 85 * MM, 45 * MM)
"""Left, top, width and height of what the window of the envelope shows."""
_RETURN_ZONE: Final = 17.7 * MM
"""The upper part of the window, on whose last line the sender stands."""
_INFORMATION: Final = (125 * MM, 50 * MM, 65 * MM)
_BODY: Final = 103.4 * MM
"""Where the subject stands on the first page."""
_NEXT_BODY: Final = 32 * MM
_FOOT: Final = 30 * MM
_MARKS: Final = ((105 * MM, 5 * MM), (148.5 * MM, 8 * MM), (210 * MM, 5 * MM))
"""Where a sheet is folded and punched, and how long the stroke is."""
_QUIET: Final = "#5b6670"
_MOST_LINES: Final = 6
"""Lines of an address that the window shows below the sender."""


@dataclass(frozen=True, slots=True)
class Sender:
    """What the office says of itself on its letters."""

    name: str = ""
    address: tuple[str, ...] = ()
    reach: tuple[tuple[str, str], ...] = ()
    """Pairs of a label, an English message, and what stands behind it."""
    logo: bytes = b""
    city: str = ""


NOBODY: Final = Sender()


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter in words: who gets it where, its subject, and the lines of its text."""

    language: str
    block: str
    subject: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    """Pairs of label and value beside the address, such as the day; both are in its language."""
    sender: Sender = NOBODY


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: which letter, which of its pages, and the lines that stand there."""

    letter: WrittenLetter
    number: int
    count: int
    lines: tuple[str, ...]


class LetterPaper:
    """Letters one after the other; who gets none is named among the problems."""

    def __init__(
        self,
        title: str,
        letters: Sequence[WrittenLetter],
        left_out: Addressees,
        page: PageFormat = A4,
    ) -> None:
        ensure_application()
        self.title = title
        self.page = page
        self._letters, self._left_out = letters, left_out
        self._text = Face(11)
        self._bold = Face(11, bold=True)
        self._small = Face(7.5, colour=_QUIET)
        self._quiet = Face(9, colour=_QUIET)
        self._fact = Face(9.5)
        self._head = Face(15, bold=True)
        self._logos: dict[bytes, Logo] = {}
        self._long: list[str] = []
        self._sheets = [sheet for one in letters for sheet in self._set_letter(one)]

    @property
    def is_empty(self) -> bool:
        """Whether it is for nobody."""
        return not self._letters

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return max(len(self._sheets), 1)

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; the first is number 1."""
        if number > len(self._sheets):
            return
        sheet = self._sheets[number - 1]
        with speaking(sheet.letter.language):
            self._paint_sheet(painter, sheet)

    def problems(self) -> list[str]:
        """Who gets no letter, what the window does not show, and what cannot be drawn."""
        out = self._left_out
        told = (
            (_("Left out, no contact wanted: {names}"), out.unwilling),
            (_("Without an address: {names}"), out.lacking),
        )
        sentences = [words.format(names=list_words(names)) for words, names in told if names]
        if not self._letters:
            words = _("There is nobody to write to; choose another event, view or search.")
            sentences.append(words)
        text = _("The address of {name} has more lines than the window of an envelope shows.")
        sentences += [text.format(name=name) for name in self._long]
        return [*sentences, *describe_missing(self._texts())]

    def _texts(self) -> Iterator[str]:
        for one in self._letters:
            yield from (one.block, one.subject, *one.lines)

    def _set_letter(self, letter: WrittenLetter) -> Iterator[_Sheet]:
        """The pages of a letter: what does not fit on one goes to the next."""
        if len(letter.block.splitlines()) > _MOST_LINES:
            self._long.append(letter.block.splitlines()[0])
        width = self.page.width * MM - LEFT - RIGHT
        lines = [
            line
            for text in letter.lines
            for line in (self._text.set_lines(text, width, 200).lines or ("",))
        ]
        pages: list[tuple[str, ...]] = []
        top = _BODY + self._measure_subject(letter)
        while lines or not pages:
            room = int((self.page.height * MM - _FOOT - top) / self._text.line_height)
            pages.append(tuple(lines[:room]))
            lines = lines[room:]
            top = _NEXT_BODY
            while lines and not lines[0]:
                del lines[0]
        for number, part in enumerate(pages, start=1):
            yield _Sheet(letter, number, len(pages), part)

    def _measure_subject(self, letter: WrittenLetter) -> float:
        lines = self._set_subject(letter)
        return (len(lines) + 2) * self._bold.line_height if lines else 0.0

    def _set_subject(self, letter: WrittenLetter) -> tuple[str, ...]:
        width = self.page.width * MM - LEFT - RIGHT
        return self._bold.set_lines(letter.subject, width, 3).lines

    def _paint_sheet(self, painter: QPainter, sheet: _Sheet) -> None:
        letter, top = sheet.letter, _NEXT_BODY
        if sheet.number == 1:
            self._paint_head(painter, letter.sender)
            self._paint_address(painter, letter)
            self._paint_facts(painter, letter)
            draw_lines(painter, self._bold, self._set_subject(letter), (LEFT, _BODY))
            top = _BODY + self._measure_subject(letter)
        self._paint_marks(painter)
        draw_lines(painter, self._text, sheet.lines, (LEFT, top))
        self._paint_foot(painter, sheet)

    def _paint_head(self, painter: QPainter, sender: Sender) -> None:
        """The name of the office, and its logo at the right."""
        logo = self._logos.setdefault(sender.logo, Logo(sender.logo))
        right = self.page.width * MM - RIGHT
        logo.paint(painter, QPointF(right, 15 * MM))
        room = right - LEFT - logo.room
        draw_lines(painter, self._head, self._head.set_lines(sender.name, room, 2).lines,
                   (LEFT, 18 * MM))  # fmt: skip

    def _paint_address(self, painter: QPainter, letter: WrittenLetter) -> None:
        left, top, width, _height = WINDOW
        sender = " · ".join(filter(None, (letter.sender.name, *letter.sender.address)))
        line = self._small.set_lines(sender, width - 5 * MM, 2).lines
        y = top + _RETURN_ZONE - len(line) * self._small.line_height - 0.8 * MM
        draw_lines(painter, self._small, line, (left + 5 * MM, y))
        lines = [
            part
            for text in letter.block.splitlines()
            for part in self._text.set_lines(text, width - 5 * MM, 2).lines
        ]
        draw_lines(painter, self._text, tuple(lines), (left + 5 * MM, top + _RETURN_ZONE))

    def _paint_facts(self, painter: QPainter, letter: WrittenLetter) -> None:
        """The block beside the address: who writes, how to reach them, the mark and the day."""
        left, y, width = _INFORMATION
        beside = max((self._quiet.width(label) for label, _value in letter.facts), default=0.0)
        beside += 3 * MM
        for label, value in letter.facts:
            draw_lines(painter, self._quiet, (label,), (left, y + 0.2 * MM))
            lines = self._fact.set_lines(value, width - beside, 2).lines
            y = draw_lines(painter, self._fact, lines, (left + beside, y)) + 0.6 * MM

    def _paint_marks(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor("#8a949c"), 0.5 * UNIT))
        for y, length in _MARKS:
            painter.drawLine(QLineF(4 * MM, y, 4 * MM + length, y))

    def _paint_foot(self, painter: QPainter, sheet: _Sheet) -> None:
        """The office once more, and which page of the letter it is."""
        y, sender = self.page.height * MM - 20 * MM, sheet.letter.sender
        right = self.page.width * MM - RIGHT
        painter.setPen(QPen(QColor("#aab4bd"), 0.4 * UNIT))
        painter.drawLine(QLineF(LEFT, y, right, y))
        place = page_of(sheet.number, sheet.count) if sheet.count > 1 else ""
        told = (sender.name, *sender.address, *(value for _label, value in sender.reach))
        room = right - LEFT - self._small.width(place) - 4 * MM
        lines = self._small.set_lines(" · ".join(filter(None, told)), room, 2).lines
        draw_lines(painter, self._small, lines, (LEFT, y + 1.5 * MM))
        draw_lines(painter, self._small, (place,),
                   (right - self._small.width(place), y + 1.5 * MM))  # fmt: skip
