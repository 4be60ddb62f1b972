"""Reports on who was at events: the matrix of guests and events, and last year beside this one."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from t20desk.db.database import Database
from t20desk.db.keys import sort_key
from t20desk.db.search.search_tree import Operator
from t20desk.db.types import Choice, Country, Date, Text, Whole
from t20desk.events.attendance import (
    CAME,
    MARKS,
    WORDS,
    Ground,
    Guests,
    Matrix,
    Span,
    Tally,
    count_by,
    read_matrix,
)
from t20desk.events.effective import find_branch
from t20desk.events.figure_searches import FIGURE_SEARCHES
from t20desk.events.outcomes import search_branch
from t20desk.i18n import N_, _
from t20desk.reporting.events import EVENT
from t20desk.reporting.report import ReportOption, report
from t20desk.searching import write_test
from t20desk.tables import Behind, Cells, Column, Table

YEAR: Final = Whole(low=1900, high=2999)
ROWS: Final = Choice((("member", N_("Organisations")), ("person", N_("People"))))
GROUNDS: Final = Choice(
    (("country", N_("Country or region")), ("area", N_("Service area")), ("role", N_("Role")))
)
STEPS: Final = (("invited", N_("Invited")), ("accepted", N_("Accepted")), ("came", N_("Came")))
Leads = Callable[[int, str], Behind | None]


def _name_clock(table: Table) -> Table:
    """A table under its title, saying that it counts what is known today."""
    today = Date().format(date.today().isoformat())
    clock = _("As the records stand on {day}").format(day=today)
    return replace(table, subtitle=clock, name=table.title[:31])


@report(
    "members-at-events",
    N_("Who was at which event"),
    EVENT,
    ReportOption("since", N_("From year"), YEAR),
    ReportOption("until", N_("To year"), YEAR),
    ReportOption("rows", N_("Rows"), ROWS, "member"),
    also=N_("Matrix of attendance"),
)
def cross_events(
    database: Database,
    event: int | None = None,
    since: int | None = None,
    until: int | None = None,
    rows: Guests = "member",
) -> list[Table]:
    """A row for each organisation or person and a column for each event: who came or answered."""
    matrix = read_matrix(database, rows, event, Span(since, until))
    columns = (
        Column("name", _("Organisation") if rows == "member" else _("Person"), Text(300), 40),
        Column("came", _("Came"), Whole(), 9),
        *(Column(f"e{one.id}", one.title, Text(60), 18, is_short=True) for one in matrix.events),
    )
    cells = [(one.text, *_name_marks(matrix, one.id)) for one in matrix.rows]
    came_at = Counter(at for (_who, at), mark in matrix.marks.items() if mark == CAME)
    came = [came_at[one.id] for one in matrix.events]
    totals: Cells = (_("Came"), sum(came), *came)
    title = _("Who was at which event")
    is_part = event is not None or since is not None or until is not None
    here = search_branch([one.id for one in matrix.events]) if is_part and matrix.events else ""
    lead = _lead_from(matrix, rows, here)
    table = Table(title, columns, lambda: cells, totals, behind=lead, charts=("came",))
    return [_name_clock(table)]


def _name_marks(matrix: Matrix, key: int) -> Cells:
    """How often somebody came, and the word for each event."""
    marks = [matrix.marks.get((key, one.id)) for one in matrix.events]
    words = (None if mark is None else _say_mark(mark) for mark in marks)
    return (sum(mark == CAME for mark in marks), *words)


def _say_mark(mark: int) -> str:
    """The word of a mark; somebody whose answer is not known has a point."""
    return _(WORDS[MARKS[mark]]) if mark else "·"


def _lead_from(matrix: Matrix, kind: Guests, here: str) -> Leads:
    """The record of a row, or its participations at the event of a column, or at all shown here."""

    def lead(row: int, column: str) -> Behind | None:
        key = matrix.rows[row].id if row < len(matrix.rows) else None
        if column == "name":
            return None if key is None else Behind(kind, record_id=key)
        tests = [] if key is None else [write_test(kind, "is", str(key))]
        if column == "came":
            tests = [*filter(None, [here]), *tests, "presence:=came"]
            return None if key is None else Behind("participation", " ".join(tests))
        event = int(column.removeprefix("e"))
        if key is not None and (key, event) not in matrix.marks:
            return None
        tests.append(write_test("event", "is", str(event)))
        return Behind("participation", " ".join(tests if key else [*tests, "presence:=came"]))

    return lead


@report(
    "guests-by-year",
    N_("Guests of last year and this year"),
    EVENT,
    ReportOption("by", N_("Counted by"), GROUNDS, "country"),
    ReportOption("year", N_("Year"), YEAR),
    also=N_("Comparison with the year before"),
)
def compare_years(
    database: Database,
    event: int | None = None,
    by: Ground = "country",
    year: int | None = None,
) -> list[Table]:
    """Who was invited, said yes and came in a year beside the year before, each guest once."""
    this = year or date.today().year
    years = (this - 1, this)
    found, whole = count_by(database, by, years, event)
    names = _name_grounds(database, by)
    order = sorted(found, key=lambda value: (not value, sort_key(names(value))))
    cells = [(names(value), *_fill(found[value], years)) for value in order]
    columns = (
        Column("value", _(dict(GROUNDS.choices())[by]), Text(300), 40),
        *(
            Column(f"{step}{one}", _("{step} {year}").format(step=_(label), year=one), Whole(), 14)
            for step, label in STEPS
            for one in years
        ),
        Column("change", _("Change"), Whole(), 12),
    )
    title = _("Guests of {before} and {year}").format(before=years[0], year=this)
    totals: Cells = (_("Guests in all"), *_fill(whole, years))
    drawn = tuple(f"{step}{one}" for step, _label in reversed(STEPS) for one in reversed(years))
    lead = _lead_years(order, by, _search_tree(database, event))
    table = Table(title, columns, lambda: cells, totals, behind=lead, charts=drawn)
    return [_name_clock(table)]


def _search_tree(database: Database, event: int | None) -> str:
    """The search for what belongs to the tree of an event."""
    return "" if event is None else search_branch(find_branch(database, event))


def _fill(tallies: dict[int, Tally], years: tuple[int, int]) -> Cells:
    """Each step in both years, and how many more came than the year before."""
    before, this = (tallies[year] for year in years)
    steps = (getattr(one, step) for step, _label in STEPS for one in (before, this))
    return (*steps, this.came - before.came)


def _name_grounds(database: Database, by: Ground) -> Callable[[str], str]:
    """What says a value of the ground in words."""
    if by == "country":
        return lambda code: Country().format(code) if code else _("not given")
    kind, field = ("member", "areas") if by == "area" else ("participation", "roles")
    words = dict(database.kinds[kind].fields[field].type.choices())
    return lambda code: _(words.get(code, code)) if code else _("not given")


def _lead_years(values: list[str], by: Ground, here: str) -> Leads:
    """The participations of a value in a year that a figure counts."""

    def lead(row: int, column: str) -> Behind | None:
        step, year = column[:-4], column[-4:]
        if step not in FIGURE_SEARCHES or not year.isdecimal():
            return None
        words = [here, write_test("event.starts", "has", year), FIGURE_SEARCHES[step]]
        if row < len(values):
            words.append(_search_value(by, values[row]))
        return Behind("participation", " ".join(filter(None, words)))

    return lead


def _search_value(by: Ground, value: str) -> str:
    """The search for one value of the ground; a guest without a member has a country alone."""
    path = {"country": "member.country", "area": "member.areas", "role": "roles"}[by]
    operator: Operator = "is" if by == "country" else "has"
    test = write_test(path, operator, value) if value else write_test(path, "empty")
    if by != "country":
        return test
    own = (
        write_test("person.country", "is", value)
        if value
        else write_test("person.country", "empty")
    )
    return f"{test} {own}" if not value else f"({test} or ({write_test('member', 'empty')} {own}))"
