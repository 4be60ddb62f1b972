"""What spreadsheets do to cells that nobody meant to change, and cells that came back maimed."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from t20desk.db.fields import Field
from t20desk.db.types import Parsed, Stored, cut
from t20desk.exporting.clean_text import LONGEST_TEXT, utf16_length
from t20desk.i18n import LANGUAGES, _, speaking
from t20desk.lost_letters import tell_lost
from t20desk.reading.rows import Cell

_DATES: Final = ("date", "datetime")
_ZERO_DAY: Final = datetime(1899, 12, 30)
_NO_DIGIT: Final = re.compile(r"\D")
_EXACT_DIGITS: Final = 15
"""A spreadsheet keeps so many digits of a number."""


def tell_retyped(one: Field, was: Stored, cell: Cell) -> Parsed | None:
    """Whether a spreadsheet retyped a cell that held `was`.

    A note means that it still says the same, a doubt that nobody can tell; nothing where the cell
    was simply edited.
    """
    if not isinstance(was, str) or cell is None:
        return None
    if one.type.name in _DATES:
        return _tell_date(was, cell)
    if one.type.choices():
        return _tell_lost_choice(one, was, cell)
    if one.type.sql != "text":
        return None
    if isinstance(cell, datetime | date):
        message = _("“{was}” came back as the date {value}; type it again as text.")
        return Parsed(None, "doubt", message.format(was=cut(was), value=_show(cell)))
    is_phone = one.type.name == "phone"
    return _tell_digits(was, cell, is_phone) or tell_lost(was, cell) or _tell_cut(was)


def _tell_date(was: str, cell: Cell) -> Parsed | None:
    """A month that became its first day, a year that was taken for a count of days."""
    day = cell.date() if isinstance(cell, datetime) else cell
    if not isinstance(day, date) or len(was) > len("2024-05"):
        return None
    if len(was) == len("2024"):
        meant = (_ZERO_DAY + timedelta(days=int(was))).date() if was.isdecimal() else None
        same = day in (meant, date(int(was), 1, 1) if meant and int(was) > 0 else None)
    else:
        same = day.isoformat() == f"{was}-01"
    if not same:
        return None
    message = _("“{was}” came back as the date {value} and was left as it was.")
    return Parsed(was, "note", message.format(was=was, value=_show(day)))


def _tell_digits(was: str, cell: Cell, is_phone: bool) -> Parsed | None:
    """Zeros, signs and last digits that go when a text is taken for a number.

    In a text file that number is a text again.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        digits = _NO_DIGIT.sub("", was)
        kept = digits.lstrip("0")
        number = int(cell) if float(cell).is_integer() else cell
        same = bool(kept) and str(number) == kept
        if not same and len(kept) > _EXACT_DIGITS and digits.isdecimal():
            same = float(digits) == float(cell)
    else:
        text = str(cell).strip()
        digits = _NO_DIGIT.sub("", was) if is_phone else was
        same = text.isdecimal() and was != text and digits.isdecimal()
        same = same and digits.lstrip("0") == text
    if not same:
        return None
    message = _("“{was}” came back as the number {value} and was left as it was.")
    return Parsed(was, "note", message.format(was=cut(was), value=cut(_show(cell))))


def _tell_lost_choice(one: Field, was: str, cell: Cell) -> Parsed | None:
    """The word of a choice with its letters lost, in whichever language the book was."""
    for code in LANGUAGES:
        with speaking(code):
            shown = one.type.format(was)
        if found := tell_lost(shown, cell):
            return found._replace(value=was)
    return None


def _tell_cut(was: str) -> Parsed | None:
    """A text of which the book held only the beginning."""
    if utf16_length(was) <= LONGEST_TEXT:
        return None
    message = _("The book holds only the beginning of this text; edit it in the program.")
    return Parsed(None, "doubt", message)


def _show(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
