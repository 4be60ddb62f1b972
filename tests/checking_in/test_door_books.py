"""The workbook of a second door: only the presence is typed, and it merges without conflicts."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from t20desk.checking_in.door_books import check_door_book, write_door_book
from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.round_trip.opening import open_return
from t20desk.round_trip.planning import plan_return
from t20desk.round_trip.values import ReturnOptions
from tests.builders import add_record
from tests.db.steps import undo

Guests = dict[str, int]
TYPED = ("Person", "Affiliation as of the event", "Presence noted at")
NAMES = ("Dahl", "Ek", "Falk")


@pytest.fixture
def guests(database: Database) -> Guests:
    event = add_record(database, "event", title_en="Forum")
    made = {}
    for name in NAMES:
        person = add_record(database, "person", given_name="Ann", family_name=name)
        made[name] = add_record(database, "participation", event=event, person=person)
    return {**made, "event": event}


def type_in(path: Path, typed: Mapping[str, tuple[str, str]]) -> None:
    """What the second door types: the presence and the time of some guests."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if any(cell.value == "Presence" for cell in row))
    places = {str(cell.value): cell.column for cell in head}
    for row in rows:
        if row[0].value in typed:
            presence, time = typed[str(row[0].value)]
            sheet.cell(row[0].row, places["Presence"], presence)
            if time:
                sheet.cell(row[0].row, places["Presence noted at"], time)
    book.save(path)


