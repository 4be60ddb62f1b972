"""Pasting blocks into a listing, planned and written on both databases."""

from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.database import Database
from t20desk.editing.blocks import Block
from t20desk.editing.pasting import Planned, Target, plan_paste, spread_block
from t20desk.wording import say_label
from tests.clipboard_samples import SAMPLES
from tests.db.steps import make, make_many, record_of, records_of, undo

SIZES = st.integers(1, 6)


def paste(database: Database, keys: list[int], columns: str, text: str, **more: object) -> Planned:
    """Plan a paste at the first of some members."""
    page = str(more.pop("page", ""))
    width = int(str(more.pop("width", 1)))
    selected = more.pop("selected", keys[:1])
    target = Target("member", selected, keys, tuple(columns.split()), width)
    return plan_paste(database, target, text, page)


def cells(database: Database, column: str) -> list[object]:
    """A column of all members in the order they were made."""
    return [one[column] for _key, one in sorted(records_of(database, "member").items())]


@given(SIZES, SIZES, SIZES, SIZES)
def test_a_block_fills_a_selection_it_divides_and_else_comes_once(
    rows: int, columns: int, height: int, width: int
) -> None:
    block: Block = [[f"{row}.{column}" for column in range(columns)] for row in range(rows)]
    spread = spread_block(block, height, width)
    divides = height % rows == 0 and width % columns == 0
    if divides:
        assert (len(spread), len(spread[0])) == (height, width)
    assert len(spread) % rows == 0
    assert all(
        spread[row][column] == block[row % rows][column % columns]
        for row in range(len(spread))
        for column in range(len(spread[0]))
    )


def test_a_row_grows_to_the_right_of_a_selected_column_as_in_excel() -> None:
    assert spread_block([["a", "b"]], 3, 1) == [["a", "b"]] * 3
    assert spread_block([["a"], ["b"]], 3, 1) == [["a"], ["b"]]


def test_a_german_block_becomes_values_of_each_type(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    sample = SAMPLES["Excel, German: a name, a day and a sum"]
    text = sample.text.replace("1.234,50", "DE").replace("12,00", "Frankreich")
    planned = paste(database, keys, "name follow_up country", text, page=sample.page)
    assert not planned.notes
    assert planned.change.counts().changed == 2
    assert not database.apply(planned.change).is_refused
    first, second = (record_of(database, "member", key) for key in keys)
    assert (first["name"], first["follow_up"], first["country"]) == (
        "Müller Institut",
        "2024-12-31",
        "DE",
    )
    assert (second["follow_up"], second["country"]) == ("2023-02-01", "FR")
    undo(database)
    assert cells(database, "name") == ["A", "B"]


def test_an_english_page_leaves_a_doubtful_day_to_the_user(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}])
    planned = paste(database, keys, "follow_up", "03/04/2024\r\n")
    assert planned.change.is_empty
    assert [(one.record, one.field, one.typed) for one in planned.notes] == [
        (keys[0], "follow_up", "03/04/2024")
    ]


def test_one_value_fills_all_that_is_selected(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}, {"name": "B"}, {"name": "C"}])
    planned = paste(database, keys, "city", "Paris\r\n", selected=keys)
    assert planned.change.counts().changed == 3
    database.apply(planned.change)
    assert cells(database, "city") == ["Paris"] * 3
    assert say_label(database, planned.change.label) == "City pasted into 3 records"


def test_a_value_fills_rows_that_do_not_stand_together(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}, {"name": "B"}, {"name": "C"}])
    planned = paste(database, keys, "city", "Paris\r\n", selected=[keys[0], keys[2]])
    database.apply(planned.change)
    assert cells(database, "city") == ["Paris", None, "Paris"]


def test_a_cell_that_cannot_be_read_is_noted_and_the_others_are_taken(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}, {"name": "B"}, {"name": "C"}])
    planned = paste(database, keys, "country city", "DE\tBonn\r\nPhantasia\tLyon\r\n#NV\tRom\r\n")
    assert [(one.record, one.typed) for one in planned.notes] == [
        (keys[1], "Phantasia"),
        (keys[2], "#NV"),
    ]
    database.apply(planned.change)
    assert cells(database, "country") == ["DE", None, None]
    assert cells(database, "city") == ["Bonn", "Lyon", "Rom"]


