"""Reports on any kind of record: how many there are of each value of a field."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from t20desk.db.database import Database
from t20desk.db.field_names import find_field
from t20desk.db.fields import Field, walk_path
from t20desk.db.keys import sort_key
from t20desk.db.types import Choices, Countries, Languages, Money, Stored, Text, Whole, codes_of
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import Listing, column_label, count_values, find_view, read_titles
from t20desk.reporting.members import name_clock, today
from t20desk.reporting.report import ReportOption, report
from t20desk.searching import write_test
from t20desk.tables import Behind, Column, Table

SEVERAL: Final = (Choices, Countries, Languages)
"""Types of which a record may hold several values; it then counts under each of them."""


@report(
    "records-by-field",
    N_("Records counted by a field"),
    ReportOption("kind", N_("Kind of record"), Text(60), "member"),
    ReportOption("field", N_("Field"), Text(120), "country"),
    ReportOption("view", N_("View"), Text(120)),
    ReportOption("search", N_("Search"), Text(300)),
)
def count_records(
    database: Database,
    kind: str = "member",
    field: str = "country",
    view: str | None = None,
    search: str | None = None,
) -> list[Table]:
    """How many records of a list have each value of a field, own fields and links too."""
    if kind not in database.kinds:
        text = _("There is no kind “{name}”; choose one of these: {known}.")
        raise UserError(text.format(name=kind, known=", ".join(database.kinds)), "kind")
    path = _find_path(database, kind, field)
    one = walk_path(database.kinds, kind, path)[-1]
    shown = find_view(database, kind, view or "")
    counted = count_values(database, Listing(kind, search or "", shown.name), path)
    label = column_label(database.kinds, kind, path)
    named = _name_values(database, one, counted)
    rows = [(text, count) for _value, text, count in named]
    tests = [_search_value(path, one, value) for value, _text, _count in named]
    lead = _lead_from(Behind(kind, search or "", view=shown.name), tests)
    title = _("{kind} by {field}").format(kind=_(database.kinds[kind].plural), field=label)
    columns = (
        Column("value", label, Text(300)),
        Column("records", _("Records"), Whole()),
    )
    clock = " · ".join(filter(None, (_(shown.label), search, name_clock(today()))))
    totals = (_("Records in all"), sum(counted.values()))
    return [
        Table(
            title,
            columns,
            lambda: rows,
            totals,
            clock,
            label,
            behind=lead,
            charts=("records",),
        )
    ]


def _lead_from(whole: Behind, tests: list[str]) -> Callable[[int, str], Behind | None]:
    """The records that have the value of a row."""

    def lead(row: int, _column: str) -> Behind | None:
        if row >= len(tests):
            return whole
        asked = f"({whole.search}) " if whole.search else ""
        return whole._replace(search=f"{asked}{tests[row]}")

    return lead


def _search_value(path: str, one: Field, value: Stored) -> str:
    """The search for one value; where a record may hold several, it is one of them."""
    if value is None:
        return write_test(path, "empty")
    typed = one.type.format(value) if isinstance(one.type, Money) else str(value)
    return write_test(path, "has" if isinstance(one.type, SEVERAL) else "is", typed)


def _find_path(database: Database, kind: str, field: str) -> str:
    """The path that names or labels along a dotted text mean."""
    names: list[str] = []
    at = kind
    for word in field.split("."):
        one = find_field(database.kinds[at], word)
        names.append(one.name)
        at = one.target or at
    return ".".join(names)


def _name_values(
    database: Database, one: Field, counted: dict[Stored, int]
) -> list[tuple[Stored, str, int]]:
    """Each value, in words, with its count, in the order of the words, the empty one last."""
    tally: Counter[Stored] = Counter()
    for value, count in counted.items():
        several = isinstance(one.type, SEVERAL) and value is not None
        for part in codes_of(value) if several else [value]:
            tally[part] += count
    titles: dict[int, str] = {}
    if one.target:
        titles = read_titles(database, one.target, [key for key in tally if isinstance(key, int)])

    def say(value: Stored) -> str:
        if value is None:
            return _("not given")
        return (
            titles.get(value, "") if isinstance(value, int) and titles else one.type.format(value)
        )

    order = sorted(tally, key=lambda value: (value is None, sort_key(say(value))))
    if one.type.numeric or one.type.name in ("date", "datetime"):
        order = sorted(tally, key=lambda value: (value is None, value))
    return [(value, say(value), tally[value]) for value in order]
