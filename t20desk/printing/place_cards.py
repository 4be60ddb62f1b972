"""Place cards: folded in the middle, both sides with the name of the guest in both scripts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from t20desk.i18n import N_, _, ngettext
from t20desk.printing.card_sheets import CardSheet
from t20desk.printing.fonts import ensure_application
from t20desk.printing.sheets import MM, describe_missing
from t20desk.printing.typesetting import Face, Lines, draw_lines

_LARGEST: Final = 22.0
_SMALLEST: Final = 13.0
_STEP: Final = 1.5
"""Points of a name; one that does not fit in a line is set smaller, then in two lines."""
_ORGANISATION: Final = 9.0
_SEAT: Final = 7.0
_EDGE: Final = 6 * MM
_MARK: Final = 3 * MM


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """What a card says; the seat stands small in a corner, for whoever lays the cards out."""

    name: str
    original_name: str = ""
    organisation: str = ""
    seat: str = ""


class _Part(NamedTuple):
    """Lines in one face."""

    face: Face
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return self.face.line_height * len(self.lines)


class PlaceCardPaper:
    """A card for each guest on sheets of cards; the first `start - 1` of the first are used up."""

    HEADING: ClassVar[str] = N_("Place cards: {event}")
    USUAL: ClassVar[float] = 110.0
    """The width of a card in millimetres for which the sizes are; larger cards have larger ones."""

    def __init__(
        self,
        title: str,
        cards: Sequence[PlaceCard],
        sheet: CardSheet,
        start: int = 1,
        without: int = 0,
    ) -> None:
        sheet.check_start(start)
        ensure_application()
        self.title = _(self.HEADING).format(event=title)
        self.page = sheet.page
        self._sheet, self._cards, self._start = sheet, cards, start
        self._without = without
        self._scale = sheet.width / self.USUAL
        self._faces: dict[tuple[float, bool], Face] = {}
        self._cut: list[str] = []
        self._parts = [self._set_card(card) for card in cards]

    @property
    def is_empty(self) -> bool:
        """Whether it is for nobody."""
        return not self._cards

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return self._sheet.count_pages(len(self._cards), self._start)

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; the first is number 1."""
        for at, (card, parts) in enumerate(zip(self._cards, self._parts, strict=True)):
            page, room = self._sheet.find_place(at + self._start - 1)
            if page == number - 1:
                self._paint_card(painter, card, parts, room)

    def problems(self) -> list[str]:
        """Who has no seat, what is cut, and what cannot be drawn."""
        sentences = []
        if not self._cards:
            sentences.append(_("Nobody is coming to this event yet, so there are no cards."))
        elif self._without:
            text = ngettext(
                "{number} guest has no seat yet.",
                "{number} guests have no seat yet.",
                self._without,
            )
            sentences.append(text.format(number=self._without))
        text = _("“{text}” is too long for its card and ends with “…” on paper.")
        sentences += [text.format(text=one[:60]) for one in dict.fromkeys(self._cut)]
        texts = [
            one
            for card in self._cards
            for one in (card.name, card.original_name, card.organisation)
        ]
        return [*sentences, *describe_missing(texts)]

    # --- laying out ---------------------------------------------------------------------------

    def _set_card(self, card: PlaceCard) -> tuple[_Part, ...]:
        """The name as large as it fits, the original one below, then where the guest is from."""
        points, name = self._fit(card.name, bold=True)
        below, original = self._fit(card.original_name, bold=False, largest=points)
        organisation = self._set_text(self._face(_ORGANISATION), card.organisation, 2)
        return (
            _Part(self._face(points, bold=True), name.lines),
            _Part(self._face(below), original.lines),
            _Part(self._face(_ORGANISATION), organisation.lines),
        )

    def _fit(self, text: str, *, bold: bool, largest: float = _LARGEST) -> tuple[float, Lines]:
        points = largest
        while points > _SMALLEST:
            face = self._face(points, bold=bold)
            lines = face.set_lines(text, self._width)
            if not lines.cut:
                return points, lines
            points -= _STEP
        return points, self._set_text(self._face(points, bold=bold), text, 2)

    def _set_text(self, face: Face, text: str, limit: int) -> Lines:
        lines = face.set_lines(text, self._width, limit)
        if lines.cut:
            self._cut.append(text)
        return lines

    def _face(self, points: float, *, bold: bool = False) -> Face:
        key = (points, bold)
        if key not in self._faces:
            self._faces[key] = Face(points * self._scale, bold=bold)
        return self._faces[key]

    @property
    def _width(self) -> float:
        return self._sheet.width * MM - 2 * _EDGE

    # --- painting -----------------------------------------------------------------------------

    def _paint_card(
        self, painter: QPainter, card: PlaceCard, parts: Sequence[_Part], room: QRectF
    ) -> None:
        """The lower half upright, the upper one turned: folded, both stand upright."""
        _paint_marks(painter, room)
        half = QSizeF(room.width(), room.height() / 2)
        painter.save()
        painter.translate(room.left(), room.center().y())
        self._paint_half(painter, parts, half)
        self._paint_seat(painter, card.seat, half)
        painter.rotate(180)
        painter.translate(-half.width(), 0)
        self._paint_half(painter, parts, half)
        painter.restore()

    def _paint_half(self, painter: QPainter, parts: Sequence[_Part], half: QSizeF) -> None:
        y = (half.height() - sum(part.height for part in parts)) / 2
        for part in parts:
            for line in part.lines:
                x = (half.width() - part.face.width(line)) / 2
                y = draw_lines(painter, part.face, (line,), (x, y))

    def _paint_seat(self, painter: QPainter, seat: str, half: QSizeF) -> None:
        face = self._face(_SEAT)
        lines = face.set_lines(seat, self._width).lines
        for line in lines:
            x = half.width() - _EDGE / 2 - face.width(line)
            draw_lines(painter, face, (line,), (x, half.height() - _EDGE / 2 - face.line_height))


class BadgePaper(PlaceCardPaper):
    """A name badge for each guest, printed on one side and not folded."""

    HEADING: ClassVar[str] = N_("Name badges: {event}")
    USUAL: ClassVar[float] = 80.0

    def _paint_card(
        self, painter: QPainter, card: PlaceCard, parts: Sequence[_Part], room: QRectF
    ) -> None:
        painter.save()
        painter.translate(room.topLeft())
        self._paint_half(painter, parts, room.size())
        painter.restore()


def _paint_marks(painter: QPainter, room: QRectF) -> None:
    """Where plain paper is cut, at the corners, and where it is folded, at both edges."""
    painter.setPen(QPen(QColor("#b8c1ca"), 0.1 * MM))
    for x, inward in ((room.left(), _MARK), (room.right(), -_MARK)):
        for y, down in ((room.top(), _MARK), (room.bottom(), -_MARK)):
            painter.drawLine(QLineF(QPointF(x, y), QPointF(x + inward, y)))
            painter.drawLine(QLineF(QPointF(x, y), QPointF(x, y + down)))
        fold = QPointF(x, room.center().y())
        painter.drawLine(QLineF(fold, fold + QPointF(inward, 0)))
