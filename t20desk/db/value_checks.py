"""What a column refuses by itself, whoever writes: the constraint that follows from a field's type.

Only what will stay true goes into the file, so no list of choices: a later program may know more.
"""

from typing import Final

from t20desk.db.fields import Field
from t20desk.db.types import Countries, Country, Date, DateTime, Money, PartialDate, Whole, YesNo

LARGEST: Final = 2**63 - 1


def value_check(one: Field) -> str:
    """The constraint of the column of a field, empty where it may hold anything.

    SQLite would take a word for a number.
    """
    cell = f'"{one.name}"'
    if not one.is_written:
        return ""
    match one.type:
        case YesNo():
            return f"{cell} IN (0, 1)"
        case Whole(low=low, high=high):
            return _lies_between(cell, low, high)
        case Money():
            return _lies_between(cell, None, None)
        case PartialDate():
            return f"length({cell}) IN (4, 7, 10)"
        case Date():
            return f"length({cell}) = 10"
        case DateTime():
            return f"length({cell}) = 10 OR {cell} LIKE '____-__-__T__:__'"
        case Countries():
            return ""
        case Country():
            return f"length({cell}) = 2"
    return f"{cell} <> ''" if one.type.sql == "text" and not one.type.choices() else ""


def _lies_between(cell: str, low: int | None, high: int | None) -> str:
    low, high = (-LARGEST if low is None else low), (LARGEST if high is None else high)
    return f"{cell} BETWEEN {low} AND {high}"
