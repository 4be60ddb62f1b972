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
_OF_NUMBERS: Final = ("sum", "mean", "least", "most")
_OF_DAYS: Final = ("least", "most")
_DAYS: Final = ("date", "partial_date", "datetime")


class Group(NamedTuple):
    """Records that read alike in the column a list is grouped by."""

    text: str
    size: int


def read_groups(database: Database, listing: Listing) -> list[Group]:
    """The groups of a listing in the order in which their records stand."""
    reader = Reader(database, listing)
    one = reader.selection.find(listing.group.removeprefix("-")).field
    with reader.database.read() as connection:
        rows = connection.execute(reader.groups(MOST_GROUPS + 1)).all()
    if len(rows) > MOST_GROUPS:
        message = _("“{field}” has more than {most} different values; group by another column.")
        raise UserError(message.format(field=one.say(), most=MOST_GROUPS))
    return _join_alike([Group(_say_value(one, row[0]), row[1]) for row in rows])


def _say_value(one: Field, value: Stored) -> str:
    if value is None:
        return _("(empty)")
    return str(value) if one.target else one.type.format(value)


def _join_alike(groups: Sequence[Group]) -> list[Group]:
    """Neighbours that read alike are one group."""
    joined: list[Group] = []
    for group in groups:
        if joined and joined[-1].text == group.text:
            joined[-1] = Group(group.text, joined[-1].size + group.size)
        else:
            joined.append(group)
    return joined


def possible_totals(one: Field) -> tuple[str, ...]:
    """What can be counted below a column of this field."""
    counts = ("filled", "empty", "different")
    if one.type.numeric:
        return (*counts, *_OF_NUMBERS)
    return (*counts, *_OF_DAYS) if one.type.name in _DAYS else counts


def read_totals(database: Database, listing: Listing) -> dict[str, str]:
    """What stands below each column that has a total, as it reads."""
    if not listing.totals:
        return {}
    reader = Reader(database, listing)
    with reader.database.read() as connection:
        row = connection.execute(reader.totals()).one()
    found: dict[str, str] = {}
    for (path, word), value in zip(listing.totals, row, strict=True):
        found[path] = say_total(reader.selection.find(path).field, word, value)
    return found


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
