"""A figure of a report leads to a list of exactly as many records as it counts."""

import pytest

from t20desk.charts import make_chart
from t20desk.db.database import Database
from t20desk.listing import Listing, count_rows
from t20desk.reporting import run_report
from tests.db.steps import make_many

MEMBERS = (
    {"name": "a", "country": "DE", "areas": " technology_transfer intellectual_property "},
    {"name": "b", "country": "DE", "areas": " technology_transfer ", "city": "Köln"},
    {"name": "c", "country": "CN", "city": "南京", "status_given": "active"},
    {"name": "d", "status_given": "declined"},
    {"name": "e", "country": "CN", "status_given": "active"},
)
PERIODS = ("2019-06-26", "2020", None, None, "2999-01-01")
REPORTS = (
    ("members-by-country-and-area", {}),
    ("status-overview", {}),
    *(("records-by-field", {"field": field}) for field in ("areas", "city", "country", "status")),
)


@pytest.fixture
def alliance(database: Database) -> Database:
    """Members with and without periods; one of them begins much later."""
    ids = make_many(database, "member", MEMBERS)
    periods = [
        {"member": key, "since": since} for key, since in zip(ids, PERIODS, strict=True) if since
    ]
    make_many(database, "membership_period", periods)
    return database


@pytest.mark.parametrize(("name", "options"), REPORTS)
def test_a_bar_counts_what_its_list_shows(
    alliance: Database, name: str, options: dict[str, str]
) -> None:
    table = run_report(alliance, name, options=options)[0]
    rows, seen = list(table.rows()), 0
    for column in table.charts:
        for bar in make_chart(table, rows, column).bars if column != "countries" else ():
            behind = table.behind(bar.row, column) if table.behind else None
            assert behind is not None
            listing = Listing(behind.kind, behind.search, behind.view, on=behind.on)
            assert count_rows(alliance, listing) == bar.number, bar.label
            seen += 1
    assert seen
