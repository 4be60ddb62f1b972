"""What is odd and told, but taken: a badge of two guests, a clash while an item is typed."""

import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_edit, plan_insert
from t20desk.events.clashes import check_item
from t20desk.events.given_twice import check_given, list_given_twice
from t20desk.oddities import check_typed, find_oddities
from tests.builders import add_record

DAY = "2030-05-02"


@pytest.fixture
def forum(database: Database) -> int:
    return add_record(database, "event", title_en="Forum", starts=DAY, place="Hall")


def add_guest(database: Database, event: int, family: str, badge: str | None) -> int:
    person = add_record(database, "person", family_name=family, given_name="Ann")
    return add_record(database, "participation", event=event, person=person, badge=badge)


def test_a_badge_of_another_guest_is_told_while_it_is_typed(database: Database, forum: int) -> None:
    add_guest(database, forum, "Dahl", "A7")
    ek = add_guest(database, forum, "Ek", None)
    (found,) = check_given(database, ek, {"badge": "a7"})
    assert (found.field, found.is_wrong) == ("badge", False)
    assert found.message == "Badge a7 is also that of Ann Dahl; give one of them another."
    assert check_given(database, None, {"event": forum, "badge": "A7"})
    assert check_given(database, ek, {"badge": "A8"}) == []
    elsewhere = add_record(database, "event", title_en="Elsewhere")
    assert check_given(database, None, {"event": elsewhere, "badge": "A7"}) == []


def test_a_badge_given_twice_is_told_of_a_planned_change(database: Database, forum: int) -> None:
    dahl, ek = (add_guest(database, forum, name, name[0]) for name in ("Dahl", "Ek"))
    change = plan_edit(database, "participation", {ek: {"badge": "D"}})
    assert [(one.id, one.kind) for one in find_oddities(database, change)] == [
        (ek, "participation")
    ]
    swapped = plan_edit(database, "participation", {ek: {"badge": "D"}, dahl: {"badge": "E"}})
    assert find_oddities(database, swapped) == []
    assert not database.apply(change).is_refused
    assert {one.id for one in list_given_twice(database, [forum])} == {dahl, ek}


def test_two_new_guests_with_one_badge_are_told(database: Database, forum: int) -> None:
    guests = [{"event": forum, "badge": "9"} for _number in range(2)]
    people = [add_record(database, "person", family_name=name) for name in ("Dahl", "Ek")]
    rows = [{**cells, "person": one} for cells, one in zip(guests, people, strict=True)]
    assert len(find_oddities(database, plan_insert(database, "participation", rows))) == 2


def add_item(database: Database, event: int, title: str, clock: str, room: str | None) -> int:
    times = {"starts": f"{DAY}T{clock}", "ends": f"{DAY}T{int(clock[:2]) + 1:02}:00"}
    return add_record(database, "programme_item", event=event, title_en=title, room=room, **times)


def test_a_room_that_is_taken_is_told_while_it_is_typed(database: Database, forum: int) -> None:
    add_item(database, forum, "First", "09:00", "Room 1")
    second = add_item(database, forum, "Second", "09:00", "Room 2")
    (found,) = check_item(database, second, {"room": "room 1"})
    assert found.message.startswith("“First” is in Room 1 at the same time")
    assert check_item(database, second, {"room": "room 1", "starts": f"{DAY}T11:00"}) == []
    new = {"event": forum, "room": "Room 2", "starts": f"{DAY}T09:30"}
    assert [one.field for one in check_item(database, None, new)] == ["room"]


def test_a_speaker_at_two_places_is_told_before_being_added(database: Database, forum: int) -> None:
    yao = add_record(database, "person", given_name="Qizhi", family_name="Yao")
    first = add_item(database, forum, "First", "09:00", "Room 1")
    second = add_item(database, forum, "Second", "09:00", "Room 2")
    add_record(database, "speaker", item=first, person=yao)
    (found,) = check_item(database, second, {}, [yao])
    assert "is in “First” at the same time" in found.message
    change = plan_insert(database, "speaker", [{"item": second, "person": yao}])
    assert [one.field for one in find_oddities(database, change)] == ["speakers"]


def test_a_seat_of_another_guest_is_told_as_a_badge_is(database: Database, forum: int) -> None:
    dahl, ek = (add_guest(database, forum, name, None) for name in ("Dahl", "Ek"))
    database.apply(plan_edit(database, "participation", {dahl: {"seat": "A1", "badge": "7"}}))
    said = "Seat a1 is also that of Ann Dahl; give one of them another."
    assert [one.message for one in check_given(database, ek, {"seat": "a1"})] == [said]
    change = plan_edit(database, "participation", {ek: {"seat": "a1"}})
    assert [(one.field, one.message) for one in find_oddities(database, change)] == [("seat", said)]
    database.apply(change)
    assert {one.field for one in list_given_twice(database, [forum])} == {"seat"}


def test_an_event_in_the_hour_left_out_by_summer_time_is_told(database: Database) -> None:
    week = add_record(database, "event", title_en="Week", time_zone="Europe/Berlin")
    typed = {"parent": week, "starts": "2027-03-28T02:30", "ends": "2027-03-28T04:00"}
    (found,) = check_typed(database, "event", None, typed)
    assert (found.field, found.is_wrong) == ("starts", False)
    assert found.message.startswith("02:30 on 28 Mar 2027 does not exist in Europe/Berlin")
    change = plan_insert(database, "event", [{**typed, "title_en": "Opening"}])
    assert [one.field for one in find_oddities(database, change)] == ["starts"]
    database.apply(change)
    key = change.batches[0].rows[0][0]
    assert check_typed(database, "event", key, {"time_zone": "Asia/Shanghai"}) == []
    moved = plan_edit(database, "event", {week: {"time_zone": "Asia/Shanghai"}})
    assert find_oddities(database, moved) == []
