"""The timetable of a day: columns for rooms, lanes for what overlaps, steps of the arrow keys."""

from t20desk.db.database import Database
from t20desk.events.timetables import ACROSS, Block, Day, arrange, read_timetable, step_block
from tests.builders import add_record


def make_day(*items: tuple[str, int, int, str]) -> Day:
    blocks = [
        Block(number, title, "talk", starts * 60, ends * 60, "", room=room)
        for number, (title, starts, ends, room) in enumerate(items)
    ]
    day = Day("2030-05-02", blocks=blocks)
    arrange(day)
    return day


def test_each_room_is_a_column_and_a_break_for_all_goes_across() -> None:
    day = make_day(("A", 9, 10, "Room 2"), ("B", 9, 10, "room 1"), ("Break", 10, 11, ""))
    assert day.rooms == ["room 1", "Room 2"]
    assert [one.column for one in day.blocks] == [1, 0, ACROSS]
    assert (day.first, day.last) == (540, 660)


def test_what_has_no_room_stands_beside_what_is_held_at_the_same_time() -> None:
    day = make_day(("A", 9, 11, "Room 1"), ("Press", 10, 11, ""), ("Lunch", 12, 13, ""))
    assert day.rooms == ["Room 1", ""]
    assert [one.column for one in day.blocks] == [0, 1, ACROSS]


def test_what_overlaps_in_one_room_stands_side_by_side() -> None:
    day = make_day(("A", 9, 11, "R"), ("B", 10, 12, "R"), ("C", 11, 13, "R"), ("D", 13, 14, "R"))
    assert [(one.lane, one.lanes) for one in day.blocks] == [(0, 2), (1, 2), (0, 2), (0, 1)]


def test_arrow_keys_lead_down_a_room_and_to_the_room_beside() -> None:
    day = make_day(("A", 9, 10, "R1"), ("B", 10, 11, "R1"), ("C", 10, 11, "R2"))
    first = step_block(day, None, 0, 0)
    assert first is day.blocks[0]
    second = step_block(day, first, 0, 1)
    assert second is day.blocks[1]
    assert step_block(day, second, 1, 0) is day.blocks[2]
    assert step_block(day, second, -1, 0) is second
    assert step_block(Day(""), None, 0, 1) is None


def test_items_are_read_by_day_with_their_clashes(database: Database) -> None:
    event = add_record(database, "event", title_en="Forum", starts="2030-05-02")
    for title, starts, ends in (
        ("One", "2030-05-02T09:00", "2030-05-02T10:00"),
        ("Two", "2030-05-02T09:30", "2030-05-03T01:00"),
        ("Three", "2030-05-03T09:00", None),
        ("Some day", "2030-05-04", None),
    ):
        add_record(
            database, "programme_item", event=event, title_en=title, room="R", starts=starts,
            ends=ends,
        )  # fmt: skip
    first, second = read_timetable(database, [event])
    assert [(one.title, one.clock, bool(one.clash)) for one in first.blocks] == [
        ("One", "09:00–10:00", True), ("Two", "09:30–01:00", True),
    ]  # fmt: skip
    assert first.blocks[1].drawn_end == 24 * 60
    assert [(one.title, one.drawn_end) for one in second.blocks] == [("Three", 9 * 60 + 15)]


def test_what_a_part_in_another_zone_holds_stands_by_the_clock_of_the_whole(
    database: Database,
) -> None:
    week = add_record(
        database, "event", title_en="Week", starts="2030-03-29", ends="2030-04-02",
        time_zone="Asia/Shanghai",
    )  # fmt: skip
    berlin = add_record(
        database, "event", title_en="Berlin", parent=week, time_zone="Europe/Berlin"
    )
    items = (
        (week, "Opening", "2030-03-30T16:30", "2030-03-30T17:30"),
        (berlin, "In winter", "2030-03-30T10:00", "2030-03-30T11:00"),
        (berlin, "In summer", "2030-03-31T19:00", None),
    )
    for event, title, starts, ends in items:
        add_record(
            database, "programme_item", event=event, title_en=title, starts=starts, ends=ends
        )
    first, second = read_timetable(database, [week, berlin])
    assert [(one.title, one.clock) for one in first.blocks] == [
        ("Opening", "16:30–17:30"),
        ("In winter", "17:00–18:00 (10:00–11:00 Europe/Berlin)"),
    ]
    assert second.day == "2030-04-01"
    assert [(one.starts, one.clock) for one in second.blocks] == [
        (60, "01:00 (19:00 Europe/Berlin)")
    ]
