"""Rows without a key in a file that came in before: known by what they made, never doubled."""

from hashlib import sha256

from t20desk.db.history.operations import list_same_file
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_delete, plan_edit
from tests.builders import write
from tests.importing.sheets import Desk, tally

PEOPLE = [("Vorname", "Nachname", "Ort"), ("Ada", "L", "Bonn"), ("Bo", "M", "Ulm")]


def person(desk: Desk, name: str) -> int:
    return next(key for key, given in desk.table("person", "id", "given_name") if given == name)


def test_a_file_without_a_key_comes_in_once(desk: Desk) -> None:
    path = desk.write(PEOPLE)
    desk.take("person", path)
    again = desk.take("person", path)
    assert tally(again) == (2, 0, 0, 2, 0, 0)
    assert list(again.before.numbers) == [2, 3]
    assert again.change.is_empty
    assert any(one.startswith("2 rows made records then") for one in again.remarks)


def test_who_was_edited_since_stays_as_edited_and_who_went_comes_again(file_desk: Desk) -> None:
    desk = file_desk
    path = desk.write(PEOPLE)
    desk.take("person", path)
    write(
        desk.database, plan_edit(desk.database, "person", {person(desk, "Ada"): {"city": "Köln"}})
    )
    write(desk.database, plan_delete(desk.database, "person", [person(desk, "Bo")]))
    assert tally(desk.take("person", path)) == (2, 1, 0, 1, 0, 0)
    assert desk.table("person", "given_name", "city") == [("Ada", "Köln"), ("Bo", "Ulm")]


def test_what_an_undo_kept_comes_in_no_second_time(file_desk: Desk) -> None:
    desk = file_desk
    path = desk.write(PEOPLE)
    desk.take("person", path)
    taken = list_same_file(desk.database, sha256(path.read_bytes()).hexdigest())[0].sequence
    edit = plan_edit(desk.database, "person", {person(desk, "Ada"): {"city": "Köln"}})
    write(desk.database, edit)
    assert not desk.database.apply(plan_undo(desk.database, taken).change).is_refused
    again = desk.take("person", path)
    assert tally(again) == (2, 1, 0, 1, 0, 0)
    assert again.remarks[0].startswith("This very file was taken in on")
    assert desk.table("person", "given_name", "city") == [("Ada", "Köln"), ("Bo", "Ulm")]


def test_rows_are_taken_once_more_where_that_is_said(file_desk: Desk) -> None:
    path = file_desk.write(PEOPLE)
    file_desk.take("person", path)
    assert tally(file_desk.plan("person", path, again=True)) == (2, 2, 0, 0, 0, 0)


def test_two_rows_alike_made_two_records(file_desk: Desk) -> None:
    notes = [("Noted on", "Subject"), ("2026-01-02", "Call"), ("2026-01-02", "Call")]
    path = file_desk.write(notes)
    file_desk.take("contact_note", path)
    assert tally(file_desk.take("contact_note", path)) == (2, 0, 0, 2, 0, 0)
    assert len(file_desk.table("contact_note", "id")) == 2


def test_a_row_without_its_number_is_known_beside_those_with_one(file_desk: Desk) -> None:
    path = file_desk.write([("No.", "Name"), ("1", "Alpha"), (None, "Beta")])
    file_desk.take("member", path)
    assert tally(file_desk.take("member", path)) == (2, 0, 0, 2, 0, 0)
