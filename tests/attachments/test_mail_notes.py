"""Mails of strangers become contact notes with their files."""

from pathlib import Path

import pytest

from t20desk.attachments import give_blocks, list_attached
from t20desk.attachments.known_mails import NotedMail, list_noted, sign_mail
from t20desk.attachments.mail_notes import find_correspondents, plan_mail, plan_mail_note
from t20desk.attachments.mail_source import Mail, read_mail
from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids, read_rows
from tests.builders import add_record
from tests.mails import write_eml, write_msg

COLUMNS = ("kind", "noted_on", "subject", "text", "member", "person")


@pytest.mark.parametrize("ending", ["eml", "msg"])
def test_a_mail_is_read_with_its_people_and_files(tmp_path: Path, ending: str) -> None:
    write = write_eml if ending == "eml" else write_msg
    mail = read_mail(write(tmp_path / f"mail.{ending}"))
    assert mail.subject == "参会名单 / Gästeliste"
    assert mail.people == [("林明", "ming@example.org"), ("Office", "office@example.org")]
    assert mail.text == "Dear all,\nsee the list."
    assert mail.when.startswith("2026-03-05T")
    assert [(one.name, one.source) for one in mail.files] == [("名单.pdf", b"%PDF list")]


def test_a_web_page_in_a_mail_is_read_as_text(tmp_path: Path) -> None:
    assert read_mail(write_eml(tmp_path / "a.eml", html=True)).text == ("Dear all,\nsee the list.")


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"hello", bytes.fromhex("d0cf11e0a1b11ae1")])
def test_what_is_no_mail_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.msg"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"strange\.msg"):
        read_mail(path)


def test_a_mail_becomes_a_note_with_its_files_as_one_change(
    database: Database, tmp_path: Path
) -> None:
    member = add_record(database, "member", name="Nanjing Center")
    person = add_record(database, "person", given_name="Ming", email="ming@example.org")
    add_record(database, "affiliation", person=person, member=member)
    mail = read_mail(write_eml(tmp_path / "a.eml"))
    assert [(kind, one.id) for kind, one in find_correspondents(database, mail)] == [
        ("person", person)
    ]
    assert not database.apply(plan_mail_note(database, mail, "member", member)).is_refused
    (note,) = list_ids(database, Listing("contact_note", view="all"))
    cells = read_rows(database, Listing("contact_note", view="all", columns=COLUMNS), [note])[note]
    assert cells[:3] == ("mail", "2026-03-05", "参会名单 / Gästeliste")
    assert "From: 林明 <ming@example.org>" in cells[3]
    assert (cells[4].id, cells[5].id) == (member, person)
    (one,) = list_attached(database, "contact_note", note)
    assert (one.name, b"".join(give_blocks(database, one))) == ("名单.pdf", b"%PDF list")
    assert not database.apply(plan_undo(database).change).is_refused
    assert not list_ids(database, Listing("contact_note", view="all"))


def test_a_mail_without_a_message_id_is_known_by_what_it_says(tmp_path: Path) -> None:
    one = sign_mail(read_mail(write_eml(tmp_path / "a.eml")))
    assert sign_mail(read_mail(write_msg(tmp_path / "b.msg"))) == one
    assert sign_mail(read_mail(write_eml(tmp_path / "c.eml", body="Another text"))) != one


@pytest.mark.parametrize("known", ["<42@example.org>", "<" + "x" * 900 + "@example.org>"])
def test_a_mail_is_known_by_its_message_id_in_every_format(tmp_path: Path, known: str) -> None:
    one = sign_mail(read_mail(write_eml(tmp_path / "a.eml", message_id=known)))
    assert sign_mail(read_mail(write_msg(tmp_path / "b.msg", message_id=known))) == one
    assert sign_mail(read_mail(write_eml(tmp_path / "c.eml", message_id="<43@b.example>"))) != one
    assert len(one) <= 250


def test_a_mail_that_comes_again_is_told_and_not_noted_twice(
    database: Database, tmp_path: Path
) -> None:
    member = add_record(database, "member", name="Nanjing Center")
    mail = read_mail(write_eml(tmp_path / "a.eml", message_id="<42@example.org>"))
    note(database, mail, "member", member)
    told = plan_mail(database, mail, "member", member)
    assert isinstance(told, NotedMail)
    assert "Nanjing Center" in told.tell("member")


def test_a_noted_mail_is_linked_to_a_record_of_another_kind_and_undone_whole(
    database: Database, tmp_path: Path
) -> None:
    member = add_record(database, "member", name="Nanjing Center")
    event = add_record(database, "event", title_en="Assembly")
    mail = read_mail(write_eml(tmp_path / "a.eml"))
    note(database, mail, "member", member)
    note(database, mail, "event", event)
    assert list_owners(database) == [(member, event)]
    assert not database.apply(plan_undo(database).change).is_refused
    assert list_owners(database) == [(member, None)]


def test_a_mail_noted_at_one_organisation_becomes_a_note_of_a_second_one_once(
    database: Database, tmp_path: Path
) -> None:
    one = add_record(database, "member", name="Nanjing Center")
    two = add_record(database, "member", name="Lyon Center")
    mail = read_mail(write_eml(tmp_path / "a.eml"))
    for member in (one, two):
        note(database, mail, "member", member)
    assert set(list_owners(database)) == {(one, None), (two, None)}
    assert isinstance(plan_mail(database, mail, "member", two), NotedMail)


def test_a_note_made_before_signs_were_kept_is_known_by_day_subject_and_text(
    database: Database, tmp_path: Path
) -> None:
    member = add_record(database, "member", name="Nanjing Center")
    event = add_record(database, "event", title_en="Assembly")
    mail = read_mail(write_eml(tmp_path / "a.eml", message_id="<42@example.org>"))
    note(database, mail, "member", member)
    (key,) = list_ids(database, Listing("contact_note", view="all"))
    database.apply(plan_edit(database, "contact_note", {key: {"mail_sign": None}}))
    told = plan_mail(database, mail, "member", member)
    assert isinstance(told, NotedMail)
    assert list_ids(database, Listing("contact_note", told.search, "all")).tolist() == [key]
    other = read_mail(write_eml(tmp_path / "b.eml", body="Dear all,\nthank you."))
    assert isinstance(plan_mail(database, other, "member", member), Change)
    note(database, mail, "event", event)
    assert list_owners(database) == [(member, event)]
    assert [one.is_signed for one in list_noted(database, mail)] == [True]


def note(database: Database, mail: Mail, kind: str, owner: int) -> None:
    change = plan_mail(database, mail, kind, owner)
    assert isinstance(change, Change)
    assert not database.apply(change).is_refused


def list_owners(database: Database) -> list[tuple[int | None, int | None]]:
    listing = Listing("contact_note", view="all", columns=("member", "event"))
    rows = read_rows(database, listing, list_ids(database, listing)).values()
    return [(member.id, event and event.id) for member, event in rows]
