"""Reports on members: the list, the figures of a day, what stands behind each status."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select

from t20desk.db.database import Database
from t20desk.db.keys import sort_key
from t20desk.db.models.choices import AREAS, STATUSES
from t20desk.db.query import Selection
from t20desk.db.search.sort_order import SortOrder
from t20desk.db.types import Choice, Country, Date, Stored, Text, Whole
from t20desk.i18n import N_, _, join_list, ngettext
from t20desk.listing import Listing, list_ids, read_table
from t20desk.reporting.report import report
from t20desk.searching import write_test
from t20desk.tables import Behind, Cells, Column, Table

STANDING: Final = ("prospect", "applied", "active", "suspended")
"""Those of the statuses by which an organisation is a member in the figures of a day."""
LISTED: Final = ("country", "number", "name", "areas", "status", "joined")


def today() -> str:
    """Today as ISO text."""
    return date.today().isoformat()


def name_clock(day: str) -> str:
    """The clock of a report that counts for a day."""
    return _("As of {day}, counted from the dates in the records").format(day=Date().format(day))


@report("member-list", N_("Member list"))
def list_members(database: Database, on: str | None = None) -> list[Table]:
    """The members with the usual columns, their standing as of the day."""
    day = on or today()
    table = read_table(database, Listing("member", on=day))
    return [replace(table, subtitle=name_clock(day))]


class CountryRow(NamedTuple):
    """How many members a country has, and how many of them work in each area."""

    country: str | None
    members: int
    areas: tuple[int, ...]


class MemberCount:
    """Who is a member on a day by the dates in the records.

    An organisation with membership periods counts once one of them has begun; one without any
    counts by its status. Contacts, those that left and those declined do not count.
    """

    def __init__(self, database: Database, day: str) -> None:
        self.day = day
        self._database = database
        self._selection = Selection(database, "member", day)
        self._member = database.tables["member"]
        self._period = database.tables["membership_period"]
        self._has_period = self._find_period()
        begun = or_(self._period.c.since.is_(None), self._period.c.since <= day)
        status = self._selection.value("status")
        self._counted = and_(
            status.in_(STANDING), or_(self._find_period(begun), not_(self._has_period))
        )

    def _find_period(self, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        own = self._period.c.member == self._member.c.id
        return select(self._period.c.id).where(own, *conditions).correlate(self._member).exists()

    def _select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        return self._selection.select(*columns).where(self._counted)

    def by_country(self) -> list[CountryRow]:
        """One row a country in the order of their names; without a country comes last."""
        member = self._member
        sums = [
            func.sum(case((func.coalesce(member.c.areas, "").contains(f" {code} "), 1), else_=0))
            for code, _label in AREAS
        ]
        query = self._select(member.c.country, func.count(), *sums).group_by(member.c.country)
        with self._database.read() as connection:
            found = connection.execute(query).all()
        rows = [CountryRow(row[0], row[1], tuple(map(int, row[2:]))) for row in found]
        return sorted(rows, key=lambda row: order_country(row.country))

    def ids(self) -> list[int]:
        """The members by name of the country, then by number and name."""
        member, usual = self._member, self._selection.kind.order
        order = SortOrder(self._selection).by(usual)
        query = self._select(member.c.id, member.c.country).order_by(*order)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        places = {country: order_country(country) for country in {row[1] for row in rows}}
        return [row[0] for row in sorted(rows, key=lambda row: places[row[1]])]

    def search(self) -> str:
        """The search for those counted; who only joins later is named where there is such."""
        tests = [write_test("status", "is", *STANDING)]
        status = self._selection.value("status")
        to_come = self._selection.select(func.count()).where(
            status.in_(STANDING), not_(self._counted)
        )
        with self._database.read() as connection:
            if connection.scalar(to_come):
                tests.append(f"-{write_test('joined', 'above', self.day)}")
        return " ".join(tests)

    def undated(self) -> int:
        """How many of them have no membership period and count by their status."""
        query = self._select(func.count()).where(not_(self._has_period))
        with self._database.read() as connection:
            return connection.scalar(query) or 0


def order_country(country: str | None) -> tuple[bool, str]:
    """What countries are sorted by: their name in the language in use, none last."""
    return country is None, sort_key(Country().format(country))


@report("members-by-country-and-area", N_("Members by country and service area"))
def count_by_country(database: Database, on: str | None = None) -> list[Table]:
    """How many members each country has in which area; a member counts once in its country."""
    count = MemberCount(database, on or today())
    title = _("Members by country and service area")
    rows = count.by_country()
    columns = (
        Column("country", _("Country or region"), Text(), 28),
        *(Column(code, _(label), Whole(), 14) for code, label in AREAS),
        Column("members", _("Members"), Whole(), 10),
    )
    cells = [_country_cells(row) for row in rows]
    figures = Table(
        title,
        columns,
        lambda: cells,
        totals=_add_up(rows),
        subtitle=_name_count(count),
        name=_("By country"),
        behind=_lead_from([row.country for row in rows], count),
        charts=("members", *(code for code, _label in AREAS)),
    )
    return [figures, _list_counted(database, count)]


def _lead_from(
    countries: Sequence[str | None], count: MemberCount
) -> Callable[[int, str], Behind | None]:
    """The members that a figure counts: those of a country, of an area, or of both."""
    areas = {code for code, _label in AREAS}
    counted = count.search()

    def lead(row: int, column: str) -> Behind | None:
        tests = [counted]
        if row < len(countries):
            code = countries[row]
            tests.append(
                write_test("country", "is", code) if code else write_test("country", "empty")
            )
        if column in areas:
            tests.append(write_test("areas", "has", column))
        return Behind("member", " ".join(tests), on=count.day)

    return lead


def _country_cells(row: CountryRow) -> Cells:
    return (Country().format(row.country) or _("not stated"), *row.areas, row.members)


def _add_up(rows: Sequence[CountryRow]) -> Cells:
    number = sum(row.country is not None for row in rows)
    text = ngettext(
        "Total: {number} country or region", "Total: {number} countries and regions", number
    )
    areas = (sum(row.areas[place] for row in rows) for place in range(len(AREAS)))
    return (text.format(number=number), *areas, sum(row.members for row in rows))


def _name_count(count: MemberCount) -> str:
    parts = [name_clock(count.day)]
    undated = count.undated()
    if undated:
        text = ngettext(
            "{number} member without dates counts by its status",
            "{number} members without dates count by their status",
            undated,
        )
        parts.append(text.format(number=undated))
    return join_list(parts)


def _list_counted(database: Database, count: MemberCount) -> Table:
    listing = Listing("member", view="all", columns=LISTED, on=count.day)
    table = read_table(database, listing, count.ids())
    return replace(
        table,
        title=_("The members counted"),
        subtitle=name_clock(count.day),
        name=_("Members"),
        groups=("country",),
    )


@report("status-overview", N_("Organisations by status"))
def count_by_status(database: Database, on: str | None = None) -> list[Table]:
    """How many organisations have which status, and whose status was given by hand."""
    day = on or today()
    selection = Selection(database, "member", day)
    status, member = selection.value("status"), database.tables["member"]
    query = selection.select(
        status, func.count(), func.count(member.c.country.distinct())
    ).group_by(status)
    with database.read() as connection:
        found = {row[0]: (row[1], row[2]) for row in connection.execute(query)}
    cells: list[Cells] = [(code, *found.get(code, (0, 0))) for code, _label in STATUSES]
    columns = (
        Column("status", _("Status"), Choice(STATUSES), 24),
        Column("organisations", _("Organisations"), Whole(), 14),
        Column("countries", _("Countries and regions"), Whole(), 14),
    )
    totals: tuple[Stored, ...] = (_("Total"), sum(one for one, _countries in found.values()), None)
    title = _("Organisations by status")
    table = Table(
        title,
        columns,
        lambda: cells,
        totals,
        name_clock(day),
        _("By status"),
        behind=partial(_lead_to_status, day),
        charts=("organisations", "countries"),
    )
    return [table, _list_given(database, day)]


def _lead_to_status(day: str, row: int, _column: str) -> Behind | None:
    search = write_test("status", "is", STATUSES[row][0]) if row < len(STATUSES) else ""
    return Behind("member", search, on=day)


def _list_given(database: Database, day: str) -> Table:
    columns = ("number", "name", "country", "status", "status_given", "status_reason")
    listing = Listing("member", search="status_given:*", columns=columns, on=day)
    table = read_table(database, listing, list_ids(database, listing))
    title = _("Status given by hand")
    return replace(table, title=title, subtitle=name_clock(day), name=title)


@report("members-without-connection", N_("Members without a connection"))
def list_alone(database: Database, on: str | None = None) -> list[Table]:
    """The members that were connected with no other on the day."""
    day = on or today()
    alone = _find_alone(database, day)
    columns = ("number", "name", "country", "areas", "responsible", "follow_up")
    table = read_table(database, Listing("member", view="all", columns=columns, on=day), alone)
    title = _("Members without a connection")
    return [replace(table, title=title, subtitle=name_clock(day), name=title[:31])]


def _find_alone(database: Database, day: str) -> list[int]:
    tie = database.tables["connection"]
    query = select(tie.c.member, tie.c.other).where(
        or_(tie.c.since.is_(None), tie.c.since <= day),
        or_(tie.c.until.is_(None), tie.c.until >= func.substr(day, 1, func.length(tie.c.until))),
        or_(tie.c.status.is_(None), tie.c.status != "ended", tie.c.until.is_not(None)),
    )
    with database.read() as connection:
        tied = {key for row in connection.execute(query) for key in row}
    return [key for key in MemberCount(database, day).ids() if key not in tied]
