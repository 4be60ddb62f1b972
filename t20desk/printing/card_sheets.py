"""Sheets of table cards as they are sold: where each card lies, in millimetres."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF

from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.printing.sheets import A4, MM, PageFormat


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Cards of one size on a page; they touch each other, so that the size is the pitch too."""

    name: str
    page: PageFormat
    width: float
    height: float
    left: float
    top: float
    columns: int
    rows: int

    @property
    def count(self) -> int:
        """How many cards a sheet has."""
        return self.columns * self.rows

    @property
    def words(self) -> str:
        """The number on its package, with the size of a card before it is folded."""
        return f"{self.name} · {self.width:g} × {self.height:g} mm"

    def find_place(self, number: int) -> tuple[int, QRectF]:
        """The page of a card, both counted from 0, and its rectangle there in units of paper."""
        page, place = divmod(number, self.count)
        row, column = divmod(place, self.columns)
        left, top = self.left + column * self.width, self.top + row * self.height
        return page, QRectF(left * MM, top * MM, self.width * MM, self.height * MM)


CARD_SHEETS: Final = {
    one.name: one
    for one in (
        CardSheet("32253", A4.turn_landscape(), 110, 80, 38.5, 25, 2, 2),
        CardSheet("32257", A4, 210, 140, 0, 8.5, 1, 2),
    )
}


def find_card_sheet(name: str) -> CardSheet:
    """A sheet by its number; raises UserError for one that is not known."""
    found = CARD_SHEETS.get(name.strip())
    if found is None:
        text = _("There is no sheet of cards “{name}”; choose one of these: {known}.")
        raise UserError(text.format(name=name, known=", ".join(CARD_SHEETS)), "sheet")
    return found
