"""Cells that a spreadsheet retyped: told as they are, or listed where nobody can tell."""

from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from t20desk.db.fields import KINDS
from t20desk.round_trip.retyping import tell_retyped
from t20desk.round_trip.row_keys import RowKey, read_key, write_key
from t20desk.round_trip.saying import say_problems
from tests.round_trip.books import Office, change_book, edit_book, put, said, tally

PERSON = KINDS["person"].fields


@pytest.mark.parametrize(
    ("field", "was", "cell", "severity"),
    [
        ("postcode", "01067", 1067, "note"),
        ("postcode", "01067", 1067.0, "note"),
        ("postcode", "01067", "1067", "note"),
        ("postcode", "01067", 1068, None),
        ("postcode", "01067", "10067", None),
        ("phone", "+4930123456", 4930123456, "note"),
        ("phone", "+49 30 123456", 4930123456, "note"),
        ("phone", "+49 30 123456", "4930123456", "note"),
        ("phone", "+49 30 123456", "4930123457", None),
        ("latin_name", "1-2", "12", None),
        ("latin_name", "12345678901234567890", 12345678901234567000.0, "note"),
        ("latin_name", "1-2", date(2026, 2, 1), "doubt"),
        ("latin_name", "1-2", "1-3", None),
        ("city", "南京市 Süd", "??? Süd", "note"),
        ("city", "南京市", "????", None),
        ("city", "样例（二）：𠮷", "??(?):??", "note"),
        ("city", "样例：二", "样例:二", None),
        ("city", "Lyon", "????", None),
        ("born", "2024-03", date(2024, 3, 1), "note"),
        ("born", "2024-03", datetime(2024, 3, 1), "note"),
        ("born", "2024-03", date(2024, 3, 2), None),
        ("born", "2024", date(1905, 7, 16), "note"),
        ("born", "2024", date(2024, 1, 1), "note"),
        ("born", "2024-03-05", date(2024, 3, 6), None),
        ("do_not_contact", 1, 0, None),
        ("city", "Lyon", None, None),
        ("notes", "x" * 40_000, "edited", "doubt"),
    ],
)
def test_what_a_spreadsheet_did_is_told_from_an_edit(
    field: str, was: Any, cell: Any, severity: str | None
) -> None:
    found = tell_retyped(PERSON[field], was, cell)
    assert (found.severity if found else None) == severity
    assert found is None or found.message.endswith(".")


@pytest.mark.parametrize(
    ("field", "was", "cell"),
    [
        ("areas", " technology_transfer ", "????"),
        ("country", "CN", "??"),
        ("status", "active", "??"),
    ],
)
def test_a_choice_whose_chinese_letters_were_lost_is_left_as_it_was(
    field: str, was: str, cell: str
) -> None:
    found = tell_retyped(KINDS["member"].fields[field], was, cell)
    assert found is not None
    assert (found.severity, found.value) == ("note", was)


def test_a_link_whose_letters_were_lost_is_left_as_it_was(file_office: Office) -> None:
    member = file_office.add("member", name="南京（一）")
    key = file_office.add("service", member=member, title_en="Seed money")
    path = file_office.export("service", "member", "title_en")

    def lose(book: Workbook) -> None:
        put(book.worksheets[0], key, "Organisation", "??(?)")
        for sheet in book.worksheets[1:]:
            book.remove(sheet)

    plan = file_office.plan(change_book(path, lose))
    assert tally(plan) == (1, 0, 0, 1, 0, 0)
    assert said(plan, "note") == [(2, "member")]


def test_retyped_cells_change_nothing_and_are_said(file_office: Office) -> None:
    key = file_office.add("person", family_name="Li", postcode="01067", born="2024-03", city="A")
    path = file_office.export("person", "family_name", "postcode", "born", "city")
    edit_book(
        path,
        lambda sheet: (
            put(sheet, key, "Postcode", 1067),
            put(sheet, key, "Date of birth", date(2024, 3, 1)),
            put(sheet, key, "City", "Lyon"),
        ),
    )
    plan = file_office.take(path)
    assert tally(plan) == (1, 0, 1, 0, 0, 0)
    assert said(plan, "note") == [(2, "postcode"), (2, "born")]
    assert file_office.read("person", key, "postcode", "born", "city") == (
        "01067", "2024-03", "Lyon"
    )  # fmt: skip


def test_what_was_retyped_in_many_cells_of_a_column_is_told_by_the_first_few(
    file_office: Office,
) -> None:
    for number in range(6):
        file_office.add("member", name=f"Name {number}", number=f"00{number}1")
    path = file_office.export("member", "number", "name", sort=("number",))

    def retype(sheet: Any) -> None:
        for row in range(2, 8):
            sheet.cell(row, 1).value = int(sheet.cell(row, 1).value)
        sheet.cell(7, 2).value = None

    problems = file_office.take(edit_book(path, retype)).problems
    said = say_problems(problems)
    assert say_problems(problems, with_file=True)[0] == f"{path.name}: {said[0]}"
    assert said[0].endswith("column B “Name”: Name is missing; fill it in.")
    assert ["row 2" in said[1], "row 4" in said[3]] == [True, True]
    assert said[4:] == ["… and 3 more cells of column A “Member number”."]


