"""Hostile imports: E-2xx how dates, numbers, yes and no, and headings are written."""

from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.own_fields import NewField, plan_field
from tests.db.steps import edit, make, undo
from tests.importing.sheets import Desk, places

DAY = "2024-12-31"


def make_number_field(office: Desk) -> str:
    """A field of the office's own with decimals."""
    change = plan_field(office.database, NewField("member", {"en": "Staff"}, "number"))
    office.database.apply(change)
    return next(name for name in office.database.kinds["member"].fields if name.startswith("own_"))


@pytest.fixture
def office(file_database: Database, tmp_path: Path) -> Desk:
    return Desk(file_database, tmp_path)


def test_e_205_dates_of_all_forms_in_one_column_become_iso(office: Desk) -> None:
    forms = ("31.12.2024", "31/12/24", "2024-12-31", "31. Dez. 24", "2024年12月31日")
    rows = [("Name", "Joined"), *((f"n{at}", text) for at, text in enumerate(forms))]
    office.take("member", rows)
    assert office.table("member", "joined") == [(DAY,)] * len(forms)


def test_e_205_where_day_and_month_can_be_swapped_the_column_is_asked(office: Desk) -> None:
    rows = [("Name", "Joined"), ("A", "03/04/2024"), ("B", "05/06/2024")]
    plan = office.plan("member", rows)
    (asked,) = [one for one in plan.questions if one.sort == "dates"]
    assert (asked.field, asked.letter) == ("joined", "B")
    answers = {one.answer for one in asked.answers}
    assert {"dmy", "mdy"} <= answers

    office.take("member", rows, conventions={"joined": "mdy"})
    assert office.table("member", "joined") == [("2024-03-04",), ("2024-05-06",)]


def test_e_205_one_cell_that_can_be_read_one_way_decides_for_all(office: Desk) -> None:
    office.take("member", [("Name", "Joined"), ("A", "03/04/2024"), ("B", "25/06/2024")])
    assert office.table("member", "joined") == [("2024-04-03",), ("2024-06-25",)]


def test_e_205_cells_that_contradict_each_other_are_row_errors(office: Desk) -> None:
    rows = [("Name", "Joined"), ("A", "12/31/2024"), ("B", "31/12/2024")]
    assert office.plan("member", rows).counts.errors == 1


@pytest.mark.parametrize("text", ["29.02.2023", "31.04.2024", "0000-00-00"])
def test_e_206_a_day_that_never_was_is_a_row_error_with_its_text(office: Desk, text: str) -> None:
    plan = office.plan("member", [("Name", "Joined"), ("A", text)])
    assert places(plan) == [(2, "B", "joined")]
    assert text in plan.problems[0].message


def test_e_206_a_year_of_two_digits_is_taken_for_the_nearer_century(office: Desk) -> None:
    rows = [("Name", "Joined"), ("A", "01.02.24"), ("B", "01.02.1924")]
    office.take("member", rows)
    assert office.table("member", "joined") == [("1924-02-01",), ("2024-02-01",)]


@pytest.mark.parametrize("text", ["01.02.24", "31. Dez. 24", "5/31/24"])
def test_e_206_it_is_said_between_which_years_one_of_two_digits_lies(
    office: Desk, text: str
) -> None:
    plan = office.plan("member", [("Name", "Joined"), ("A", text), ("B", "2024-05-06")])
    assert any("between 1931 and 2030" in one and f"“{text}”" in one for one in plan.remarks)


@pytest.mark.parametrize("text", ["01.02.2024", "2024-02-01", "??.24"])
def test_e_206_nothing_is_said_of_years_without_such_a_choice(office: Desk, text: str) -> None:
    plan = office.plan("member", [("Name", "Joined"), ("A", text)])
    assert not any("1931" in one for one in plan.remarks)


@pytest.mark.parametrize(
    "heading", ["Member\nnumber", "Member\u00a0number", "\ufeffMember number", "Member  number "]
)
def test_e_213_a_heading_is_joined_and_trimmed(office: Desk, heading: str) -> None:
    plan = office.plan("member", [(heading, "Name"), ("T-1", "A")])
    assert [column.field.name for column in plan.columns] == ["number", "name"]


def test_e_213_headings_in_two_rows_are_joined(office: Desk) -> None:
    rows = [("Member", None, "Country or"), ("number", "Name", "region"), ("T-1", "A", "DE")]
    plan = office.plan("member", rows)
    assert [column.field.name for column in plan.columns] == ["number", "name", "country"]
    assert (plan.header_row, plan.counts.new) == (2, 1)