def type_below(path: Path, *guests: tuple[str, str, str]) -> None:
    """What the second door types into the free rows: name, affiliation, time."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(c.value == "Presence" for c in row))
    places = {str(cell.value): cell.column for cell in head}
    for line, guest in enumerate(guests, head[0].row + len(NAMES) + 1):
        for heading, text in zip(TYPED, guest, strict=True):
            cell = sheet.cell(line, places[heading])
            assert not cell.protection.locked
            cell.value = text or None
    book.save(path)


def note(database: Database, guest: int, time: str) -> None:
    cells = {"presence": "came", "presence_at": time, "presence_by": "First door"}
    assert not database.apply(plan_edit(database, "participation", {guest: cells})).is_refused


def read_presence(database: Database) -> dict[str, tuple[str, str]]:
    columns = ("person", "presence", "presence_at")
    listing = Listing("participation", view="all", columns=columns)
    rows = read_rows(database, listing, list_ids(database, listing))
    return {row[0].text: (row[1] or "", row[2] or "") for row in rows.values()}


def test_a_walk_in_without_an_organisation_has_what_was_typed_in_the_book(
    database: Database, guests: Guests, tmp_path: Path
) -> None:
    typed = {"affiliation": "Harbour Club"}
    assert not database.apply(
        plan_edit(database, "participation", {guests["Ek"]: typed})
    ).is_refused
    write_door_book(database, guests["event"], tmp_path / "door.xlsx")
    rows = load_workbook(tmp_path / "door.xlsx").worksheets[0].iter_rows(values_only=True)
    assert [row[0] for row in rows if "Harbour Club" in row] == ["Ann Ek"]


def test_who_came_at_both_doors_is_no_conflict_and_the_earlier_time_stands(
    database: Database, guests: Guests, tmp_path: Path
) -> None:
    path = tmp_path / "door.xlsx"
    write_door_book(database, guests["event"], path)
    note(database, guests["Dahl"], "2026-03-01T10:30")
    note(database, guests["Ek"], "2026-03-01T10:10")
    type_in(path, {
        "Ann Dahl": ("came", "2026-03-01 10:05"), "Ann Ek": ("came", "2026-03-01 10:40"),
        "Ann Falk": ("came", ""),
    })  # fmt: skip
    with open_return(path) as source:
        plan = plan_return(database, source, ReturnOptions())
    assert plan.clashes == []
    assert plan.problems == []
    assert plan.remarks == []
    database.apply(plan.change)
    assert read_presence(database) == {
        "Ann Dahl": ("came", "2026-03-01T10:05"),
        "Ann Ek": ("came", "2026-03-01T10:10"),
        "Ann Falk": ("came", ""),
    }


def test_only_the_presence_can_be_typed(database: Database, guests: Guests, tmp_path: Path) -> None:
    path = tmp_path / "door.xlsx"
    write_door_book(database, guests["event"], path)
    sheet = load_workbook(path).worksheets[0]
    assert sheet.protection.sheet
    head = next(row for row in sheet.iter_rows() if any(c.value == "Presence" for c in row))
    below = [sheet.cell(head[0].row + 1, cell.column) for cell in head]
    opened = {str(h.value) for h, c in zip(head, below, strict=True) if not c.protection.locked}
    assert opened == {*TYPED[1:], "Presence"}


def test_who_is_typed_into_a_free_row_of_the_second_door_is_a_guest_who_came(
    database: Database, guests: Guests, tmp_path: Path
) -> None:
    path = tmp_path / "door.xlsx"
    add_record(database, "person", given_name="Bo", family_name="Known")
    write_door_book(database, guests["event"], path)
    type_below(path, ("Bo Known", "", ""), ("Eva Neumann", "Harbour Club", "2026-03-01 10:05"))
    with open_return(path) as source:
        plan = plan_return(database, source, ReturnOptions())
    assert (plan.problems, plan.remarks, plan.counts.new) == ([], [], 2)
    database.apply(plan.change)
    assert read_presence(database) == {
        **dict.fromkeys((f"Ann {name}" for name in NAMES), ("", "")),
        "Bo Known": ("came", ""),
        "Eva Neumann": ("came", "2026-03-01T10:05"),
    }
    people = Listing("person", 'family_name:"Neumann"', "all", columns=("given_name",))
    assert [row[0] for row in read_rows(database, people, list_ids(database, people)).values()] == [
        "Eva"
    ]
    undo(database)
    assert not list_ids(database, people)


def test_a_book_of_another_event_is_refused_with_one_sentence(
    database: Database, guests: Guests, tmp_path: Path
) -> None:
    path = tmp_path / "door.xlsx"
    write_door_book(database, guests["event"], path)
    check_door_book(database, guests["event"], path)
    other = add_record(database, "event", title_en="Other")
    with pytest.raises(UserError, match=r"belongs to “Forum”; open that event"):
        check_door_book(database, other, path)


def test_a_book_of_another_event_without_guests_is_refused_too(
    database: Database, guests: Guests, tmp_path: Path
) -> None:
    path, bare = tmp_path / "door.xlsx", add_record(database, "event", title_en="Bare")
    write_door_book(database, bare, path)
    check_door_book(database, bare, path)
    with pytest.raises(UserError, match=r"belongs to “Bare”; open that event"):
        check_door_book(database, guests["event"], path)


def test_a_time_alone_is_one_of_the_day_of_the_event(
    database: Database, guests: Guests, tmp_path: Path
) -> None:
    starts = {guests["event"]: {"starts": "2026-03-01T09:00", "ends": "2026-03-02"}}
    assert not database.apply(plan_edit(database, "event", starts)).is_refused
    path = tmp_path / "door.xlsx"
    write_door_book(database, guests["event"], path)
    note(database, guests["Ek"], "2026-03-01T10:10")
    type_in(path, {
        "Ann Dahl": ("came", "10:05"), "Ann Ek": ("came", "9:58 Uhr"),
        "Ann Falk": ("came", "11 Uhr"),
    })  # fmt: skip
    with open_return(path) as source:
        plan = plan_return(database, source, ReturnOptions())
    assert plan.problems == []
    database.apply(plan.change)
    assert {name: time for name, (_came, time) in read_presence(database).items()} == {
        "Ann Dahl": "2026-03-01T10:05",
        "Ann Ek": "2026-03-01T09:58",
        "Ann Falk": "2026-03-01T11:00",
    }


def test_the_book_names_the_column_for_the_organisation_of_who_is_not_on_the_list(
    database: Database, guests: Guests, tmp_path: Path
) -> None:
    write_door_book(database, guests["event"], tmp_path / "door.xlsx")
    rows = load_workbook(tmp_path / "door.xlsx").worksheets[0].iter_rows(values_only=True)
    texts = [str(cell) for row in rows for cell in row if cell]
    assert any("“Affiliation as of the event”" in text for text in texts)
    assert "Affiliation as of the event" in texts
