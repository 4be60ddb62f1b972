"""Title and affiliation of a guest are those of the event, until somebody asks for the present."""

import pytest

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.guests.titles import plan_refresh
from t20desk.listing import Listing, list_ids, read_rows
from tests.builders import add, add_record


@pytest.fixture
def person(database: Database) -> int:
    """Somebody who was with one organisation until 2020 and is with another since."""
    key = add_record(database, "person", family_name="Keller", title="Dr.")
    for name, since, until in (("Old AG", "2015", "2020-12"), ("New AG", "2021", None)):
        member = add_record(database, "member", name=name)
        values = {"person": key, "member": member, "position_en": "Head"}
        add_record(database, "affiliation", **values, since=since, until=until)
    return key


def invite(database: Database, person: int, starts: str, **more: object) -> int:
    event = add_record(database, "event", title_en="Forum", starts=starts)
    values = {"event": event, "person": person, **more}
    return add(database, "participation", **values)


def read_title(database: Database, guest: int) -> tuple[str, ...]:
    listing = Listing("participation", columns=("title", "member", "affiliation"))
    return tuple(getattr(one, "text", one) for one in read_rows(database, listing, [guest])[guest])


def test_a_guest_comes_with_the_post_of_the_day_of_the_event(
    database: Database, person: int
) -> None:
    past, now = invite(database, person, "2019-05-01"), invite(database, person, "2025-05-01")
    assert read_title(database, past) == ("Dr.", "Old AG", "Head, Old AG")
    assert read_title(database, now) == ("Dr.", "New AG", "Head, New AG")


def test_what_was_typed_for_a_guest_stays(database: Database, person: int) -> None:
    guest = invite(database, person, "2025-05-01", title="Prof.")
    assert read_title(database, guest)[0] == "Prof."


def test_who_comes_for_another_organisation_gets_no_affiliation(
    database: Database, person: int
) -> None:
    other = add_record(database, "member", name="Other AG")
    guest = invite(database, person, "2025-05-01", member=other)
    assert read_title(database, guest) == ("Dr.", "Other AG", None)


def test_who_is_named_or_replaced_later_comes_with_the_own_post(
    database: Database, person: int
) -> None:
    other = add_record(database, "person", family_name="Olsen")
    [new_ag] = list_ids(database, Listing("member", "New", "all"))
    event = add_record(database, "event", title_en="Forum", starts="2025-05-01")
    guest = add(database, "participation", event=event, member=new_ag)
    for named, told in ((person, ("Dr.", "Head, New AG")), (other, (None, None))):
        database.apply(plan_edit(database, "participation", {guest: {"person": named}}))
        title, organisation, affiliation = read_title(database, guest)
        assert (title, affiliation, organisation) == (*told, "New AG")


def test_a_title_said_with_the_name_is_taken(database: Database, person: int) -> None:
    guest = add(
        database, "participation", event=add_record(database, "event", title_en="Forum"),
        member=add_record(database, "member", name="New"),
    )  # fmt: skip
    said = {"person": person, "title": "Prof."}
    database.apply(plan_edit(database, "participation", {guest: said}))
    assert read_title(database, guest) == ("Prof.", "New", None)


def test_a_later_title_is_taken_only_when_asked_for(database: Database, person: int) -> None:
    guest = invite(database, person, "2025-05-01")
    database.apply(plan_edit(database, "person", {person: {"title": "Prof. Dr."}}))
    assert read_title(database, guest)[0] == "Dr."
    change = plan_refresh(database, [guest])
    assert change.counts().changed == 1
    database.apply(change)
    assert read_title(database, guest) == ("Prof. Dr.", "New AG", "Head, New AG")
    assert plan_refresh(database, [guest]).is_empty


def test_who_came_for_another_organisation_keeps_the_affiliation_when_read_anew(
    database: Database, person: int
) -> None:
    other = add_record(database, "member", name="Other AG")
    more = {"member": other, "affiliation": "Board, Other AG"}
    guest = invite(database, person, "2025-05-01", **more)
    assert plan_refresh(database, [guest]).is_empty