@pytest.mark.parametrize("second", [None, "Address"])
def test_e_213_below_a_group_stand_the_headings_of_its_columns(
    office: Desk, second: str | None
) -> None:
    rows = [("No.", "Name", "Address", second), (None, None, "City", "Country"), (1, "A", "X", "D")]
    plan = office.plan("member", rows)
    assert [column.field.name for column in plan.columns] == ["number", "name", "city", "country"]
    assert (plan.header_row, plan.counts.new) == (2, 1)


def test_e_213_headings_that_two_groups_have_keep_the_name_of_their_group(office: Desk) -> None:
    rows = [
        ("Name", "City", "North", None, "South", None),
        (None, None, "Phone", "E-mail", "Phone", "E-mail"),
        ("A", "Bonn", "1", "a@b.org", "2", "c@d.org"),
    ]
    plan = office.plan("member", rows)
    assert [column.field.name for column in plan.columns] == ["name", "city"]
    assert plan.ignored == ["North Phone", "North E-mail", "South Phone", "South E-mail"]


def test_e_213_a_layout_with_headings_below_groups_is_known_again(office: Desk) -> None:
    heads = [("Firm", "Where", None), (None, "Town", "Nation")]
    mapping = {"Firm": "name", "Town": "city", "Nation": "country"}
    options = {"header_row": 2, "mapping": mapping, "remember": "Branch"}
    office.take("member", [*heads, ("A", "Bonn", "DE")], **options)
    plan = office.plan("member", [*heads, ("B", "Lyon", "FR")])
    assert (plan.profile, plan.header_row, plan.counts.new) == ("Branch", 2, 1)


def test_e_213_values_that_are_headings_too_make_no_second_row_of_them(office: Desk) -> None:
    rows = [("Name", "Way to us", "Street"), ("A", "Phone", "Elbe"), ("B", "E-mail", "Elbe")]
    plan = office.plan("member", rows)
    assert (plan.header_row, plan.counts.new, plan.ignored) == (1, 2, ["Way to us"])


def test_e_213_a_group_above_the_headings_is_left_alone(office: Desk) -> None:
    rows = [("Organisation", None), ("Name", "City"), ("A", "Bonn")]
    plan = office.plan("member", rows)
    assert [column.heading for column in plan.columns] == ["Name", "City"]


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("yes", "no"), [("ja", "nein"), ("1", "0"), ("TRUE", "FALSE"), ("是", "否"), ("yes", "no")]
)
def test_e_224_yes_and_no_are_read_in_each_dress(office: Desk, yes: str, no: str) -> None:
    office.take("member", [("Name", "Founding member"), ("A", yes), ("B", no)])
    found = office.table("member", "name", "founding_member")
    assert [(name, bool(value)) for name, value in found] == [("A", True), ("B", False)]


def test_e_224_where_a_cross_means_yes_the_blanks_are_asked(office: Desk) -> None:
    plan = office.plan("member", [("Name", "Founding member"), ("A", "x"), ("B", None)])
    (asked,) = [one for one in plan.questions if one.sort == "blank"]
    assert asked.field == "founding_member"
    assert [one.answer for one in asked.answers]


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (("1.234,56", "2,5"), [1234.56, 2.5]),
        (("1,234.56", "2.5"), [1234.56, 2.5]),
        (("1'234.56", "2.5"), [1234.56, 2.5]),
        (("1 234,56", "2,5"), [1234.56, 2.5]),
    ],
)
def test_e_225_a_column_of_numbers_has_one_convention(
    office: Desk, texts: tuple[str, ...], values: list[float]
) -> None:
    name = make_number_field(office)
    rows = [("Name", "Staff"), *((f"n{at}", text) for at, text in enumerate(texts))]
    office.take("member", rows)
    assert sorted((row[0] for row in office.table("member", name)), reverse=True) == values


def test_e_225_a_number_that_can_be_two_is_asked_for_its_column(office: Desk) -> None:
    name = make_number_field(office)
    plan = office.plan("member", [("Name", "Staff"), ("A", "1.234")])
    assert [one.field for one in plan.questions if one.sort == "decimal"] == [name]


def test_e_234_an_import_that_is_taken_back_leaves_what_was_edited_since(office: Desk) -> None:
    rows = [("Number", "Name"), *((f"T-{at}", f"Name {at}") for at in range(5))]
    before = make(office.database, "member", name="There before")
    office.take("member", rows)
    key = dict(map(reversed, office.table("member", "id", "name")))["Name 3"]
    edit(office.database, "member", key, city="Bonn")
    undoing = undo(office.database, 2)
    left = {name for (name,) in office.table("member", "name")}
    assert left == {"There before", "Name 3"}
    assert (before, "There before") in office.table("member", "id", "name")
    assert [one.id for one in undoing.kept] == [key]
