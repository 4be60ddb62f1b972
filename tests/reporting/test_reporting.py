from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.demonstration import FACTS, build
from t20desk.editing import plan_insert
from t20desk.errors import UserError
from t20desk.exporting import write_workbook
from t20desk.listing import Listing, list_ids
from t20desk.reporting import REPORTS, run_report

COUNTS = "members-by-country-and-area"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database.create(tmp_path_factory.mktemp("demo") / "demo.t20")
    build(database)
    yield database
    database.close()


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_report_runs_without_options(office: Database, name: str, language: str) -> None:
    i18n.use(language)
    tables = run_report(office, name)
    assert tables
    for table in tables:
        for row in table.rows():
            assert len(row) == len(table.columns)


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_runs_on_an_empty_database(database: Database, name: str) -> None:
    for table in run_report(database, name):
        assert list(table.rows()) is not None


@pytest.mark.parametrize("name", REPORTS)
def test_each_report_is_a_workbook(office: Database, name: str, tmp_path: Path) -> None:
    write_workbook(run_report(office, name), tmp_path / "report.xlsx")
    assert (tmp_path / "report.xlsx").stat().st_size > 1000


@pytest.mark.sampled
@pytest.mark.parametrize("name", REPORTS)
def test_each_report_names_its_clock(office: Database, name: str) -> None:
    day = Date().format(date.today().isoformat())
    assert all(day in table.subtitle for table in run_report(office, name))


def test_members_and_countries_are_those_of_the_facts(office: Database) -> None:
    figures, members = run_report(office, COUNTS)
    assert figures.totals is not None
    assert figures.totals[-1] == FACTS["members"] == len(list(members.rows()))
    assert len(list(figures.rows())) == FACTS["countries"]


def test_countries_stand_in_the_order_of_their_names(office: Database) -> None:
    i18n.use("de")
    names = [row[0] for row in run_report(office, COUNTS)[0].rows()]
    assert names[0] == "Brasilien"
    assert names.index("Österreich") < names.index("Polen")


def test_a_member_in_several_areas_counts_once_as_a_member(database: Database) -> None:
    areas = " technology_transfer financial_services "
    database.apply(
        plan_insert(database, "member", [{"name": "A", "country": "FR", "areas": areas}])
    )
    (row,) = run_report(database, COUNTS)[0].rows()
    assert list(row) == ["France", 1, 0, 0, 1, 1]


def test_the_figures_of_a_day_are_counted_from_the_dates(database: Database) -> None:
    values = {"name": "A", "country": "FR", "joined": "2020-01-01", "left": "2021-12-31"}
    database.apply(plan_insert(database, "member", [values]))
    counts = {}
    for day in ("2019-12-31", "2020-01-01", "2021-12-31", "2022-01-01"):
        totals = run_report(database, COUNTS, on=day)[0].totals
        counts[day] = totals and totals[-1]
    assert counts == {"2019-12-31": 0, "2020-01-01": 1, "2021-12-31": 1, "2022-01-01": 0}


@pytest.mark.parametrize(
    ("status", "number"),
    [("contact", 0), ("left", 0), ("declined", 0), ("prospect", 1), ("suspended", 1)],
)
def test_a_member_without_dates_counts_by_its_status(
    database: Database, status: str, number: int
) -> None:
    database.apply(plan_insert(database, "member", [{"name": "A", "status": status}]))
    figures, members = run_report(database, COUNTS)
    assert figures.totals is not None
    assert figures.totals[-1] == len(list(members.rows())) == number
    assert ("1 member without dates" in figures.subtitle) is bool(number)


def test_the_event_figures_of_the_founding_are_those_of_the_facts(office: Database) -> None:
    (table,) = run_report(office, "event-figures", options={"event": "Nanjing Tech Week"})
    rows = list(table.rows())
    assert rows[0][1:3] == (FACTS["organisations-represented"], FACTS["guests-of-honour"])
    assert len(rows) == 4


def test_an_event_is_named_by_its_id_too(office: Database) -> None:
    week = list_ids(office, Listing("event", search='title:"Nanjing Tech Week"'))[0]
    (table,) = run_report(office, "event-figures", options={"event": str(week)})
    assert next(iter(table.rows()))[0] == "Nanjing Tech Week"


def test_the_status_overview_holds_every_organisation(office: Database) -> None:
    overview = run_report(office, "status-overview")[0]
    assert overview.totals is not None
    assert overview.totals[1] == FACTS["members"] + FACTS["without-membership"]


def test_a_tied_member_does_not_stand_alone(database: Database) -> None:
    change = plan_insert(database, "member", [{"name": "A"}, {"name": "B"}, {"name": "C"}])
    database.apply(change)
    first, second, _third = (row[0] for row in change.batches[0].rows)
    tie = {"member": first, "other": second, "until": "2021"}
    database.apply(plan_insert(database, "connection", [tie]))
    (then,) = run_report(database, "members-without-connection", on="2021-06-01")
    (later,) = run_report(database, "members-without-connection", on="2022-01-01")
    assert [row[1] for row in then.rows()] == ["C"]
    assert len(list(later.rows())) == 3


@pytest.mark.parametrize(
    ("name", "on", "options"),
    [
        ("no-such-report", None, {}),
        ("member-list", None, {"colour": "red"}),
        ("member-list", "31.02.2024", {}),
        ("event-figures", "2024-01-01", {}),
        ("event-figures", None, {"event": "nowhere to be found"}),
    ],
)
def test_what_a_report_does_not_know_is_said(
    office: Database, name: str, on: str | None, options: dict[str, object]
) -> None:
    with pytest.raises(UserError):
        run_report(office, name, on, options)
