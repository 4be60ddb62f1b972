"""What stands between and below the rows of a listing: groups, totals, the colours of rows."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _, language
from t20desk.listing.selecting import Reader
from t20desk.listing.views import Listing
from t20desk.searching import parse_query

MOST_GROUPS: Final = 20_000
TOTALS: Final = {
    "filled": N_("Filled in"),
    "empty": N_("Empty"),
    "different": N_("Different values"),
    "sum": N_("Sum"),
    "mean": N_("Mean"),
    "least": N_("Smallest"),
    "most": N_("Largest"),
}
"""What can be counted below a column."""
SIGNS: Final = {
    "filled": "#",
    "empty": "∅",
    "different": "≠",
    "sum": "Σ",
    "mean": "⌀",
    "least": "↓",
    "most": "↑",
}
"""What stands before a total, where there is no room for its word."""
_OF_NUMBERS: Final = ("sum", "mean", "least", "most")
_OF_DAYS: Final = ("least", "most")
_DAYS: Final = ("date", "partial_date", "datetime")


class Group(NamedTuple):
    """Records that read alike in the column a list is grouped by."""

    text: str
    size: int
    sums: tuple[Any, ...] = ()


def read_groups(
    database: Database,
    listing: Listing,
    ids: Sequence[int] | None = None,
    sums: Sequence[str] = (),
) -> list[Group]:
    """The groups of a listing, or of some of its records, in the order in which those stand.

    `sums` are the paths of columns that are added up in each group.
    """
    reader = Reader(database, listing)
    one = reader.selection.find(listing.group.removeprefix("-")).field
    with reader.database.read() as connection:
        rows = connection.execute(reader.groups(MOST_GROUPS + 1, ids, sums)).all()
    if len(rows) > MOST_GROUPS:
        message = _("“{field}” has more than {most} different values; group by another column.")
        raise UserError(message.format(field=one.say(), most=MOST_GROUPS))
    return _join_alike([Group(_say_value(one, row[0]), row[1], tuple(row[2:])) for row in rows])


def _say_value(one: Field, value: Stored) -> str:
    if value is None:
        return _("(empty)")
    return str(value) if one.target else one.type.format(value)


def _join_alike(groups: Sequence[Group]) -> list[Group]:
    """Neighbours that read alike are one group."""
    joined: list[Group] = []
    for group in groups:
        if joined and joined[-1].text == group.text:
            last = joined[-1]
            sums = tuple(_add(one, two) for one, two in zip(last.sums, group.sums, strict=True))
            joined[-1] = Group(group.text, last.size + group.size, sums)
        else:
            joined.append(group)
    return joined


def _add(one: Any, two: Any) -> Any:
    return (one or 0) + (two or 0) if (one, two) != (None, None) else None


def possible_totals(one: Field) -> tuple[str, ...]:
    """What can be counted below a column of this field."""
    if not one.type.is_typed:
        return ("filled", "empty")
    counts = ("filled", "empty", "different")
    if one.type.numeric:
        return (*counts, *_OF_NUMBERS)
    return (*counts, *_OF_DAYS) if one.type.name in _DAYS else counts


def read_totals(database: Database, listing: Listing) -> dict[str, str]:
    """What stands below each column that has a total, as it reads."""
    counted = count_totals(database, listing)
    return {path: say_total(one, word, value) for path, (one, word, value) in counted.items()}


def count_totals(
    database: Database, listing: Listing, ids: Sequence[int] | None = None
) -> dict[str, tuple[Field, str, Any]]:
    """What is counted below each column of a listing, or of some of its records, and how."""
    if not listing.totals:
        return {}
    reader = Reader(database, listing)
    with reader.database.read() as connection:
        row = connection.execute(reader.totals(ids)).one()
    return {
        path: (reader.selection.find(path).field, word, value)
        for (path, word), value in zip(listing.totals, row, strict=True)
    }


def say_total(one: Field, word: str, value: Any) -> str:
    """A total as it reads."""
    from babel.numbers import format_decimal

    if value is None:
        return "–"
    if word in ("filled", "empty", "different"):
        return str(format_decimal(int(value), locale=language()))
    if word == "mean" and one.type.name != "money":
        return str(format_decimal(round(float(value), 2), locale=language()))
    if word in ("sum", "mean"):
        value = float(value) if one.type.sql == "real" else round(value)
    return one.type.format(value)


def read_colours(database: Database, listing: Listing, ids: Sequence[int]) -> dict[int, str]:
    """The colours of some records of a listing: of each the first rule that fits."""
    if not listing.colours or not ids:
        return {}
    reader = Reader(database, listing)
    with reader.database.read() as connection:
        rows = connection.execute(reader.fitting(ids)).all()
    return {row[0]: listing.colours[row[1]].colour for row in rows if row[1] is not None}


def check_rule(database: Database, kind: str, search: str) -> None:
    """Raise UserError with what is wrong with the search of a rule."""
    from t20desk.listing.reading import first_ids

    parse_query(search)
    first_ids(database, Listing(kind, search=search, view="all"), 1)
