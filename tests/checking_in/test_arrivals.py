"""Guests at the door: found by badge, name and pinyin, counted, noted once."""

import pytest

from t20desk.checking_in.arrivals import DoorList, plan_arrival, read_door, say_missing
from t20desk.db.database import Database
from t20desk.errors import UserError
from tests.builders import add_record


def add_guest(database: Database, event: int, person: dict[str, str], **more: object) -> int:
    key = add_record(database, "person", **person)
    return add_record(database, "participation", event=event, person=key, **more)


@pytest.fixture
def event(database: Database) -> int:
    event = add_record(database, "event", title_en="Forum")
    bank = add_record(database, "member", name="Sample Bank")
    wang = {"given_name": "Wei", "family_name": "Wang", "original_name": "王伟"}
    add_guest(database, event, wang, badge="T001", answer="accepted")
    add_guest(
        database, event, {"given_name": "Åsa", "family_name": "Öberg"}, badge="T002", member=bank
    )
    add_guest(database, event, {"given_name": "Max", "family_name": "Weber"}, answer="declined")
    add_record(database, "participation", event=event, member=bank, person=None, badge="T002")
    return event


def names(door: DoorList, typed: str) -> list[str]:
    return [one.name for one in door.find(typed)]


@pytest.mark.parametrize("typed", ["T001", "t001", "王伟", "wangwei", "wang wei", "ww", "wei w"])
def test_a_guest_is_found_by_badge_characters_pinyin_and_initials(
    database: Database, event: int, typed: str
) -> None:
    found = names(read_door(database, event), typed)
    assert found[0] == "Wei Wang"
    assert found.count("Wei Wang") == 1


@pytest.mark.parametrize("typed", ["oeberg", "Öberg", "oberg", "OE"])
def test_an_umlaut_may_be_typed_as_two_letters(database: Database, event: int, typed: str) -> None:
    assert "Åsa Öberg" in names(read_door(database, event), typed)


def test_beginnings_of_words_come_before_parts_of_them(database: Database, event: int) -> None:
    door = read_door(database, event)
    assert names(door, "berg") == ["Åsa Öberg"]
    assert names(door, "we") == ["Wei Wang", "Max Weber"]
    assert names(door, "bank") == ["Åsa Öberg", "Sample Bank"]
    assert names(door, "nobody") == []


def test_a_badge_of_another_event_says_whose_it_is(database: Database, event: int) -> None:
    other = add_record(database, "event", title_en="Dinner")
    guest = add_record(database, "person", given_name="Bo", family_name="Ek")
    add_record(database, "participation", event=other, person=guest, badge="D7")
    assert not read_door(database, event).find("d7")
    assert say_missing(database, "d7") == (
        "Badge d7 belongs to Bo Ek at “Dinner”; look for that name among the guests here."
    )
    assert say_missing(database, "d") == "No guest fits “d”; look in the tab of guests."


def test_a_badge_of_two_guests_is_said_in_one_sentence(database: Database, event: int) -> None:
    door = read_door(database, event)
    assert door.say_twice("T001") == ""
    sentence = door.say_twice("t002")
    assert "T002" in sentence
    assert "Åsa Öberg" in sentence
    assert "Sample Bank" in sentence


def test_who_came_is_counted_against_who_is_expected(database: Database, event: int) -> None:
    door = read_door(database, event)
    assert door.count() == (0, 3)
    (late,) = door.find("weber")
    database.apply(plan_arrival(database, late))
    assert read_door(database, event).count() == (1, 4)


def test_coming_twice_is_said_and_writes_nothing(database: Database, event: int) -> None:
    (guest, *_others) = read_door(database, event).find("T001")
    database.apply(plan_arrival(database, guest))
    (again, *_others) = read_door(database, event).find("T001")
    with pytest.raises(UserError, match="Wei Wang came already"):
        plan_arrival(database, again)
