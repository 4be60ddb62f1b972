"""The glance at a record: main contact, what is amiss, and the line of time."""

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.overview import read_overview
from tests.builders import add

TODAY = "2026-11-25"


def notices(db: Database, kind: str, key: int) -> list[str]:
    return [one.text for one in read_overview(db, kind, key, TODAY).notices]


def test_a_member_lacks_contact_mail_and_confirmation(database: Database) -> None:
    key = add(database, "member", name="Institute", status="active")
    assert notices(database, "member", key) == [
        "no main contact",
        "no mail address",
        "address never confirmed",
    ]


def test_nothing_is_amiss_with_a_confirmed_member(database: Database) -> None:
    key = add(
        database,
        "member",
        name="Institute",
        status="active",
        email="a@example.org",
        confirmed_on="2026-01-01",
    )
    person = add(database, "person", given_name="Anna", family_name="Müller")
    add(database, "affiliation", member=key, person=person, main_contact=1)
    found = read_overview(database, "member", key, TODAY)
    assert found.notices == []
    assert found.contact is not None
    assert found.contact.text == "Anna Müller"


def test_who_is_no_member_is_not_asked_for_more(database: Database) -> None:
    assert (
        notices(database, "member", add(database, "member", name="Press", status="contact")) == []
    )


def test_months_without_confirmation_are_counted(database: Database) -> None:
    key = add(database, "member", name="I", status="active", confirmed_on="2025-09-30")
    assert "address not confirmed for 13 months" in notices(database, "member", key)


def test_a_follow_up_is_due_from_its_day_on(database: Database) -> None:
    key = add(database, "person", given_name="Anna", phone="+49 30 123456", follow_up=TODAY)
    assert notices(database, "person", key) == ["follow-up is due today"]
    assert not database.apply(
        plan_edit(database, "person", {key: {"follow_up": "2027-01-01"}})
    ).is_refused
    assert notices(database, "person", key) == []


def test_an_answer_is_owed_until_the_event_begins(database: Database) -> None:
    person = add(database, "person", given_name="Anna", phone="+49 30 123456")
    past = add(database, "event", title_en="Past", starts="2026-01-01")
    coming = add(database, "event", title_en="Coming", starts="2026-12-01")
    for event in (past, coming):
        add(database, "participation", person=person, event=event, answer="invited")
    assert notices(database, "person", person) == ["answer owed: Coming, 1 Dec 2026"]


def test_notes_events_and_changes_stand_in_one_line_newest_first(database: Database) -> None:
    member = add(database, "member", name="Institute")
    add(database, "contact_note", member=member, noted_on="2020-02-01", subject="Call about fees")
    event = add(database, "event", title_en="Week", starts="2019-06-24")
    add(database, "participation", member=member, event=event, answer="accepted")
    points = read_overview(database, "member", member, TODAY).points
    assert [point.kind for point in points] == ["change", "contact_note", "participation"]
    assert points[1].text == "Call about fees"
    assert points[2].record == ("event", event)
