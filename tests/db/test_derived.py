"""What follows from other records: the standing of a member, what an event inherits."""

from datetime import date, timedelta

import pytest

from t20desk.db.database import Database
from t20desk.db.membership import Period, find_overlap, find_standing
from tests.db.steps import (
    done,
    drop_batch,
    edit,
    edit_batch,
    make,
    make_many,
    new_batch,
    record_of,
    remove,
    undo,
)

PERIODS = (Period("2005-03", "2010"), Period("2014-06-26", None))


@pytest.mark.parametrize(
    ("day", "status", "joined", "left"),
    [
        ("2005-02-28", "applied", "2005-03", "2010"),
        ("2005-03-01", "active", "2005-03", "2010"),
        ("2010-12-31", "active", "2005-03", "2010"),
        ("2011-01-01", "left", "2005-03", "2010"),
        ("2014-06-25", "left", "2005-03", "2010"),
        ("2014-06-26", "active", "2014-06-26", None),
        ("2099-01-01", "active", "2014-06-26", None),
    ],
)
def test_the_status_is_that_of_the_day(
    day: str, status: str, joined: str, left: str | None
) -> None:
    standing = find_standing(PERIODS[::-1], None, day)
    assert standing[:3] == (status, joined, left)


@pytest.mark.parametrize(
    "periods", [PERIODS, (Period(None, "2010-06"),), (Period("2012", "2012"),)]
)
def test_the_day_of_the_next_change_is_the_first_on_which_the_status_differs(
    periods: tuple[Period, ...],
) -> None:
    day = date(2004, 1, 1)
    while day < date(2016, 1, 1):
        today, tomorrow = day.isoformat(), (day + timedelta(1)).isoformat()
        now, then = find_standing(periods, None, today), find_standing(periods, None, tomorrow)
        if now[:3] != then[:3]:
            assert now.changes is not None
            assert today < now.changes <= tomorrow, (today, now, then)
        day += timedelta(1)


def test_a_status_given_by_hand_stands() -> None:
    assert find_standing(PERIODS, "suspended", "2020-01-01").status == "suspended"
    assert find_standing((), None, "2020-01-01").status == "prospect"
    assert find_standing((), "contact", "2020-01-01").status == "contact"


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("2010", "2012"), ("2012", None), False),
        (("2010", "2012-05-01"), ("2012-05-01", None), True),
        (("2010", "2012-05-01"), ("2012-05-02", None), False),
        (("2010", None), ("2015", None), True),
        (("2010", "2015"), ("2011", "2012"), True),
        ((None, "2010"), (None, "2008"), True),
        (("2010-05", "2011-02"), ("2011-03", None), False),
        (("2012", "2012"), ("2012", None), False),
        (("2012", None), ("2012", "2012"), False),
        (("2012", "2012-06"), ("2012", "2012-06"), True),
    ],
)
def test_periods_that_share_a_day_overlap(
    first: tuple[str, str], second: tuple[str, str], overlap: bool
) -> None:
    periods = [Period(*second), Period(*first)]
    assert (find_overlap(periods) is not None) == overlap
    assert (find_overlap(periods[::-1]) is not None) == overlap


def test_periods_give_the_member_its_status(database: Database) -> None:
    member = make(database, "member", name="A")
    period = make(database, "membership_period", member=member, since="2019-06-26")
    found = record_of(database, "member", member)
    assert (found["status"], found["joined"], found["left"]) == ("active", "2019-06-26", None)
    edit(database, "membership_period", period, until="2020")
    assert record_of(database, "member", member)["status"] == "left"
    edit(database, "member", member, status_given="suspended")
    assert record_of(database, "member", member)["status"] == "suspended"
    edit(database, "member", member, status_given=None)
    remove(database, "membership_period", period)
    found = record_of(database, "member", member)
    assert (found["status"], found["joined"]) == ("prospect", None)
    undo(database)
    assert record_of(database, "member", member)["status"] == "left"


def test_a_period_that_moves_to_another_member_changes_both(database: Database) -> None:
    first, second = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    period = make(database, "membership_period", member=first, since="2019")
    edit(database, "membership_period", period, member=second)
    assert record_of(database, "member", first)["status"] == "prospect"
    assert record_of(database, "member", second)["status"] == "active"


def shown(database: Database, key: int) -> tuple[object, ...]:
    found = record_of(database, "event", key)
    names = ("shown_place", "shown_starts", "shown_ends", "shown_city")
    return tuple(found[name] for name in names)


def test_events_inherit_to_any_depth_and_follow_every_change(database: Database) -> None:
    top = make(database, "event", title_en="Week", place="Nanjing", starts="2019-06-26T09:00")
    keys = [top]
    for number in range(6):
        keys.append(make(database, "event", title_en=f"Part {number}", parent=keys[-1]))
    assert shown(database, keys[-1]) == ("Nanjing", "2019-06-26T09:00", None, None)
    assert record_of(database, "event", keys[-1])["place"] is None
    edit(database, "event", top, place="Suzhou", ends="2019-06-30T18:00")
    assert shown(database, keys[-1]) == ("Suzhou", "2019-06-26T09:00", "2019-06-30T18:00", None)
    edit(database, "event", keys[3], place="Berlin", starts="2019-06-27T10:00")
    assert shown(database, keys[2])[0] == "Suzhou"
    assert shown(database, keys[-1])[:3] == ("Berlin", "2019-06-27T10:00", None)
    undo(database)
    assert shown(database, keys[-1])[0] == "Suzhou"


def test_a_moved_event_takes_from_its_new_parent(database: Database) -> None:
    here, there = make_many(
        database, "event", [{"title_en": "A", "place": "Bonn"}, {"title_en": "B", "city": "Wuxi"}]
    )
    child = make(database, "event", title_en="C", parent=here)
    grandchild = make(database, "event", title_en="D", parent=child)
    edit(database, "event", child, parent=there)
    assert shown(database, grandchild) == (None, None, None, "Wuxi")
    edit(database, "event", child, parent=None)
    assert shown(database, grandchild) == (None, None, None, None)


def test_a_parent_and_its_children_may_come_in_any_order(database: Database) -> None:
    ids = database.new_ids()
    top, child = next(ids), next(ids)
    done(
        database,
        new_batch("event", {child: {"title_en": "C", "parent": top}}),
        new_batch("event", {top: {"title_en": "T", "place": "Nanjing"}}),
    )
    assert shown(database, child)[0] == "Nanjing"
    done(
        database,
        drop_batch(database, "event", [top]),
        edit_batch("event", {child: {"parent": (top, None)}}),
    )
    assert shown(database, child)[0] is None


def test_an_initiative_lists_who_takes_part(database: Database) -> None:
    bonn, paris = make_many(database, "member", [{"name": "Bonn"}, {"name": "Paris"}])
    water = make(database, "initiative", title_en="Water")

    def partners() -> object:
        return record_of(database, "initiative", water)["members"]

    make(database, "initiative_part", initiative=water, member=bonn)
    part = make(database, "initiative_part", initiative=water, member=paris)
    assert partners() == "Bonn; Paris"
    edit(database, "member", bonn, name="Berlin")
    assert partners() == "Berlin; Paris"
    remove(database, "initiative_part", part)
    assert partners() == "Berlin"
    undo(database)
    assert partners() == "Berlin; Paris"
