"""Programmes: clashes of speakers and rooms over zones and summer time, speakers, decisions."""

from datetime import date, timedelta

import pytest

from t20desk.checking import check_database
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.events.clashes import check_item, find_clashes
from t20desk.events.decisions import list_open, plan_follow_ups
from t20desk.events.programme import plan_speaker, propose_item, read_programme
from t20desk.events.zones import read_moment, say_skipped
from t20desk.follow_ups import list_follow_ups
from t20desk.listing import Listing, read_rows
from tests.builders import add_record
from tests.db.steps import undo

DAY = "2030-05-02"


@pytest.fixture
def forum(database: Database) -> int:
    return add_record(
        database, "event", title_en="Forum", starts=DAY, time_zone="Europe/Berlin", place="Hall"
    )


def add_item(database: Database, event: int, title: str, time: str, **more: object) -> int:
    starts, ends = (f"{DAY}T{clock}" if clock else None for clock in time.split("-"))
    values = {"event": event, "title_en": title, "starts": starts, "ends": ends, **more}
    return add_record(database, "programme_item", **values)


def clashes(database: Database, *events: int) -> list[str]:
    return sorted(one.message for one in find_clashes(database, events))


@pytest.fixture
def yao(database: Database) -> int:
    return add_record(database, "person", given_name="Qizhi", family_name="Yao")


def test_a_new_item_begins_where_the_one_before_ended_else_on_the_day_of_the_event(
    database: Database, forum: int
) -> None:
    talk = add_record(database, "event", title_en="Talk", parent=forum)
    assert propose_item(database, talk, {}) == {"starts": DAY}
    before = {"starts": f"{DAY}T09:00", "ends": f"{DAY}T10:00", "room": "Hall", "track": None}
    assert propose_item(database, forum, before) == {"starts": f"{DAY}T10:00", "room": "Hall"}
    assert propose_item(database, forum, {"starts": "2030-05-03T09:00"}) == {"starts": "2030-05-03"}


def test_two_items_in_one_room_at_once_clash_from_either_side(
    database: Database, forum: int
) -> None:
    first = add_item(database, forum, "One", "09:00-10:00", room="Room 1")
    second = add_item(database, forum, "Two", "09:30-10:30", room="room 1")
    found = find_clashes(database, [forum])
    assert {(one.item, one.other, one.field) for one in found} == {
        (first, second, "room"), (second, first, "room"),
    }  # fmt: skip
    assert "“Two” is in room 1 at the same time (09:30–10:30)" in found[0].message


def test_what_follows_at_once_is_no_clash(database: Database, forum: int) -> None:
    add_item(database, forum, "One", "09:00-10:00", room="Room 1")
    add_item(database, forum, "Two", "10:00-10:30", room="Room 1")
    assert find_clashes(database, [forum]) == []


def test_a_talk_within_its_session_is_no_clash(database: Database, forum: int) -> None:
    add_item(database, forum, "Session", "09:00-12:00", room="Room 1", kind="session")
    add_item(database, forum, "Talk", "09:30-10:00", room="Room 1", kind="talk")
    assert find_clashes(database, [forum]) == []


def test_a_speaker_in_two_events_at_once_is_told(database: Database, forum: int, yao: int) -> None:
    inner = add_record(database, "event", title_en="Workshop", parent=forum)
    for event, title in ((forum, "Keynote"), (inner, "Exercise")):
        item = add_item(database, event, title, "09:00-10:00")
        database.apply(plan_speaker(database, item, yao))
    assert clashes(database, inner) == [
        "Qizhi Yao is in “Keynote” at the same time (09:00–10:00); change one of the two."
    ]


def test_the_same_room_at_another_place_is_another_room(database: Database, forum: int) -> None:
    other = add_record(database, "event", title_en="Elsewhere", starts=DAY, place="Town hall")
    for event in (forum, other):
        add_item(database, event, "Talk", "09:00-10:00", room="Room 1")
    assert find_clashes(database) == []


def test_a_part_that_inherits_the_place_has_the_rooms_of_the_venue_above_it(
    database: Database,
) -> None:
    venue, other = (add_record(database, "venue", name=name) for name in ("One", "Two"))
    above = {"starts": DAY, "place": "Hall"}
    whole = add_record(database, "event", title_en="Whole", venue=venue, **above)
    part = add_record(database, "event", title_en="Part", parent=whole)
    away = add_record(database, "event", title_en="Away", venue=other, **above)
    talk, shown, _far = (
        add_item(database, event, "Talk", "09:00-10:00", room="Room 1")
        for event in (whole, part, away)
    )
    assert [(one.item, one.other) for one in find_clashes(database, [whole])] == [(talk, shown)]


def test_a_venue_alone_is_inherited_until_a_part_gives_a_place_of_its_own(
    database: Database,
) -> None:
    venue = add_record(database, "venue", name="One")
    whole = add_record(database, "event", title_en="Whole", venue=venue, starts=DAY)
    days = [add_record(database, "event", title_en=name, parent=whole) for name in "AB"]
    deep = add_record(database, "event", title_en="Deep", parent=days[0])
    away = add_record(database, "event", title_en="Away", parent=days[0], place="Park")
    talk, shown, _far = (
        add_item(database, event, "Talk", "09:00-10:00", room="Room 1")
        for event in (deep, days[1], away)
    )
    assert [(one.item, one.other) for one in find_clashes(database, [deep])] == [(talk, shown)]
    typed: dict[str, Stored] = {"event": whole, "starts": f"{DAY}T09:30", "room": "room 1"}
    found = check_item(database, None, typed)
    assert [one.field for one in found] == ["room", "room"]


