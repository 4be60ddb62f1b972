"""Whether day or month stands first in a column that came back, told by cells nobody edited.

A program in another language writes the same days anew: 2028-01-02 comes back as 01/02/2028. Which
of both it wrote shows in the cells that say what they said, in one order and not in the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from t20desk.db.fields import Field
from t20desk.db.types import ANY_READING, Reading, Stored
from t20desk.db.types.values import DateOrder
from t20desk.i18n import _
from t20desk.importing.columns import DATE_TYPES
from t20desk.reading.rows import Cell

_ORDERS: Final[tuple[DateOrder, ...]] = ("dmy", "mdy")


def may_be_open(one: Field, reading: Reading) -> bool:
    """Whether the cells of a column may be days of which nobody knows the order."""
    return one.type.name in DATE_TYPES and not reading.date_order


def find_shown_order(one: Field, cells: Iterable[tuple[Cell, Stored]]) -> DateOrder:
    """The only order in which ambiguous cells say what they said; empty where that shows neither.

    The cells come with what each said before.
    """
    matching: set[DateOrder] = set()
    for cell, known in cells:
        is_text = isinstance(cell, str) and known is not None
        if not is_text or one.type.parse(cell, ANY_READING).severity != "doubt":
            continue
        for order in _ORDERS:
            value = one.type.parse(cell, Reading(order)).value
            if value is not None and str(value)[:10] == str(known)[:10]:
                matching.add(order)
    return matching.pop() if len(matching) == 1 else ""


def say_orders(orders: Mapping[str, DateOrder]) -> Iterator[str]:
    """In which order the days of which columns were read."""
    words = {"dmy": _("day, month, year"), "mdy": _("month, day, year")}
    text = _("Column {column} was read as {order}, as its cells show that nobody edited.")
    for letter, order in orders.items():
        yield text.format(column=letter, order=words[order])
