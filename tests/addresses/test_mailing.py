"""Who is written to: main contacts, everybody, and those who must not or cannot be."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from t20desk.addresses.mail import collect_mails, draft_link, write_draft
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.kind_ways import ways_of
from tests.builders import add_record


def add_post(db: Database, member: int, name: str, email: str | None, **more: object) -> int:
    person = {"given_name": name, "family_name": "Test", "email": email}
    unwilling = more.pop("do_not_contact", None)
    key = add_record(db, "person", **person, do_not_contact=unwilling)
    add_record(db, "affiliation", member=member, person=key, **more)
    return key


@pytest.fixture
def members(database: Database) -> list[int]:
    """Four: with a main contact, one who wants no mail, only an own address, none at all."""
    alpha = add_record(database, "member", name="Alpha", email="info@alpha.example")
    add_post(database, alpha, "Bob", "bob@alpha.example")
    add_post(database, alpha, "Ann", "ann@alpha.example", main_contact=1)
    add_post(database, alpha, "Old", "old@alpha.example", main_contact=1, until="2001")
    beta = add_record(database, "member", name="Beta", email="info@beta.example")
    add_post(database, beta, "Shy", "shy@beta.example", main_contact=1, do_not_contact=1)
    gamma = add_record(database, "member", name="Gamma", email="info@gamma.example")
    add_post(database, gamma, "Mute", None, main_contact=1)
    return [alpha, beta, gamma, add_record(database, "member", name="Delta")]


def test_the_main_contact_of_each_member_is_written_to(
    database: Database, members: list[int]
) -> None:
    found = collect_mails(database, "member", members, "main")
    assert found.text() == "ann@alpha.example; info@gamma.example"
    assert found.unwilling == ["Shy Test"]
    assert found.lacking == ["Delta"]


def test_everybody_of_today_is_written_to(database: Database, members: list[int]) -> None:
    found = collect_mails(database, "member", members[:1], "people")
    assert sorted(found.addresses) == ["ann@alpha.example", "bob@alpha.example"]


def test_organisations_are_written_to_themselves(database: Database, members: list[int]) -> None:
    found = collect_mails(database, "member", members, "own")
    assert len(found.addresses) == 3
    assert found.lacking == ["Delta"]


def test_an_address_comes_once_and_a_guest_list_goes_by_its_people(database: Database) -> None:
    event = add_record(database, "event")
    member = add_record(database, "member", name="Alpha", email="INFO@alpha.example")
    twin = add_post(database, member, "Twin", "info@alpha.example")
    ids = [
        add_record(database, "participation", event=event, person=twin),
        add_record(database, "participation", event=event, person=None, member=member),
    ]
    found = collect_mails(database, "participation", ids)
    assert {one.casefold() for one in found.addresses} == {"info@alpha.example"}
    assert len(collect_mails(database, "person", [twin, twin]).addresses) == 1


@pytest.mark.parametrize(
    ("kind", "ways"),
    [
        ("member", ("main", "people", "own")),
        ("person", ("own",)),
        ("participation", ("own",)),
        ("venue", ()),
    ],
)
def test_mail_goes_to_a_kind_in_the_ways_it_has_addresses(
    database: Database, kind: str, ways: tuple[str, ...]
) -> None:
    assert ways_of(database.kinds[kind]) == ways


def test_a_draft_opens_by_itself_or_is_saved_as_a_file(tmp_path: Path) -> None:
    assert draft_link(["a+b@x.example", "ü&?@y.example"]) == (
        "mailto:?bcc=a%2Bb@x.example,%C3%BC%26%3F@y.example"
    )
    assert draft_link(["a+b@x.example"]) == "mailto:a+b@x.example"
    many = [f"person{number}@example.org" for number in range(200)]
    with pytest.raises(UserError, match="too many for a draft"):
        draft_link(many)
    saved = write_draft(many, tmp_path / "draft.eml")
    draft = message_from_bytes(saved.read_bytes(), policy=policy.default)
    assert draft["X-Unsent"] == "1"
    assert len(draft["Bcc"].addresses) == 200
    assert draft["To"] is None
    alone = write_draft(many[:1], tmp_path / "alone.eml")
    assert message_from_bytes(alone.read_bytes(), policy=policy.default)["To"] == many[0]
