"""One due list over notes, organisations, people and events."""

from datetime import date
from pathlib import Path

from icalendar import Calendar

from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.exporting.calendars import write_calendar
from t20desk.follow_ups import (
    count_follow_ups,
    list_follow_ups,
    list_responsible,
    plan_done,
    plan_hand_over,
    plan_move,
)
from tests.builders import add_record

DAY = date(2026, 3, 10)


def fill(db: Database) -> None:
    member = add_record(db, "member", name="Alpha", follow_up="2026-03-09", responsible="Lin")
    add_record(db, "member", name="No date")
    person = {"given_name": "Anna", "family_name": "Müller"}
    add_record(db, "person", **person, follow_up="2026-03-10", responsible="Weber")
    note = {"noted_on": "2026-03-01", "member": member, "text": "Ask again, please"}
    add_record(
        db, "contact_note", subject="Call", follow_up="2026-03-08", responsible="lin", **note
    )
    add_record(db, "contact_note", subject="Old", follow_up="2026-03-01", done=1, **note)
    add_record(db, "event", title_en="Week", follow_up="2026-04-01T09:00")


def titles(db: Database, until: date | None = DAY, whose: str = "*") -> list[str]:
    return [one.title for one in list_follow_ups(db, until, whose)]


def test_everything_due_stands_in_one_list_by_day(database: Database) -> None:
    fill(database)
    assert titles(database) == ["Call", "Alpha", "Anna Müller"]
    assert titles(database, None)[-1] == "Week"
    call = list_follow_ups(database, DAY)[0]
    assert (call.about, call.is_overdue(DAY)) == ("Alpha", True)
    assert count_follow_ups(database, DAY) == 3


def test_mine_is_what_bears_my_name_however_it_is_written(database: Database) -> None:
    fill(database)
    assert titles(database, DAY, "LIN") == ["Call", "Alpha"]
    assert titles(database, None, "") == ["Week"]
    assert [name.casefold() for name in list_responsible(database)] == ["lin", "weber"]


def test_done_takes_all_chosen_off_the_list_as_one_change(database: Database) -> None:
    fill(database)
    applied = database.apply(plan_done(database, list_follow_ups(database, DAY)))
    assert applied.counts.changed == 3
    assert titles(database) == []
    assert not database.apply(plan_undo(database).change).is_refused
    assert titles(database) == ["Call", "Alpha", "Anna Müller"]


def test_the_follow_ups_of_a_colleague_are_handed_over_in_one_step(database: Database) -> None:
    fill(database)
    change = plan_hand_over(database, list_follow_ups(database, None, "Lin"), "Weber")
    assert not database.apply(change).is_refused
    assert titles(database, DAY, "Weber") == ["Call", "Alpha", "Anna Müller"]


def test_a_follow_up_moves_to_another_day(database: Database) -> None:
    fill(database)
    items = list_follow_ups(database, DAY)[:1]
    assert not database.apply(plan_move(database, items, date(2026, 5, 1))).is_refused
    assert titles(database) == ["Alpha", "Anna Müller"]


def test_a_calendar_is_read_again_with_the_same_entries(database: Database, tmp_path: Path) -> None:
    fill(database)
    items = list_follow_ups(database)
    assert write_calendar(items, tmp_path / "due.ics") == 4
    entries = Calendar.from_ical((tmp_path / "due.ics").read_bytes()).walk("VEVENT")
    assert [str(one["summary"]) for one in entries][:2] == ["Call – Alpha", "Alpha"]
    assert entries[0].decoded("dtstart") == date(2026, 3, 8)
    assert str(entries[0]["description"]) == "Ask again, please"
    uids = [str(one["uid"]) for one in entries]
    write_calendar(items, tmp_path / "tasks.ics", as_tasks=True)
    tasks = Calendar.from_ical((tmp_path / "tasks.ics").read_bytes()).walk("VTODO")
    assert [str(one["uid"]) for one in tasks] == uids
