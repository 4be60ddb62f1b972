"""What a file from outside is taken for."""

from pathlib import Path

from t20desk.recognising import recognise
from tests.importing.sheets import Desk


def test_a_sheet_is_known_by_its_headings(file_desk: Desk) -> None:
    people = file_desk.write([("A list",), ("Vorname", "Nachname", "E-Mail"), ("A", "B", "")])
    found = recognise(file_desk.database, people)
    assert (found.sort, found.kind, found.sheet) == ("sheet", "person", "List")
    assert "People" in found.words
    events = file_desk.write([("Titel", "Beginn", "Ende", "Raum"), ("A", "2026", "2026", "1")])
    assert recognise(file_desk.database, events).kind == "event"


def test_a_known_layout_says_its_name_and_kind(file_desk: Desk) -> None:
    rows = [("Wer", "Wo", "Was", "Womit"), ("Alpha", "Bonn", "x", "y")]
    file_desk.take("member", rows, mapping={"Wer": "name"}, remember="Bank")
    found = recognise(file_desk.database, file_desk.write([rows[0][::-1], ("y", "x", "B", "A")]))
    assert (found.kind, found.profile) == ("member", "Bank")
    assert "Bank" in found.words


def test_a_second_sheet_is_found_where_the_first_has_nothing(file_desk: Desk) -> None:
    path = file_desk.write([("Read me",)], Data=[("Name", "Land", "PLZ"), ("A", "DE", "01067")])
    assert recognise(file_desk.database, path).sheet == "Data"


def test_a_table_without_a_known_heading_is_a_table_still(file_desk: Desk) -> None:
    found = recognise(file_desk.database, file_desk.write([("x", "y"), (1, 2)]))
    assert (found.sort, found.kind) == ("sheet", "")


def test_what_cannot_be_read_says_why_and_a_mail_is_a_mail(file_desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    found = recognise(file_desk.database, empty)
    assert found.sort == "unreadable"
    assert "0 bytes" in found.words
    assert recognise(file_desk.database, tmp_path / "post.eml").sort == "mail"
