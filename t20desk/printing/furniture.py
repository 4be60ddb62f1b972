"""What stands around every paper of ours: title, running title and the line at the foot."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from t20desk.i18n import _
from t20desk.printing.logo import Logo
from t20desk.printing.sheets import MM, PageFormat
from t20desk.printing.typesetting import UNIT, Face, draw_lines

_TITLE_LINES: Final = 3
_HAIR: Final = QColor("#aab4bd")
_INK: Final = "#14202b"
_QUIET: Final = "#5b6670"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the foot of each page says besides its number: day and person, a sheet code.

    The logo, a JPEG or PNG, stands at the head of the first page.
    """

    left: str = ""
    centre: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Heading:
    """The first page's title, its second line and further quiet lines, set into lines."""

    title: tuple[str, ...]
    second: tuple[str, ...]
    details: tuple[str, ...]
    height: float
    beside: float = 0.0
    """What the right corner holds already: the logo stands left of it."""


class Furniture:
    """Lays out and paints title and foot on pages of one format."""

    def __init__(self, page: PageFormat, logo: bytes = b"") -> None:
        self.page = page
        self._logo = Logo(logo)
        self._title = Face(17, bold=True, colour=_INK)
        self._second = Face(12, colour=_QUIET)
        self._detail = Face(9.5, colour=_QUIET)
        self._small = Face(8, colour=_QUIET)
        self._code = Face(10, bold=True, colour=_INK)

    def set_heading(
        self, title: str, second: str = "", details: tuple[str, ...] = (), beside: float = 0.0
    ) -> Heading:
        """Title and lines below it, wrapped to the page; what stands `beside` them has its room."""
        room = self.page.inner_width - beside - self._logo.room
        parts = (
            self._title.set_lines(title, room, _TITLE_LINES).lines,
            self._second.set_lines(second, room, 2).lines,
            tuple(line for text in details for line in self._detail.set_lines(text, room, 3).lines),
        )
        faces = (self._title, self._second, self._detail)
        height = sum(len(part) * face.line_height for part, face in zip(parts, faces, strict=True))
        height = max(height, beside, self._logo.size.height())
        return Heading(*parts, height + 5 * MM, beside)

    @property
    def running_height(self) -> float:
        """What the running title takes from the later pages."""
        return self._small.line_height + 3 * MM

    @property
    def top(self) -> float:
        """Where the first line of a page begins."""
        return self.page.top * MM

    @property
    def room(self) -> float:
        """The height between the margins."""
        return max(self.page.height - self.page.top - self.page.bottom, 20.0) * MM

    def paint_top(
        self, painter: QPainter, heading: Heading, title: str, *, is_first: bool
    ) -> float:
        """What stands above the first page or a later one; where its rows begin."""
        if is_first:
            self._paint_heading(painter, heading)
            return self.top + heading.height
        self._paint_running_title(painter, title)
        return self.top + self.running_height

    def _paint_heading(self, painter: QPainter, heading: Heading) -> None:
        """The title of the first page, and the logo at its right."""
        x, y = self.page.left * MM, self.top
        y = draw_lines(painter, self._title, heading.title, (x, y))
        y = draw_lines(painter, self._second, heading.second, (x, y))
        draw_lines(painter, self._detail, heading.details, (x, y + 1 * MM))
        right = x + self.page.inner_width - heading.beside
        self._logo.paint(painter, QPointF(right, self.top))

    def _paint_running_title(self, painter: QPainter, title: str) -> None:
        """The small title of the later pages."""
        lines = self._small.set_lines(title, self.page.inner_width).lines
        draw_lines(painter, self._small, lines, (self.page.left * MM, self.top))

    def paint_foot(self, painter: QPainter, imprint: Imprint, place: str) -> None:
        """Day and person to the left, a code that is typed in the middle, the page to the right."""
        left, room = self.page.left * MM, self.page.inner_width
        y = (self.page.height - self.page.bottom) * MM + 4 * MM
        painter.setPen(QPen(_HAIR, 0.4 * UNIT))
        painter.drawLine(QLineF(left, y, left + room, y))
        y += 1.2 * MM + self._small.ascent
        # The middle keeps its place; what stands left of it gives way.
        middle, right = self._code.width(imprint.centre), self._small.width(place)
        free = room / 2 - middle / 2 if imprint.centre else room - right
        foot = (
            (self._small, imprint.left, 0.0, free - 3 * MM),
            (self._code, imprint.centre, 0.5, room),
            (self._small, place, 1.0, room),
        )
        for face, text, share, width in foot:
            line = "".join(face.set_lines(text, width).lines)
            at = left + share * (room - face.width(line))
            face.write_with(painter).write(at, y, line)


def page_of(number: int, count: int) -> str:
    """The words at the foot that number a page."""
    return _("Page {page} of {pages}").format(page=number, pages=count)
