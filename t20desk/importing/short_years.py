"""Days whose year is written with two digits: which century was meant is said of each column."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from t20desk.i18n import _
from t20desk.importing.columns import DATE_TYPES, ColumnReader, OrderFinder

_WHOLE_YEAR: Final = re.compile(r"\d{4}")
_EARLIEST: Final = -1
_LATEST: Final = 99
"""Every year of two digits is one of the 20th century, or of the 21st, from these pivots on."""


def say_short_years(orders: OrderFinder, readers: Iterable[ColumnReader]) -> Iterator[str]:
    """Between which years such a year is looked for, with the first text of each column."""
    for reader in readers:
        if reader.column.field.type.name not in DATE_TYPES:
            continue
        texts = sorted(orders.texts_of(reader.column))
        if example := next((text for text in texts if _is_short(reader, text)), ""):
            yield _say_years(reader, example)


def _is_short(reader: ColumnReader, text: str) -> bool:
    if _WHOLE_YEAR.search(text):
        return False
    days = {
        reader.column.field.type.parse(text, reader.reading._replace(century_pivot=pivot)).value
        for pivot in (_EARLIEST, _LATEST)
    }
    return len(days) > 1


def _say_years(reader: ColumnReader, example: str) -> str:
    type_, pivot = reader.column.field.type, reader.reading.century_pivot
    return _(
        "Column {column} “{heading}”: a year of two digits is taken to lie between {first} and "
        "{last}, “{example}” is {day}; write four digits where another was meant."
    ).format(
        column=reader.column.letter,
        heading=reader.column.heading,
        first=1901 + pivot,
        last=2000 + pivot,
        example=example,
        day=type_.format(type_.parse(example, reader.reading).value),
    )
