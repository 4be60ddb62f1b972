"""Days of events outside those of the event above are told at once, and taken all the same."""

from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.events.event_dates import check_days, find_odd_days, list_outside
from t20desk.importing.planning import plan_import
from t20desk.overview import read_overview
from t20desk.reading.source import open_source
from tests.builders import add


@pytest.fixture
def week(database: Database) -> int:
    return add(database, "event", title="Week", starts="2026-06-24T10:00", ends="2026-06-27")


@pytest.mark.parametrize(
    ("starts", "ends", "is_outside"),
    [
        ("2026-06-24", None, False),
        ("2026-06-24T09:00", None, True),
        ("2026-06-24T10:00", "2026-06-27T18:00", False),
        ("2026-06-23", "2026-06-25", True),
        ("2026-06-28", None, True),
        (None, "2026-06-28", True),
        (None, None, False),
    ],
)
def test_a_part_lies_within_the_days_of_the_whole(
    database: Database, week: int, starts: str | None, ends: str | None, is_outside: bool
) -> None:
    values = {"parent": week, "starts": starts, "ends": ends}
    found = check_days(database, None, values)
    assert bool(found) is is_outside
    if found:
        assert "“Week”" in found[0].message
        assert not found[0].is_wrong


def test_days_are_compared_with_those_the_whole_inherits(database: Database, week: int) -> None:
    day = add(database, "event", title="Day", parent=week)
    assert check_days(database, None, {"parent": day, "starts": "2026-07-01"})


def test_a_whole_without_an_end_has_no_last_day(database: Database) -> None:
    head = add(database, "event", title="Head", starts="2026-06-24")
    assert not check_days(database, None, {"parent": head, "starts": "2026-06-30"})
    assert check_days(database, None, {"parent": head, "starts": "2026-06-23"})


def test_an_end_before_the_start_and_a_ring_are_wrong(database: Database, week: int) -> None:
    day = add(database, "event", title="Day", parent=week)
    [turned] = check_days(database, None, {"starts": "2026-06-24", "ends": "2026-06-23"})
    [ring] = check_days(database, week, {"parent": day})
    assert (turned.field, turned.is_wrong) == ("ends", True)
    assert (ring.field, ring.is_wrong) == ("parent", True)


def test_new_days_of_the_whole_tell_which_part_is_outside_now(
    database: Database, week: int
) -> None:
    add(database, "event", title="Late", parent=week, starts="2026-06-27")
    [found] = check_days(database, week, {"ends": "2026-06-26"})
    assert "“Late”" in found.message
    assert found.field == "ends"


def test_what_is_outside_is_told_where_the_event_is_looked_at(
    database: Database, week: int
) -> None:
    late = add(database, "event", title="Late", parent=week, starts="2026-07-27")
    assert [one.id for one in list_outside(database, [late])] == [late]
    notices = read_overview(database, "event", late, "2026-01-01").notices
    assert any("“Week”" in notice.text for notice in notices)
    assert not read_overview(
        database, "event", add(database, "event", title="X"), "2026-01-01"
    ).notices


def test_a_change_that_touches_no_days_is_not_looked_at(database: Database, week: int) -> None:
    add(database, "event", title="Late", parent=week, starts="2026-07-27")
    assert not find_odd_days(database, plan_edit(database, "event", {week: {"city": "Lyon"}}))


def test_an_import_notes_the_row_of_an_event_outside(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    rows = ("title;parent;starts;ends", "Week;;2026-06-24;2026-06-26", "Late;Week;2026-07-01;")
    file.write_text("\n".join(rows), encoding="utf-8")
    with open_source(file) as source:
        plan = plan_import(database, "event", source)
    assert plan.may_apply
    told = [(one.row, one.severity) for one in plan.problems if "“Week”" in one.message]
    assert (3, "note") in told
