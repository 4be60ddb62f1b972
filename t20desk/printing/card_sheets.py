"""Sheets of cards and labels as they are sold: where each one lies, in millimetres."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF

from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.printing.sheets import A4, LETTER, MM, PageFormat


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Cards of one size on a page; without a gap they touch each other."""

    name: str
    page: PageFormat
    width: float
    height: float
    left: float
    top: float
    columns: int
    rows: int
    gap: float = 0.0
    """Between two columns."""
    row_gap: float = 0.0

    @property
    def count(self) -> int:
        """How many cards a sheet has."""
        return self.columns * self.rows

    @property
    def words(self) -> str:
        """The number on its package, with the size of a card, before it is folded if it is."""
        return f"{self.name} · {self.width:g} × {self.height:g} mm"

    def find_place(self, number: int) -> tuple[int, QRectF]:
        """The page of a card, both counted from 0, and its rectangle there in units of paper."""
        page, place = divmod(number, self.count)
        row, column = divmod(place, self.columns)
        left = self.left + column * (self.width + self.gap)
        top = self.top + row * (self.height + self.row_gap)
        return page, QRectF(left * MM, top * MM, self.width * MM, self.height * MM)

    def check_start(self, start: int) -> None:
        """Raise UserError for a card to begin at that the sheet does not have."""
        if not 1 <= start <= self.count:
            text = _("The sheet {name} has {count} cards; begin at one of them, not at {start}.")
            words = {"name": self.name, "count": self.count, "start": start}
            raise UserError(text.format(**words), "start")

    def count_pages(self, cards: int, start: int) -> int:
        """How many pages so many cards take, at least one."""
        return self.find_place(max(cards, 1) + start - 2)[0] + 1


CARD_SHEETS: Final = {
    one.name: one
    for one in (
        CardSheet("32253", A4.turn_landscape(), 110, 80, 38.5, 25, 2, 2),
        CardSheet("32257", A4, 210, 140, 0, 8.5, 1, 2),
    )
}
"""Table cards, which are folded."""
BADGE_SHEETS: Final = {
    one.name: one
    for one in (
        CardSheet("L4785", A4, 80, 50, 17.5, 13.5, 2, 5, 15, 5),
        CardSheet("1445-02", A4, 90, 54, 15, 12, 2, 5),
        CardSheet("1456-02", A4, 90, 60, 15, 28.5, 2, 4),
    )
}
LABEL_SHEETS: Final = {
    one.name: one
    for one in (
        CardSheet("L7160", A4, 63.5, 38.1, 7.2, 15.15, 3, 7, 2.54),
        CardSheet("L7159", A4, 64, 33.86, 6.46, 13.06, 3, 8, 2.54),
        CardSheet("L7161", A4, 63.5, 46.56, 7.21, 8.82, 3, 6, 2.54),
        CardSheet("L7162", A4, 99.06, 33.87, 4.67, 13.02, 2, 8, 2.54),
        CardSheet("L7163", A4, 99.06, 38.1, 4.67, 15.15, 2, 7, 2.54),
        CardSheet("L7165", A4, 99.06, 67.73, 4.67, 13.04, 2, 4, 2.54),
        CardSheet("3422", A4, 70, 35, 0, 8.43, 3, 8),
        CardSheet("3475", A4, 70, 36, 0, 4.43, 3, 8),
        CardSheet("3652", A4, 70, 42.41, 0, 0, 3, 7),
        CardSheet("5160", LETTER, 66.67, 25.4, 3.97, 12.7, 3, 10, 3.97),
        CardSheet("5163", LETTER, 101.6, 50.8, 4.13, 12.7, 2, 5, 4.76),
    )
}


def find_sheet(name: str, sheets: Mapping[str, CardSheet]) -> CardSheet:
    """A sheet by its number; raises UserError for one that is not known."""
    found = sheets.get(name.strip())
    if found is None:
        text = _("There is no sheet “{name}” for this; choose one of these: {known}.")
        raise UserError(text.format(name=name, known=", ".join(sheets)), "sheet")
    return found
