"""Rows of a returned book: added, removed, sorted, copied, from other books, with altered keys."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from t20desk.round_trip.settling import prefer_side
from tests.round_trip.books import (
    KEY,
    Office,
    append,
    cells_of,
    column_of,
    copy_first,
    edit_book,
    put,
    row_of,
    said,
    tally,
    write_rows,
)
from tests.tries import tries


def cities(office: Office) -> dict[str, str | None]:
    return {
        str(office.cell("member", key, "name")): office.cell("member", key, "city")
        for key in ids(office)
    }


def ids(office: Office) -> list[int]:
    from t20desk.listing import Listing, list_ids

    return list(list_ids(office.database, Listing("member", view="all")))


def fill(office: Office, count: int = 4) -> list[int]:
    return [office.add("member", name=f"Name {n}", city=f"City {n}") for n in range(count)]


def test_added_rows_become_records(office: Office) -> None:
    fill(office, 1)
    path = office.export("member", "name", "city", "status", "joined", "areas")
    edit_book(
        path,
        lambda sheet: append(
            sheet,
            {
                "Name": "New", "City": "Nanjing", "Joined": "2024-05",
                "Service areas": "technology transfer; financial services",
            },
        ),
    )  # fmt: skip
    assert tally(office.take(path)) == (2, 1, 0, 1, 0, 0)
    new = next(key for key in ids(office) if office.cell("member", key, "name") == "New")
    assert office.read("member", new, "city", "joined", "status") == (
        "Nanjing", "2024-05", "active"
    )  # fmt: skip
    assert office.cell("member", new, "areas") == " technology_transfer financial_services "


def test_an_added_row_that_looks_like_a_record_is_said(file_office: Office) -> None:
    file_office.add("member", name="Innovation Agency Vienna", city="Wien")
    path = file_office.export("member", "name", "city")
    edit_book(path, lambda sheet: sheet.append(["Inovation Agency Vienna", "Wien"]))
    plan = file_office.take(path)
    assert tally(plan) == (2, 1, 0, 1, 0, 0)
    (problem,) = plan.problems
    assert problem.message.startswith("This row looks like “Innovation Agency Vienna”")


def test_an_added_row_without_a_name_is_refused_with_its_place(file_office: Office) -> None:
    fill(file_office, 1)
    path = file_office.export("member", "name", "city")
    edit_book(path, lambda sheet: append(sheet, {"City": "Nanjing"}))
    plan = file_office.take(path)
    assert tally(plan) == (2, 0, 0, 1, 0, 1)
    assert said(plan, "error") == [(3, "name")]


def test_a_line_of_totals_is_no_record(file_office: Office) -> None:
    fill(file_office, 1)
    path = file_office.export("member", "name", "city")
    edit_book(path, lambda sheet: append(sheet, {"Name": "Summe", "City": "1"}))
    assert tally(file_office.take(path)) == (2, 0, 0, 2, 0, 0)


def test_a_number_that_is_taken_refuses_its_row_alone(office: Office) -> None:
    office.add("member", name="Alpha", number="T-1")
    path = office.export("member", "number", "name")
    edit_book(
        path,
        lambda sheet: (
            append(sheet, {"Member number": "T-1", "Name": "Double"}),
            append(sheet, {"Member number": "T-2", "Name": "Beta"}),
        ),
    )
    plan = office.take(path)
    assert tally(plan) == (3, 1, 0, 1, 0, 1)
    assert said(plan, "error") == [(3, "number")]
    assert office.count("member") == 2


def test_numbers_may_be_swapped_between_rows(office: Office) -> None:
    first = office.add("member", name="Alpha", number="T-1")
    second = office.add("member", name="Beta", number="T-2")
    path = office.export("member", "number", "name")
    edit_book(
        path,
        lambda sheet: (
            put(sheet, first, "Member number", "T-2"),
            put(sheet, second, "Member number", "T-1"),
        ),
    )
    assert tally(office.take(path)) == (2, 0, 2, 0, 0, 0)
    assert office.cell("member", first, "number") == "T-2"


def test_missing_rows_are_counted_and_stay(office: Office) -> None:
    fill(office)
    path = edit_book(office.export("member", "name"), lambda sheet: sheet.delete_rows(2, 2))
    plan = office.take(path)
    assert (plan.counts.missing, plan.change.is_empty) == (2, True)
    assert office.count("member") == 4


def test_missing_rows_go_where_that_is_wanted(office: Office) -> None:
    keys = fill(office)
    path = edit_book(office.export("member", "name"), lambda sheet: sheet.delete_rows(2, 2))
    plan = office.take(path, remove_missing=True)
    assert plan.counts.missing == 2
    assert ids(office) == keys[2:]


def test_a_missing_row_that_was_changed_here_clashes(office: Office) -> None:
    keys = fill(office, 2)
    path = office.export("member", "name", "city")
    office.set("member", keys[0], city="Nice")
    edit_book(path, lambda sheet: sheet.delete_rows(2, 2))
    plan = office.take(path, remove_missing=True)
    (clash,) = plan.clashes
    assert (clash.conflict.id, clash.conflict.field, clash.row) == (keys[0], None, 0)
    assert ids(office) == [keys[0]]
    again = office.plan(path, remove_missing=True)
    office.database.apply(prefer_side(office.database, again, "theirs").change)
    assert not ids(office)


def test_a_missing_row_to_which_others_point_stays_and_is_named(office: Office) -> None:
    week = office.add("event", title_en="Week")
    office.add("event", title_en="Opening", parent=week)
    path = office.export("event", "title_en", "parent")
    edit_book(path, lambda sheet: sheet.delete_rows(row_of(sheet, week)))
    plan = office.take(path, remove_missing=True)
    assert any("“Week” cannot be deleted" in remark for remark in plan.remarks)
    assert office.count("event") == 2


def test_sorted_rows_are_nothing(office: Office) -> None:
    fill(office)

    def turn(sheet: Worksheet) -> None:
        rows = [cells_of(sheet, row) for row in range(sheet.max_row, 1, -1)]
        write_rows(sheet, rows)

    plan = office.take(edit_book(office.export("member"), turn))
    assert tally(plan) == (4, 0, 0, 4, 0, 0)


def test_rows_sorted_without_their_keys_are_listed_and_then_known_by_name(office: Office) -> None:
    keys = fill(office)
    path = office.export("member", "name", "city")

    def sort(sheet: Worksheet) -> None:
        rows = [cells_of(sheet, row)[:-1] for row in range(sheet.max_row, 1, -1)]
        for number, cells in enumerate(rows, 2):
            for place, cell in enumerate(cells, 1):
                sheet.cell(number, place).value = cell
        sheet.cell(2, column_of(sheet, "City")).value = "Rome"

    plan = office.plan(edit_book(path, sort))
    assert tally(plan) == (4, 0, 0, 0, 4, 0)
    assert all("rows are then recognised by Name" in one.message for one in plan.problems)
    edit_book(path, lambda sheet: sheet.delete_cols(column_of(sheet, KEY)))
    assert tally(office.take(path)) == (4, 0, 1, 3, 0, 0)
    assert office.cell("member", keys[3], "city") == "Rome"


@settings(max_examples=tries(4), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(4)).filter(lambda order: order != sorted(order)))
def test_rows_in_any_other_order_without_their_keys_are_noticed(
    file_office: Office, order: list[int]
) -> None:
    if not ids(file_office):
        fill(file_office)

    def sort(sheet: Worksheet) -> None:
        rows = [cells_of(sheet, row)[:-1] for row in range(2, 6)]
        for number, at in enumerate(order, 2):
            for place, cell in enumerate(rows[at], 1):
                sheet.cell(number, place).value = cell
        sheet.cell(2, column_of(sheet, "City")).value = "Rome"

    plan = file_office.plan(edit_book(file_office.export("member", "name", "city"), sort))
    moved = sum(at != place for place, at in enumerate(order))
    edited = int(order[0] == 0)
    assert tally(plan) == (4, 0, edited, 4 - moved - edited, moved, 0)


def test_a_row_that_was_copied_over_another_is_doubtful_alone(file_office: Office) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")
    edit_book(
        path,
        lambda sheet: (
            put(sheet, keys[0], "Name", "Name 1"),
            put(sheet, keys[0], "City", "City 1"),
            put(sheet, keys[2], "Name", "Newly named"),
        ),
    )
    assert tally(file_office.take(path)) == (4, 0, 1, 2, 1, 0)
    assert file_office.cell("member", keys[2], "name") == "Newly named"


def test_a_row_that_reads_like_a_deleted_one_is_listed_and_the_others_are_taken(
    file_office: Office,
) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")

    def edit(sheet: Worksheet) -> None:
        put(sheet, keys[0], "Name", "Name 1")
        put(sheet, keys[0], "City", "City 1")
        put(sheet, keys[2], "Name", "Newly named")
        sheet.delete_rows(row_of(sheet, keys[1]))

    plan = file_office.take(edit_book(path, edit), remove_missing=True)
    assert tally(plan) == (3, 0, 1, 1, 1, 0)
    assert plan.problems[0].message.startswith("This row reads like another one of the book")
    assert file_office.cell("member", keys[2], "name") == "Newly named"
    assert [file_office.cell("member", key, "name") for key in keys[:2]] == ["Name 0", "Name 1"]
    assert plan.remarks == [
        "Nobody can tell which rows were removed as long as nobody can tell which records the rows "
        "below are; none was."
    ]


def test_no_row_takes_the_name_of_another_one_where_rows_were_sorted_and_deleted(
    file_office: Office,
) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")

    def edit(sheet: Worksheet) -> None:
        for key, name, city in ((0, "Name 1", "City 1"), (2, "Name 0", "Rome")):
            put(sheet, keys[key], "Name", name)
            put(sheet, keys[key], "City", city)
        sheet.delete_rows(row_of(sheet, keys[1]))

    plan = file_office.take(edit_book(path, edit))
    assert tally(plan) == (3, 0, 0, 1, 2, 0)


def test_no_record_is_removed_while_a_row_may_be_it(file_office: Office) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")
    edit_book(path, lambda sheet: put(sheet, keys[0], KEY, "altered"))
    plan = file_office.take(path, remove_missing=True)
    assert plan.counts.missing == 1
    assert file_office.count("member") == 4


def test_a_row_edited_to_read_like_another_one_elsewhere_is_an_edit(file_office: Office) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")
    edit_book(path, lambda sheet: put(sheet, keys[0], "City", "City 1"))
    file_office.set("member", keys[1], name="Name 9")
    assert tally(file_office.take(path)) == (4, 0, 1, 3, 0, 0)


def test_names_that_were_exchanged_are_edits_where_nothing_else_was_sent(
    file_office: Office,
) -> None:
    fill(file_office, 2)
    path = file_office.export("member", "name")
    edit_book(path, lambda sheet: (sheet.cell(2, 1, "Name 1"), sheet.cell(3, 1, "Name 0")))
    assert tally(file_office.take(path)) == (2, 0, 2, 0, 0, 0)


@pytest.mark.parametrize(("turned", "said_of"), [(2, 0), (3, 1)])
def test_a_column_that_was_sorted_alone_is_named(
    file_office: Office, turned: int, said_of: int
) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")
    cities = [f"City {n}" for n in range(turned)]
    edit_book(
        path,
        lambda sheet: [
            put(sheet, key, "City", city)
            for key, city in zip(keys, [*cities[1:], cities[0]], strict=False)
        ],
    )
    plan = file_office.plan(path)
    assert tally(plan) == (4, 0, turned, 4 - turned, 0, 0)
    assert [one.startswith("Column B “City” holds") for one in plan.remarks] == [True] * said_of


def test_rows_filtered_and_then_deleted_leave_the_hidden_ones(file_office: Office) -> None:
    keys = fill(file_office)
    path = file_office.export("member", "name", "city")

    def filter_and_delete(sheet: Worksheet) -> None:
        sheet.auto_filter.add_filter_column(0, ["Name 1"])
        for row in (2, 4, 5):
            sheet.row_dimensions[row].hidden = True
        sheet.delete_rows(3)

    plan = file_office.take(edit_book(path, filter_and_delete), remove_missing=True)
    assert plan.counts.missing == 1
    assert ids(file_office) == [keys[0], *keys[2:]]


def test_a_row_copied_within_the_sheet_is_listed_and_not_guessed(office: Office) -> None:
    keys = fill(office, 2)
    path = office.export("member", "name", "city")

    def edit(sheet: Worksheet) -> None:
        copy_first(sheet, A4="Copy")
        put(sheet, keys[1], "City", "Paris")

    edit_book(path, edit)
    plan = office.take(path)
    assert tally(plan) == (3, 0, 1, 1, 1, 0)
    (problem,) = [one for one in plan.problems if one.severity == "doubt"]
    assert (problem.row, problem.message.split(";")[0]) == (
        4, "Rows 2, 4 are one record, copied"
    )  # fmt: skip
    assert cities(office) == {"Name 0": "City 0", "Name 1": "Paris"}


def test_a_copy_whose_key_was_emptied_is_a_new_record(office: Office) -> None:
    fill(office, 1)
    path = office.export("member", "name", "city")
    edit_book(path, lambda sheet: copy_first(sheet, A3="Copy", C3=None))
    assert tally(office.take(path)) == (2, 1, 0, 1, 0, 0)
    assert cities(office) == {"Name 0": "City 0", "Copy": "City 0"}


def test_both_are_listed_where_the_original_was_edited_too(file_office: Office) -> None:
    fill(file_office, 1)
    path = file_office.export("member", "name", "city")
    edit_book(path, lambda sheet: copy_first(sheet, A2="First", A3="Second"))
    assert tally(file_office.take(path)) == (2, 0, 0, 0, 2, 0)
    assert cities(file_office) == {"Name 0": "City 0"}


def test_a_row_of_another_book_is_compared_with_what_that_one_showed(office: Office) -> None:
    keys = fill(office, 2)
    older = edit_book(
        office.export("member", "name", "city"), lambda sheet: put(sheet, keys[0], "City", "Paris")
    )
    office.set("member", keys[1], city="Nice")
    path = office.export("member", "name", "city", search="city:Nice")
    row = cells_of(load_workbook(older).worksheets[0], 2)
    plan = office.take(edit_book(path, lambda sheet: sheet.append(row)))
    assert tally(plan) == (2, 0, 1, 1, 0, 0)
    assert said(plan, "note") == [(3, "")]
    assert cities(office) == {"Name 0": "Paris", "Name 1": "Nice"}


def test_an_old_row_of_another_book_does_not_undo_what_came_since(office: Office) -> None:
    keys = fill(office, 2)
    older = office.export("member", "name", "city")
    office.set("member", keys[0], city="Nice")
    path = office.export("member", "name", "city", search="city:=City*")
    row = cells_of(load_workbook(older).worksheets[0], 2)
    assert office.take(edit_book(path, lambda sheet: sheet.append(row))).change.is_empty


def test_a_key_that_was_altered_is_found(office: Office) -> None:
    keys = fill(office, 2)
    path = office.export("member", "name", "city")

    def alter(sheet: Worksheet) -> None:
        place = column_of(sheet, KEY)
        cell = sheet.cell(2, place)
        cell.value = str(cell.value).replace(str(keys[0]), str(keys[1]))

    plan = office.take(edit_book(path, alter))
    assert tally(plan) == (2, 0, 0, 1, 1, 0)
    assert plan.problems[0].message.startswith("Which record this row is cannot be told")
    assert plan.counts.missing == 1


def test_a_row_emptied_but_for_its_key_is_missing_not_cleared(file_office: Office) -> None:
    keys = fill(file_office, 2)
    path = file_office.export("member", "name", "city")
    edit_book(
        path,
        lambda sheet: (sheet.__setitem__("A2", None), sheet.__setitem__("B2", None)),
    )
    plan = file_office.take(path)
    assert (plan.counts.missing, plan.change.is_empty) == (1, True)
    assert said(plan, "note") == [(2, "")]
    assert ids(file_office) == keys


def test_a_book_of_another_database_is_refused(file_office: Office, tmp_path: Path) -> None:
    import pytest

    from t20desk.db.database import Database
    from t20desk.errors import UserError

    fill(file_office, 1)
    path = file_office.export("member", "name")
    (tmp_path / "other").mkdir()
    other = Office(Database.create(tmp_path / "other" / "other.t20"), tmp_path / "other")
    with pytest.raises(UserError, match="exported from another database"):
        other.plan(path)
    other.database.close()


def test_a_row_of_another_database_is_left_out(file_office: Office, tmp_path: Path) -> None:
    from t20desk.db.database import Database

    fill(file_office, 1)
    (tmp_path / "other").mkdir()
    other = Office(Database.create(tmp_path / "other" / "other.t20"), tmp_path / "other")
    fill(other, 1)
    row = cells_of(load_workbook(other.export("member", "name")).worksheets[0], 2)
    other.database.close()
    path = file_office.export("member", "name")
    plan = file_office.take(edit_book(path, lambda sheet: sheet.append(row)))
    assert tally(plan) == (2, 0, 0, 1, 1, 0)


def test_an_empty_list_takes_new_rows(file_office: Office) -> None:
    path = file_office.export("member", "name", "city")
    edit_book(path, lambda sheet: append(sheet, {"Name": "First"}))
    assert tally(file_office.take(path)) == (1, 1, 0, 0, 0, 0)
