"""Naming the delegate that an organisation owes: somebody known, or a new person with a post."""

import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_insert
from t20desk.errors import UserError
from t20desk.events.delegates import list_candidates, plan_delegate
from t20desk.events.figures import roll_up
from t20desk.listing import Listing, count_rows, read_fields, read_rows
from tests.builders import add, add_record


@pytest.fixture
def event(database: Database) -> int:
    return add_record(database, "event", title_en="Forum", starts="2999-01-01")


@pytest.fixture
def member(database: Database) -> int:
    return add_record(database, "member", name="Muster GmbH")


@pytest.fixture
def guest(database: Database, event: int, member: int) -> int:
    return add(database, "participation", event=event, member=member, answer="accepted")


@pytest.fixture
def anna(database: Database, member: int) -> int:
    key = add_record(database, "person", given_name="Anna", family_name="Keller", title="Dr.")
    add_record(database, "affiliation", person=key, member=member, position_en="Head")
    return key


def test_those_with_a_post_are_offered(database: Database, guest: int, anna: int) -> None:
    add_record(database, "person", family_name="Stranger")
    assert [one.id for one in list_candidates(database, guest)] == [anna]


def test_who_is_named_comes_with_title_and_post(database: Database, guest: int, anna: int) -> None:
    database.apply(plan_delegate(database, guest, anna))
    listing = Listing("participation", columns=("person", "title", "affiliation", "answer"))
    person, *cells = read_rows(database, listing, [guest])[guest]
    assert person.id == anna
    assert cells == ["Dr.", "Head, Muster GmbH", "accepted"]


def test_a_new_delegate_becomes_a_person_with_a_post(
    database: Database, event: int, guest: int
) -> None:
    new = {"given_name": "Bo", "family_name": "Li", "position": "Envoy"}
    applied = database.apply(plan_delegate(database, guest, new))
    assert (applied.counts.new, applied.counts.changed) == (2, 1)
    assert count_rows(database, Listing("affiliation", "Muster Li", "all")) == 1
    assert roll_up(database, event).names_owed == 0
    cells = read_fields(database, "participation", ("affiliation",), [guest])
    assert cells[guest] == ("Envoy, Muster GmbH",)


def test_somebody_on_the_list_is_not_named_twice(
    database: Database, event: int, guest: int, anna: int
) -> None:
    there = [{"event": event, "person": anna}]
    database.apply(plan_insert(database, "participation", there))
    with pytest.raises(UserError, match="Anna Keller is on the list"):
        plan_delegate(database, guest, anna)


def test_a_named_delegate_is_not_overwritten(database: Database, guest: int, anna: int) -> None:
    database.apply(plan_delegate(database, guest, anna))
    with pytest.raises(UserError, match="Anna Keller is named already"):
        plan_delegate(database, guest, anna)


def test_owed_names_are_a_view(database: Database, guest: int) -> None:
    owed = Listing("participation", view="names_owed")
    assert count_rows(database, owed) == 1


def test_who_is_not_asked_yet_owes_no_name(database: Database, event: int, member: int) -> None:
    add(database, "participation", event=event, member=member, answer="not_asked")
    assert roll_up(database, event).names_owed == 0
    assert count_rows(database, Listing("participation", view="names_owed")) == 0