def test_clocks_of_two_zones_are_compared_as_moments(
    database: Database, forum: int, yao: int
) -> None:
    far = add_record(database, "event", title_en="Far", starts=DAY, time_zone="Asia/Shanghai")
    for event, time in ((forum, "09:00-10:00"), (far, "15:30-16:00"), (far, "09:00-10:00")):
        database.apply(plan_speaker(database, add_item(database, event, time, time), yao))
    assert [one.message[:45] for one in find_clashes(database, [forum])] == [
        "Qizhi Yao is in “15:30-16:00” at the same tim"
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "minutes"),
    [
        ("2026-03-29T01:00", "2026-03-29T04:00", 120),
        ("2026-10-25T01:00", "2026-10-25T04:00", 240),
        ("2026-03-28T01:00", "2026-03-28T04:00", 180),
        ("2026-10-24T23:00", "2026-10-25T09:00", 660),
    ],
)
def test_a_night_of_changing_clocks_is_as_long_as_it_is(
    starts: str, ends: str, minutes: int
) -> None:
    first, last = (read_moment(text, "Europe/Berlin") for text in (starts, ends))
    assert first is not None
    assert last is not None
    assert last - first == timedelta(minutes=minutes)


def test_summer_time_moves_a_meeting_for_those_far_away() -> None:
    berlin = [read_moment(f"2026-03-{day}T10:00", "Europe/Berlin") for day in (28, 29)]
    assert [moment.hour for moment in berlin if moment] == [9, 8]


def test_a_time_that_the_clocks_leave_out_is_told() -> None:
    assert say_skipped("2026-03-29T02:30", "Europe/Berlin").startswith("02:30 on 29 Mar 2026")
    assert say_skipped("2026-03-29T03:30", "Europe/Berlin") == ""
    assert say_skipped("2026-10-25T02:30", "Europe/Berlin") == ""
    assert say_skipped("2026-03-29T02:30", "Asia/Shanghai") == ""


def test_the_check_of_the_database_names_clashes(database: Database, forum: int) -> None:
    assert check_database(database).is_whole
    for title in ("One", "Two"):
        add_item(database, forum, title, "09:00-10:00", room="Room 1")
    found = check_database(database).findings
    assert [(one.check, one.kind, one.count) for one in found] == [("clash", "programme_item", 2)]


def test_nobody_speaks_twice_in_an_item(database: Database, forum: int, yao: int) -> None:
    item = add_item(database, forum, "Talk", "09:00-10:00")
    database.apply(plan_speaker(database, item, yao))
    with pytest.raises(UserError, match="in the item already"):
        plan_speaker(database, item, yao)


def test_a_printed_programme_stands_day_by_day(database: Database, forum: int, yao: int) -> None:
    item = add_item(database, forum, "Talk", "09:00-10:00", room="Room 1", track="A")
    database.apply(plan_speaker(database, item, yao))
    add_item(database, forum, "Lunch", "12:00-")
    (group,) = read_programme(database, forum).grouped()
    assert [tuple(row[1:]) for row in group.rows] == [
        ("09:00–10:00", "Talk", "A", "Room 1", "Qizhi Yao"),
        ("12:00", "Lunch", None, None, None),
    ]


def test_a_programme_in_several_time_zones_tells_the_zone_of_each_item(
    database: Database, forum: int
) -> None:
    far = add_record(
        database, "event", title_en="Far", parent=forum, starts=DAY, time_zone="Asia/Shanghai"
    )
    for event, title, time in ((forum, "Talk", "09:00-10:00"), (far, "Walk", "14:00-15:00")):
        add_item(database, event, title, time)
    (group,) = read_programme(database, forum).grouped()
    assert [row[1:3] + row[6:] for row in group.rows] == [
        ("14:00–15:00", "Walk", "Asia/Shanghai"), ("09:00–10:00", "Talk", "Europe/Berlin"),
    ]  # fmt: skip


def test_an_item_that_is_held_on_another_day_there_tells_that_day(
    database: Database, forum: int
) -> None:
    far = add_record(
        database, "event", title_en="Far", parent=forum, starts=DAY, time_zone="Asia/Shanghai"
    )
    add_item(database, forum, "Talk", "09:00-")
    add_item(database, far, "Tea", "05:00-06:00")
    add_item(database, far, "Any", "-")
    table = read_programme(database, forum)
    shown = [(group.text, [row[1:3] for row in group.rows]) for group in table.grouped()]
    assert table.subtitle.endswith("Days and order follow the clock of Europe/Berlin.")
    assert shown == [
        ("Without a time", [("", "Any")]),
        ("1 May 2030", [("2 May 2030 05:00–06:00", "Tea")]),
        ("2 May 2030", [("09:00", "Talk")]),
    ]


def test_decisions_become_follow_ups_once(database: Database, forum: int, yao: int) -> None:
    for number, due in ((1, "2030-06-01"), (2, None)):
        add_record(
            database, "decision", event=forum, position=number, text=f"Decision {number}",
            person=yao, responsible="Kim", due=due,
        )  # fmt: skip
    change = plan_follow_ups(database, list_open(database, forum), date(2030, 5, 3))
    assert not database.apply(change).is_refused
    found = [(one.title, one.due, one.responsible) for one in list_follow_ups(database)]
    assert found == [("Decision 2", "2030-05-03", "Kim"), ("Decision 1", "2030-06-01", "Kim")]
    assert list_open(database, forum) == []
    assert plan_follow_ups(database, [], date(2030, 5, 3)).is_empty
    undo(database)
    assert len(list_open(database, forum)) == 2


def test_a_decision_leads_to_its_follow_up(database: Database, forum: int) -> None:
    key = add_record(database, "decision", event=forum, text="Go on")
    database.apply(plan_follow_ups(database, [key]))
    note = read_rows(database, Listing("decision", columns=("note",)), [key])[key][0]
    assert note.text == "Go on"
