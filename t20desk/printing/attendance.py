"""The attendance list of an event: names to tick off and lines to sign, filled from plain data."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from t20desk.db.change import Change
from t20desk.i18n import N_, _, language, ngettext, translate
from t20desk.printing.fonts import ensure_application
from t20desk.printing.furniture import Furniture, Imprint, page_of
from t20desk.printing.grid import (
    Faces,
    Grid,
    GridColumn,
    GridRow,
    break_pages,
    paint_grid,
    row_height,
)
from t20desk.printing.scan_code import SIDE, paint_code
from t20desk.printing.sheets import A4, MM, PageFormat, describe_missing
from t20desk.printing.typesetting import Face

_LEAST_HEIGHT: Final = 11.5 * MM
"""Room for a hand to sign in."""
_LINES: Final = 3
_PARTS: Final = (0.065, 0.3, 0.255, 0.135, 0.245)
"""Shares of the page's width: number, name, organisation, country, signature."""
_HEADINGS: Final = (
    N_("No."),
    N_("Person's name"),
    N_("Organisation"),
    N_("Country or region"),
    N_("Signature"),
)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One expected guest; the original name stands below the Latin one."""

    name: str
    original_name: str = ""
    organisation: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceSheet:
    """What the list says; row n has the number n, walk-in lines w1, w2 ... follow.

    `second_title` and `second_language` add the event's title and the headings in another
    language; `code` names this very sheet, so that the signed one can be typed in by numbers.
    """

    title: str
    when: str = ""
    place: str = ""
    rows: Sequence[AttendanceRow] = ()
    walk_ins: int = 20
    second_title: str = ""
    second_language: str = ""
    code: str = ""
    printed: Imprint = field(default_factory=Imprint)

    def complete(self, walk_ins: int, code: str, printed: Imprint) -> "AttendanceSheet":
        """The same sheet with what is known only when it is printed."""
        return replace(self, walk_ins=walk_ins, code=code, printed=printed)


class AttendancePaper:
    """The signature sheet as pages; heading on each, walk-in lines at the end.

    `change` keeps what its numbers mean and is written when it is printed; a reprint has none.
    """

    def __init__(
        self, sheet: AttendanceSheet, page: PageFormat = A4, change: Change | None = None
    ) -> None:
        ensure_application()
        self.change = change
        self.title = _("Attendance list: {event}").format(event=sheet.title)
        self.page = page
        self._sheet = sheet
        self._cut: list[str] = []
        self._furniture = Furniture(page, sheet.printed.logo)
        self._heading = self._furniture.set_heading(
            sheet.title,
            sheet.second_title,
            self._write_details(),
            SIDE + 5 * MM if sheet.code else 0.0,
        )
        self._faces = Faces.in_size(9.5)
        self._grid = Grid(self._make_columns(), self._faces, upright=True)
        self._rows = [*self._set_guests(), *self._set_walk_ins()]
        self._pages = self._break_pages()

    @property
    def page_count(self) -> int:
        """How many pages there are, at least one."""
        return len(self._pages)

    def paint_page(self, painter: QPainter, number: int) -> None:
        """Paint one page; the first is number 1."""
        first = number == 1
        top = self._furniture.paint_top(painter, self._heading, self.title, is_first=first)
        if first and self._sheet.code:
            right = self.page.left * MM + self.page.inner_width
            paint_code(painter, self._sheet.code, QPointF(right, self._furniture.top))
        rows = [self._rows[place] for place in self._pages[number - 1]]
        paint_grid(painter, self._grid, rows, QPointF(self.page.left * MM, top))
        self._furniture.paint_foot(painter, self._write_imprint(), page_of(number, self.page_count))

    def problems(self) -> list[str]:
        """What is cut and what cannot be drawn."""
        sheet = self._sheet
        texts = [sheet.title, sheet.second_title, sheet.when, sheet.place]
        for row in sheet.rows:
            texts += (row.name, row.original_name, row.organisation, row.country)
        cut = [
            _("“{text}” is too long for its cell and ends with “…” on paper.").format(text=text)
            for text in dict.fromkeys(self._cut)
        ]
        return [*cut, *describe_missing(texts)]

    def _write_details(self) -> tuple[str, ...]:
        number = len(self._sheet.rows)
        guests = ngettext("{number} guest", "{number} guests", number).format(number=number)
        kind = self._say(N_("Attendance list"))
        place = " · ".join(filter(None, (self._sheet.when, self._sheet.place)))
        return tuple(filter(None, (place, " · ".join((*kind, guests)))))

    def _say(self, message: str) -> tuple[str, ...]:
        """A heading in the language in use and, if it differs, in the second one."""
        second = self._sheet.second_language
        words = [_(message)]
        if second and second != language():
            words.append(translate(message, second))
        return tuple(dict.fromkeys(words))

    def _make_columns(self) -> tuple[GridColumn, ...]:
        columns = []
        for message, part in zip(_HEADINGS, _PARTS, strict=True):
            width = part * self.page.inner_width
            room = GridColumn((), width).text_width
            first, *second = self._say(message)
            heading = self._set_heading(self._faces.strong, first, room)
            below = self._set_heading(self._faces.quiet, "".join(second), room)
            columns.append(GridColumn(heading, width, below=below))
        return tuple(columns)

    def _set_heading(self, face: Face, text: str, room: float) -> tuple[str, ...]:
        lines, cut = face.set_lines(text, room, 2)
        if cut:
            self._cut.append(text)
        return lines

    def _set_guests(self) -> list[GridRow]:
        return [
            self._set_row((str(number), row.name, row.organisation, row.country, ""), row)
            for number, row in enumerate(self._sheet.rows, start=1)
        ]

    def _set_row(self, texts: tuple[str, ...], guest: AttendanceRow) -> GridRow:
        cells = [
            self._set_text(self._faces.text, text, column)
            for text, column in zip(texts, self._grid.columns, strict=True)
        ]
        name_column = self._grid.columns[1]
        original = self._set_text(self._faces.quiet, guest.original_name, name_column)
        below: list[tuple[str, ...]] = [()] * len(cells)
        below[1] = original
        needed = max(
            row_height(self._faces, len(cells[1]), len(original)),
            row_height(self._faces, max(map(len, cells))),
        )
        return GridRow(cells, max(needed, _LEAST_HEIGHT), below=below)

    def _set_text(self, face: Face, text: str, column: GridColumn) -> tuple[str, ...]:
        lines, cut = face.set_lines(text, column.text_width, _LINES)
        if cut:
            self._cut.append(text[:60])
        return lines

    def _set_walk_ins(self) -> list[GridRow]:
        blank = AttendanceRow("")
        numbers = range(1, self._sheet.walk_ins + 1)
        return [self._set_row((f"w{number}", "", "", "", ""), blank) for number in numbers]

    def _break_pages(self) -> list[range]:
        heading = self._grid.heading_height
        first = self._furniture.room - self._heading.height - heading
        later = self._furniture.room - self._furniture.running_height - heading
        return break_pages(self._rows, first, later)

    def _write_imprint(self) -> Imprint:
        code = self._sheet.code
        words = _("Sheet code {code}").format(code=code) if code else ""
        return replace(self._sheet.printed, centre=words)