def test_a_name_is_not_emptied_by_an_empty_cell(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    planned = paste(database, keys, "name city", "\tBonn\r\nNew\tLyon\r\n")
    assert [(one.record, one.field) for one in planned.notes] == [(keys[0], "name")]
    assert not database.apply(planned.change).is_refused
    assert cells(database, "name") == ["A", "New"]
    assert cells(database, "city") == ["Bonn", "Lyon"]


def test_rows_below_the_last_become_new_records(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}])
    planned = paste(database, keys, "name city", "A1\tBonn\r\nB1\tLyon\r\n\tRom\r\n\t\r\n")
    counts = planned.change.counts()
    assert (counts.new, counts.changed) == (1, 1)
    assert [(one.record, one.row, one.field) for one in planned.notes] == [(0, 3, "name")]
    database.apply(planned.change)
    assert set(cells(database, "name")) == {"A1", "B1"}
    undo(database)
    assert cells(database, "name") == ["A"]


def test_new_rows_that_look_like_a_record_are_told(file_database: Database) -> None:
    keys = make_many(file_database, "member", [{"name": "BNP Paribas", "city": "Paris"}])
    planned = paste(file_database, keys, "name", "BNP Paribas\r\nBNP Pariba\r\nLyon Bank\r\n")
    (said,) = planned.remarks
    assert said.startswith("Row 2: This row looks like “BNP Paribas”, which is there already")
    assert planned.change.counts().new == 2


def test_columns_beyond_the_table_are_left_out_and_told(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}])
    planned = paste(database, keys, "city", "Bonn\tone\ttwo\r\n")
    assert planned.remarks == ["2 columns lie right of the table and are left out."]
    database.apply(planned.change)
    assert cells(database, "city") == ["Bonn"]


def test_a_linked_record_is_known_by_its_name(database: Database) -> None:
    parent = make(database, "member", name="Müller Institut")
    keys = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    planned = paste(database, keys, "parent", "MULLER institut\r\nNobody\r\n")
    assert [one.record for one in planned.notes] == [keys[1]]
    database.apply(planned.change)
    assert record_of(database, "member", keys[0])["parent"] == parent


def test_a_status_that_is_pasted_writes_the_membership(database: Database) -> None:
    keys = make_many(database, "member", [{"name": "A"}])
    planned = paste(database, keys, "status", "active\r\n")
    assert not database.apply(planned.change).is_refused
    assert record_of(database, "member", keys[0])["status"] == "active"


def test_what_follows_from_others_stays_and_is_told(database: Database) -> None:
    key = make(database, "person", family_name="Ng")
    target = Target("person", [key], [key], ("full_name", "email"))
    planned = plan_paste(database, target, "X\ta@b.org\r\n")
    assert "stay as they are" in planned.remarks[0]
    database.apply(planned.change)
    assert record_of(database, "person", key)["email"] == "a@b.org"


def test_the_label_names_only_columns_in_which_something_changes(database: Database) -> None:
    keys = [make(database, "member", name="A", city="Bern"), make(database, "member", name="B")]
    planned = paste(database, keys, "name city email", "A\tBern\ta@example.org\nB\tLyon\t\n")
    assert say_label(database, planned.change.label) == "City, E-mail pasted into 2 records"


def test_a_title_pasted_beside_its_languages_is_taken_from_these(database: Database) -> None:
    event = make(database, "event", title_en="Old")
    target = Target("event", [event], [event], ("title", "title_en", "title_de"))
    planned = plan_paste(database, target, "Old\tNew\tNeu", "")
    assert planned.remarks == ["Title: these cells follow from others and stay as they are."]
    assert not database.apply(planned.change).is_refused
    told = record_of(database, "event", event)
    assert (told["title_en"], told["title_de"]) == ("New", "Neu")
