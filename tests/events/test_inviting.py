"""Asking a whole listing to an event: people with their posts, organisations that owe a name."""

import pytest

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.events.figures import roll_up
from t20desk.events.inviting import plan_invitation, say_left_out
from t20desk.listing import Listing, list_ids, read_rows
from tests.builders import add_record
from tests.db.steps import everything, undo

COLUMNS = ("person", "member", "roles", "answer", "title", "affiliation")


def read_guests(database: Database, event: int) -> list[tuple[str, ...]]:
    listing = Listing("participation", view="all", columns=COLUMNS)
    rows = read_rows(database, listing, list_ids(database, listing)).values()
    return sorted(tuple(str(getattr(cell, "text", cell) or "") for cell in row) for row in rows)


def add_person(database: Database, given: str, **more: object) -> int:
    return add_record(database, "person", given_name=given, family_name="Keller", **more)


def test_people_come_with_title_and_post_as_they_are_now(database: Database) -> None:
    event = add_record(database, "event", title_en="Forum")
    person = add_person(database, "Anna", title="Dr.")
    member = add_record(database, "member", name="Muster GmbH")
    add_record(database, "affiliation", person=person, member=member, position_en="Head")
    planned = plan_invitation(database, event, "person", [person])
    database.apply(planned.change)

    assert read_guests(database, event) == [
        ("Anna Keller", "Muster GmbH", "", "invited", "Dr.", "Head, Muster GmbH")
    ]


def test_organisations_owe_a_name(database: Database) -> None:
    event = add_record(database, "event", title_en="Forum")
    members = [add_record(database, "member", name=f"M{at}") for at in range(3)]
    common = {"answer": "invited", "roles": "delegate"}
    database.apply(plan_invitation(database, event, "member", members, common).change)

    assert roll_up(database, event).names_owed == 3


def test_who_is_on_the_list_is_not_asked_again(database: Database) -> None:
    event = add_record(database, "event", title_en="Forum")
    first, second = add_person(database, "Anna"), add_person(database, "Bo")
    database.apply(plan_invitation(database, event, "person", [first]).change)
    planned = plan_invitation(database, event, "person", [first, second])

    assert (planned.invited, planned.there) == (1, ["Anna Keller"])
    assert say_left_out(planned) == ["On the list already: Anna Keller"]


def test_who_wants_no_contact_is_left_out_and_named(database: Database) -> None:
    event = add_record(database, "event", title_en="Forum")
    person = add_person(database, "Anna", do_not_contact=1)
    planned = plan_invitation(database, event, "person", [person])

    assert planned.change.is_empty
    assert say_left_out(planned) == ["Left out, no contact wanted: Anna Keller"]


def test_the_guests_of_one_event_are_asked_to_the_next(database: Database) -> None:
    last, next_ = (add_record(database, "event", title_en=name) for name in ("Last", "Next"))
    person, member = add_person(database, "Anna"), add_record(database, "member", name="M")
    guests = [
        add_record(database, "participation", event=last, person=person),
        add_record(database, "participation", event=last, person=None, member=member),
    ]
    planned = plan_invitation(database, next_, "participation", guests)
    database.apply(planned.change)

    assert planned.invited == 2
    assert roll_up(database, next_).invited == 2


def test_events_cannot_be_invited(database: Database) -> None:
    event = add_record(database, "event", title_en="Forum")
    with pytest.raises(UserError, match="Venues are neither people nor organisations"):
        plan_invitation(database, event, "venue", [])


def test_an_invitation_is_one_change_and_one_undo(database: Database) -> None:
    event = add_record(database, "event", title_en="Forum")
    people = [add_person(database, f"P{at}") for at in range(5)]
    before = everything(database)
    database.apply(plan_invitation(database, event, "person", people).change)
    undo(database)

    assert everything(database) == before