def test_a_text_that_became_a_date_is_listed(file_office: Office) -> None:
    key = file_office.add("person", family_name="Li", latin_name="1-2")
    path = file_office.export("person", "family_name", "latin_name")
    edit_book(path, lambda sheet: put(sheet, key, "Latin name", date(2026, 2, 1)))
    plan = file_office.take(path)
    assert tally(plan) == (1, 0, 0, 0, 1, 0)
    assert said(plan, "doubt") == [(2, "latin_name")]


def test_a_date_typed_as_text_is_a_date(file_office: Office) -> None:
    key = file_office.add("person", family_name="Li", born="2024-03-05")
    path = file_office.export("person", "family_name", "born")
    edit_book(path, lambda sheet: put(sheet, key, "Date of birth", "05.03.2024"))
    assert file_office.take(path).change.is_empty
    edit_book(path, lambda sheet: put(sheet, key, "Date of birth", "31.12.2023"))
    file_office.take(path)
    assert file_office.cell("person", key, "born") == "2023-12-31"


@pytest.mark.sampled
@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+49 351", "-5", "@SUM(A1)", "'quoted", " _x000D_ ", "a\nb", "<b>&amp;</b>",
        "x" * 32_768, "e\u0301", "𠮷野家", "1e5", "TRUE", "2024-03-05", "007", "1,5", "n/a", "-",
    ],
)  # fmt: skip
def test_odd_texts_come_back_as_they_left(file_office: Office, text: str) -> None:
    """Stored as they are here, whatever a form would have made of them."""
    key = file_office.add("person", family_name="Li")
    from t20desk.db.change import Batch, Change, Label

    rows = [(key, (None, None), (text[:200], text))]
    columns = ("city", "notes")
    file_office.database.apply(Change(Label("Odd"), [Batch("person", columns, rows)]))
    path = file_office.export("person", "family_name", "city", "notes")
    plan = file_office.take(path)
    assert plan.change.is_empty
    assert not plan.problems


def test_a_formula_without_a_result_clears_nothing(file_office: Office) -> None:
    key = file_office.add("person", family_name="Li", city="Lyon")
    path = file_office.export("person", "family_name", "city")
    edit_book(path, lambda sheet: put(sheet, key, "City", '="Par"&"is"'))
    plan = file_office.take(path)
    assert said(plan, "doubt") == [(2, "city")]
    assert file_office.cell("person", key, "city") == "Lyon"


def test_a_key_is_of_one_record_state_kind_and_database() -> None:
    text = write_key("desk", "member", RowKey(4611686018427387904, 17))
    assert read_key("desk", "member", text) == RowKey(4611686018427387904, 17)
    assert read_key("desk", "member", f" {text} ") == RowKey(4611686018427387904, 17)
    assert read_key("desk", "person", text) is None
    assert read_key("other", "member", text) is None
    for altered in (text.replace("4611", "4612"), text.replace("-17-", "-18-"), "", 17, None):
        assert read_key("desk", "member", altered) is None


@pytest.mark.parametrize(
    ("first", "second", "edited", "told"),
    [
        ("01/02/2028", "03/04/2027", "05/06/2029", ("2029-05-06", "month, day, year")),
        ("02/01/2028", "04/03/2027", "05/06/2029", ("2029-06-05", "day, month, year")),
        ("02/01/2028", "03/04/2027", "05/06/2029", None),
        ("01/02/2028", "03/04/2027", "5.6.2029", ("2029-06-05", "month, day, year")),
    ],
)
def test_days_written_anew_are_read_in_the_order_that_the_cells_left_alone_show(
    office: Office, first: str, second: str, edited: str, told: tuple[str, str] | None
) -> None:
    days = ("2028-01-02", "2027-03-04", "2027-03-05")
    keys = [office.add("member", name=day, follow_up=day) for day in days]
    path = office.export("member", "name", "follow_up")

    def rewrite(sheet: Any) -> None:
        for key, text in zip(keys, (first, second, edited), strict=True):
            put(sheet, key, "Follow-up date", text)

    plan = office.take(edit_book(path, rewrite))
    if told is None:
        assert tally(plan) == (3, 0, 0, 0, 3, 0)
        return
    assert tally(plan) == (3, 0, 1, 2, 0, 0)
    assert office.cell("member", keys[2], "follow_up") == told[0]
    assert any(told[1] in said for said in plan.remarks)
