"""Own questions of an event are columns of its guests, wherever guests are listed."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from t20desk.db.database import Database
from t20desk.editing import plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.events.asking import plan_dropping, plan_known, plan_question
from t20desk.events.questions import columns_asked, list_asked, list_elsewhere
from t20desk.exporting import write_workbook
from t20desk.importing.planning import plan_import
from t20desk.importing.values import ImportOptions
from t20desk.listing import Listing, count_rows, list_ids, read_rows, read_table
from t20desk.own_fields import NewField
from t20desk.reading.source import open_source
from tests.builders import add_record
from tests.db.steps import undo
from tests.round_trip.books import Office, edit_book, put

DIET = NewField("participation", {"en": "Diet", "de": "Kost"}, "choice", ("vegan", "any"))
NIGHTS = NewField("participation", {"en": "Nights"}, "number")


@pytest.fixture
def event(database: Database) -> int:
    return add_record(database, "event", title_en="Forum", starts="2999-01-01")


def ask(database: Database, event: int, new: NewField) -> str:
    applied = database.apply(plan_question(database, event, new))
    assert not applied.is_refused, applied.problems
    return list_asked(database, event)[-1].field.name


def test_a_question_is_a_column_of_the_guests(database: Database, event: int) -> None:
    diet, nights = ask(database, event, DIET), ask(database, event, NIGHTS)
    first = add_record(database, "participation", event=event, **{diet: "vegan", nights: 2})
    second = add_record(database, "participation", event=event, **{diet: "any", nights: 1})
    assert columns_asked(database, [event]) == (diet, nights)
    assert count_rows(database, Listing("participation", "Diet:vegan Nights:>1", "all")) == 1
    assert list(list_ids(database, Listing("participation", sort=("Nights",)))) == [second, first]


def test_events_within_ask_the_questions_of_the_one_above(database: Database, event: int) -> None:
    diet = ask(database, event, DIET)
    workshop = add_record(database, "event", title_en="Workshop", parent=event)
    nights = ask(database, workshop, NIGHTS)
    assert [one.field.name for one in list_asked(database, workshop)] == [diet, nights]
    assert [one.field.name for one in list_asked(database, event)] == [diet]
    assert list_elsewhere(database, event) == {nights}


def test_two_events_that_ask_the_same_share_the_column(database: Database, event: int) -> None:
    other = add_record(database, "event", title_en="Dinner")
    assert ask(database, event, DIET) == ask(database, other, DIET)
    assert count_rows(database, Listing("own_field", view="all")) == 1


def test_the_same_question_is_not_asked_twice(database: Database, event: int) -> None:
    ask(database, event, DIET)
    with pytest.raises(UserError, match="asks “Diet” already"):
        plan_question(database, event, DIET)


def test_a_question_taken_out_keeps_its_answers(database: Database, event: int) -> None:
    diet = ask(database, event, DIET)
    guest = add_record(database, "participation", event=event, **{diet: "vegan"})
    database.apply(plan_dropping(database, event, diet))
    assert list_asked(database, event) == []
    assert ask(database, event, DIET) == diet
    assert read_rows(database, Listing("participation", columns=(diet,)), [guest])[guest][0]


def test_a_question_nobody_asks_any_more_is_in_no_form_until_it_is_asked_again(
    database: Database, event: int
) -> None:
    diet = ask(database, event, DIET)
    other = add_record(database, "event", title_en="Other")
    database.apply(plan_dropping(database, event, diet))
    assert list_elsewhere(database, event) == list_elsewhere(database, other) == {diet}
    database.apply(plan_known(database, other, diet))
    assert list_elsewhere(database, other) == frozenset()


def test_asking_is_taken_back_as_one_change(database: Database, event: int) -> None:
    ask(database, event, DIET)
    undo(database)
    assert list_asked(database, event) == []
    assert count_rows(database, Listing("own_field", view="all")) == 0


def test_answers_come_from_a_sheet_by_their_headings(
    database: Database, event: int, tmp_path: Path
) -> None:
    diet = ask(database, event, DIET)
    person = add_record(database, "person", given_name="Anna", family_name="Keller")
    guests = [{"event": event, "person": person, "answer": "invited"}]
    database.apply(plan_insert(database, "participation", guests))
    sheet = tmp_path / "answers.csv"
    sheet.write_text("Event;Person;Answer;Kost\nForum;Anna Keller;accepted;vegan\n", "utf-8")
    options = ImportOptions(key=("event", "person"), mode="both")
    with open_source(sheet) as source:
        plan = plan_import(database, "participation", source, options)
        assert not plan.problems
        database.apply(plan.change)
    row = next(
        iter(read_table(database, Listing("participation", columns=("answer", diet))).rows())
    )
    assert row == ("accepted", "vegan")


def test_answers_stand_in_an_exported_workbook(
    database: Database, event: int, tmp_path: Path
) -> None:
    diet = ask(database, event, DIET)
    key = add_record(database, "participation", event=event)
    database.apply(plan_edit(database, "participation", {key: {diet: "any"}}))
    table = read_table(database, Listing("participation", columns=("event", diet)))
    out = tmp_path / "guests.xlsx"
    write_workbook([table], out)
    cells = [[cell.value for cell in row] for row in load_workbook(out).active.iter_rows()]
    assert ["Event", "Diet"] in cells
    assert ["Forum", "any"] in cells


def test_answers_come_back_in_a_workbook(database: Database, event: int, tmp_path: Path) -> None:
    diet = ask(database, event, DIET)
    key = add_record(database, "participation", event=event)
    office = Office(database, tmp_path)
    book = office.export("participation", "event", "person", "answer", diet)
    edit_book(book, lambda sheet: put(sheet, key, "Diet", "vegan"))
    assert office.take(book).counts.changed == 1
    assert office.cell("participation", key, diet) == "vegan"
