"""What a plan says of each row: new, changed, same, doubtful or wrong; nothing is written."""

from datetime import date, datetime

import pytest

from t20desk.db.fields import KINDS
from t20desk.db.types import CellError
from t20desk.errors import Cancelled, UserError
from t20desk.i18n import speaking
from t20desk.importing.cells import LEFT_OUT
from t20desk.importing.columns import ColumnReader
from t20desk.importing.planning import plan_import
from t20desk.importing.values import ImportOptions, MappedColumn
from tests.db.steps import everything, make, make_many
from tests.importing.sheets import Desk, check_problem, places, tally

HEAD = ("Member number", "Name", "Country", "City")


def test_each_row_is_counted_once(desk: Desk) -> None:
    make_many(
        desk.database,
        "member",
        [
            {"number": "1", "name": "Same", "country": "DE"},
            {"number": "2", "name": "Old name", "country": "FR"},
            {"number": "9", "name": "Missing in the sheet", "country": None},
        ],
    )
    rows = [
        HEAD,
        ("1", "Same", "Germany", None),
        ("2", "New name", "France", "Paris"),
        ("3", "New", "China", None),
        ("4", "Wrong", "Nowhere", None),
        ("5", "Doubtful", "Kongo", None),
    ]
    plan = desk.plan("member", rows)
    assert tally(plan) == (5, 1, 1, 1, 1, 1)
    assert plan.counts.missing == 1
    assert (plan.key, plan.mode) == (("number",), "both")
    assert places(plan) == [(5, "C", "country")]
    assert places(plan, "doubt") == [(6, "C", "country")]
    for one in plan.problems:
        check_problem(one)


def test_a_plan_writes_nothing(desk: Desk) -> None:
    make(desk.database, "member", number="1", name="Alpha")
    before = everything(desk.database)
    plan = desk.plan("member", [HEAD, ("1", "Beta", "DE", None), ("2", "Gamma", None, None)])
    assert not plan.change.is_empty
    assert everything(desk.database) == before


def test_the_same_sheet_again_is_nothing_new(desk: Desk) -> None:
    rows = [
        (
            *HEAD,
            "Status",
            "Member since",
            "Areas",
            "Phone",
            "Founding member",
            "Parent organisation",
        ),
        (
            "1",
            "Alpha",
            "DE",
            "Köln",
            "active",
            "2019-06-26",
            "Technologietransfer; 知识产权",
            "0221 1",
            "ja",
            None,
        ),
        ("2", "贝塔", "中国", "南京", "left", "2019", None, None, None, "Alpha"),
        ("3", "Gamma", None, None, None, None, None, None, "no", "贝塔"),
    ]
    assert tally(desk.take("member", rows)) == (3, 3, 0, 0, 0, 0)
    again = desk.take("member", rows)
    assert tally(again) == (3, 0, 0, 3, 0, 0)
    assert again.change.is_empty


def test_a_blank_cell_says_nothing(desk: Desk) -> None:
    key = make(desk.database, "member", number="1", name="Alpha", city="Köln", country="DE")
    plan = desk.take("member", [HEAD, ("1", "Alpha", None, " "), ("1b", "B", "", "\u00a0")])
    assert tally(plan) == (2, 1, 0, 1, 0, 0)
    assert ("1", "Köln", "DE") in desk.table("member", "number", "city", "country")
    assert key


@pytest.mark.parametrize(
    ("mode", "expected", "cities"),
    [
        ("add", (2, 1, 0, 0, 0, 1), None),
        ("update", (2, 0, 1, 0, 1, 0), {("1", "Berlin")}),
        ("both", (2, 1, 1, 0, 0, 0), {("1", "Berlin"), ("2", "Rom")}),
        ("fill", (2, 0, 0, 1, 1, 0), {("1", "Köln")}),
    ],
)
def test_modes_decide_what_becomes_of_known_and_unknown_rows(
    desk: Desk, mode: str, expected: tuple[int, ...], cities: set[tuple[str, str]] | None
) -> None:
    make(desk.database, "member", number="1", name="Alpha", city="Köln")
    rows = [HEAD, ("1", "Alpha", None, "Berlin"), ("2", "Beta", None, "Rom")]
    key = () if mode == "add" else ("number",)
    plan = desk.plan("member", rows, mode=mode, key=key)
    assert tally(plan) == expected
    if cities is None:
        assert places(plan) == [(2, "A", "number")]
        return
    desk.take("member", rows, mode=mode, key=key)
    assert set(desk.table("member", "number", "city")) == cities


@pytest.mark.parametrize("key", [("number",), ("name", "country")])
def test_where_all_rows_are_new_no_record_that_is_there_is_changed(
    desk: Desk, key: tuple[str, ...]
) -> None:
    make(desk.database, "member", number="1", name="Alpha", country="DE", city="Köln")
    rows = [HEAD, ("1", "Alpha", "DE", "Berlin"), ("2", "Beta", "IT", "Rom")]
    assert tally(desk.plan("member", rows, mode="add", key=key)) == (2, 1, 0, 0, 0, 1)
    desk.take("member", rows, mode="add", key=key, skip_bad=True)
    assert set(desk.table("member", "number", "city")) == {("1", "Köln"), ("2", "Rom")}


def test_a_row_without_its_key_is_never_a_double_of_a_record(desk: Desk) -> None:
    make(desk.database, "member", name="Alpha")
    plan = desk.plan("member", [HEAD, (None, "ALPHA", "DE", None), (None, "Beta", "DE", None)])
    assert tally(plan) == (2, 1, 0, 0, 1, 0)
    assert places(plan, "doubt") == [(2, "A", "number")]
    assert "Member number is empty" in plan.problems[0].message


def test_a_person_without_the_key_is_known_by_both_names(desk: Desk) -> None:
    make(desk.database, "person", given_name="Ada", family_name="Weber")
    head = ("Given name", "Family name", "E-mail")
    rows = [head, ("Ada", "Weber", None), ("Ada", "Meier", None)]
    plan = desk.plan("person", rows, key=("email",))
    assert tally(plan) == (2, 1, 0, 0, 1, 0)
    assert places(plan, "doubt") == [(2, "C", "email")]


@pytest.mark.parametrize(("country", "notes"), [("CH", 0), ("NL", 0), ("DE", 1), (None, 1)])
def test_a_short_postcode_is_noted_where_the_country_of_the_row_has_longer_ones(
    desk: Desk, country: str | None, notes: int
) -> None:
    plan = desk.plan("member", [("Name", "Postcode", "Country"), ("Alpha", "8001", country)])
    assert len(places(plan, "note")) == notes
    assert tally(plan) == (1, 1, 0, 0, 0, 0)


def test_filling_writes_only_where_nothing_stood(desk: Desk) -> None:
    make(desk.database, "member", number="1", name="Alpha", city="Köln")
    desk.take("member", [HEAD, ("1", "Other", "DE", "Berlin")], mode="fill")
    assert desk.table("member", "name", "city", "country") == [("Alpha", "Köln", "DE")]


def test_several_fields_make_a_key(desk: Desk) -> None:
    make_many(
        desk.database,
        "member",
        [{"name": "Alpha", "city": "Köln"}, {"name": "Alpha", "city": "Bonn"}],
    )
    rows = [("Name", "City", "Short name"), ("ALPHA", "koln", "A1"), ("alpha", "Bonn", "A2")]
    plan = desk.take("member", rows, key=("name", "city"), mode="update")
    assert plan.counts.changed == 2
    assert desk.table("member", "city", "short_name") == [("Bonn", "A2"), ("koln", "A1")]


def test_a_key_that_several_records_have_is_a_doubt(desk: Desk) -> None:
    make_many(desk.database, "member", [{"name": "Alpha"}, {"name": "Alpha"}])
    rows = [("Name", "City"), ("Alpha", "Köln")]
    plan = desk.plan("member", rows, key=("name",), mode="both")
    assert tally(plan) == (1, 0, 0, 0, 1, 0)
    assert "2 records have Name “Alpha”" in plan.problems[0].message


def test_a_key_that_stands_twice_is_an_error_in_each_row(desk: Desk) -> None:
    rows = [HEAD, ("1", "A", None, None), ("2", "B", None, None), ("１", "C", None, None)]
    plan = desk.plan("member", rows)
    assert tally(plan) == (3, 1, 0, 0, 0, 2)
    assert places(plan) == [(2, "A", "number"), (4, "A", "number")]
    assert "2, 4" in plan.problems[0].message


def test_a_number_that_stands_twice_is_an_error_when_adding(desk: Desk) -> None:
    rows = [HEAD, ("1", "A", None, None), ("1", "B", None, None)]
    assert tally(desk.plan("member", rows, mode="add")) == (2, 0, 0, 0, 0, 2)


def test_a_number_of_another_record_cannot_be_taken(desk: Desk) -> None:
    make_many(desk.database, "member", [{"number": "1", "name": "A"}, {"number": "2", "name": "B"}])
    rows = [("Name", "Member number"), ("A", "2")]
    plan = desk.plan("member", rows, key=("name",))
    assert places(plan) == [(2, "B", "number")]


def test_two_records_may_swap_their_numbers(desk: Desk) -> None:
    make_many(desk.database, "member", [{"number": "1", "name": "A"}, {"number": "2", "name": "B"}])
    rows = [("Name", "Member number"), ("A", "2"), ("B", "1")]
    desk.take("member", rows, key=("name",))
    assert desk.table("member", "name", "number") == [("A", "2"), ("B", "1")]


@pytest.mark.parametrize("mode", ["update", "fill"])
def test_a_row_without_its_key_is_a_doubt_when_updating(desk: Desk, mode: str) -> None:
    plan = desk.plan("member", [HEAD, (None, "A", "DE", None)], mode=mode)
    assert tally(plan) == (1, 0, 0, 0, 1, 0)
    assert "Member number is empty" in plan.problems[0].message


def test_of_a_key_that_cannot_be_read_one_sentence_tells(desk: Desk) -> None:
    rows = [("Person", "Organisation"), ("Nobody", None), ("Nobody", "No company")]
    plan = desk.plan("affiliation", rows, mode="update", key=("person", "member"))
    said = [(one.row, one.message.split(",")[0]) for one in plan.problems]
    assert said == [
        (2, "No record of People is called “Nobody”; correct the name or add the record first."),
        (2, "Organisation is empty"),
        (3, "No record of People is called “Nobody”; correct the name or add the record first."),
        (3, "No record of Organisations is called “No company”; correct the name or add the "
            "record first."),
    ]  # fmt: skip


def test_a_new_row_without_what_it_needs_is_an_error(desk: Desk) -> None:
    plan = desk.plan("member", [HEAD, ("1", None, "DE", None)])
    assert places(plan) == [(2, "B", "name")]
    assert plan.problems[0].message == "Name is missing; fill it in."


def test_a_person_needs_one_of_two_names(desk: Desk) -> None:
    rows = [("Vorname", "Nachname", "Mail"), ("Ada", None, None), (None, None, "a@b.de")]
    plan = desk.plan("person", rows)
    assert tally(plan) == (2, 1, 0, 0, 0, 1)
    assert "One of these is needed: Given name, Family name" in plan.problems[0].message


def test_a_row_with_two_faults_is_one_error_and_two_problems(desk: Desk) -> None:
    rows = [("Name", "Country", "Mail"), ("A", "Nowhere", "no mail")]
    plan = desk.plan("member", rows)
    assert tally(plan) == (1, 0, 0, 0, 0, 1)
    assert places(plan) == [(2, "B", "country"), (2, "C", "email")]


def test_an_error_outweighs_a_doubt(desk: Desk) -> None:
    rows = [("Name", "Land", "Mail"), ("A", "Kongo", "no mail")]
    assert tally(desk.plan("member", rows)) == (1, 0, 0, 0, 0, 1)


def test_notes_hold_no_row_back(desk: Desk) -> None:
    rows = [("Name", "Postcode", "Phone"), ("A", "1067", "12")]
    plan = desk.plan("member", rows)
    assert tally(plan) == (1, 1, 0, 0, 0, 0)
    assert ("B", "postcode") in [(one.column, one.field) for one in plan.problems]
    assert {one.severity for one in plan.problems} == {"note"}


def test_totals_notes_and_repeated_headings_are_left_out_and_said(desk: Desk) -> None:
    rows = [
        HEAD,
        ("1", "A", "DE", None),
        HEAD,
        ("2", "B", "DE", None),
        ("Summe", None, 2, None),
        ("Bitte zurück", None, None, None),
        (),
        ("Stand: heute", None, None, None),
        ("Quelle: Büro", None, None, None),
    ]
    plan = desk.plan("member", rows)
    assert tally(plan) == (2, 2, 0, 0, 0, 0)
    assert {one.severity for one in plan.problems} == {"note"}
    assert [one.row for one in plan.problems] == [3, 5, 6, 8, 9]


def test_a_date_between_dots_is_read_day_first_beside_american_ones(desk: Desk) -> None:
    rows = [("Name", "Last confirmed on"), ("A", "12/31/2024"), ("B", "1.12.2026")]
    desk.take("member", rows)
    assert desk.table("member", "confirmed_on") == [("2024-12-31",), ("2026-12-01",)]


def test_dates_are_read_as_the_column_writes_them(desk: Desk) -> None:
    rows = [
        ("Name", "Last confirmed on"),
        ("A", "31/12/2024"),
        ("B", "01/02/2024"),
        ("C", "2024-03-04"),
        ("D", "5. April 2024"),
        ("E", "2024年12月31日"),
        ("F", 20241231),
        ("G", date(2024, 5, 6)),
        ("H", datetime(2024, 5, 7)),
    ]
    desk.take("member", rows)
    assert desk.table("member", "name", "confirmed_on") == [
        ("A", "2024-12-31"),
        ("B", "2024-02-01"),
        ("C", "2024-03-04"),
        ("D", "2024-04-05"),
        ("E", "2024-12-31"),
        ("F", "2024-12-31"),
        ("G", "2024-05-06"),
        ("H", "2024-05-07"),
    ]


def test_an_ambiguous_column_of_dates_is_a_doubt_until_it_is_said(desk: Desk) -> None:
    rows = [("Name", "Last confirmed on"), ("A", "01/02/2024"), ("B", "03/04/2024")]
    plan = desk.plan("member", rows)
    assert tally(plan) == (2, 0, 0, 0, 2, 0)
    assert "ambiguous" in plan.problems[0].message
    desk.take("member", rows, dates="mdy")
    assert desk.table("member", "confirmed_on") == [("2024-01-02",), ("2024-03-04",)]


@pytest.mark.parametrize(("dates", "bad"), [("", [4]), ("dmy", [4]), ("mdy", [2, 3])])
def test_a_date_that_contradicts_its_column_is_an_error_with_its_value(
    desk: Desk, dates: str, bad: list[int]
) -> None:
    rows = [
        ("Name", "Last confirmed on"),
        ("A", "31/12/2024"),
        ("B", "30/11/2024"),
        ("C", "12/31/2024"),
    ]
    plan = desk.plan("member", rows, dates=dates)
    assert places(plan) == [(row, "B", "confirmed_on") for row in bad]
    for one in plan.problems:
        assert one.value in one.message
        assert "contradicts" in one.message


def test_impossible_dates_are_errors(desk: Desk) -> None:
    rows = [("Name", "Member since"), ("A", "29.02.2023"), ("B", "31.04.2024"), ("C", "soon")]
    plan = desk.plan("member", rows)
    assert places(plan) == [(row, "B", "joined") for row in (2, 3, 4)]


def test_an_end_before_its_beginning_is_an_error(desk: Desk) -> None:
    rows = [("Name", "Joined", "Left"), ("A", "2020", "2019"), ("B", "2020", "2020")]
    plan = desk.plan("member", rows)
    assert places(plan) == [(2, "C", "left")]


def test_each_distinct_cell_is_read_once() -> None:
    column = MappedColumn(0, "A", "Land", KINDS["member"].fields["country"])
    reader = ColumnReader(column)
    cells = ["DE", "Germany", "Kongo", None, "", "Kongo", CellError("#N/A"), 1, True, 1.5]
    assert reader.read_cells(cells)[:6] == ["DE", "DE", None, None, None, None]
    assert [at for at, _said in reader.find_odd(cells)] == [2, 5, 6, 7, 8, 9]
    assert len(reader) <= 8


def test_progress_is_told_and_may_cancel(file_desk: Desk) -> None:
    def cancel(_rows: int, _total: int) -> None:
        raise Cancelled

    with file_desk.opened([("Name",), ("A",)]) as source, pytest.raises(Cancelled):
        plan_import(file_desk.database, "member", source, ImportOptions(), cancel)


def test_rows_are_counted_while_they_are_read_and_then_planned(file_desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    path = file_desk.folder / "long.csv"
    path.write_text("Name\n" + "".join(f"Body {number}\n" for number in range(4_500)))
    with file_desk.opened(path) as source:
        plan_import(
            file_desk.database,
            "member",
            source,
            ImportOptions(),
            lambda *step: told.append(step),
        )
    assert told[:2] == [(2_000, 0), (4_000, 0)]
    assert told[-1] == (4_500, 4_500)


def test_reading_many_rows_is_cancelled_before_any_is_planned(file_desk: Desk) -> None:
    told: list[tuple[int, int]] = []

    def cancel(*step: int) -> None:
        told.append((step[0], step[1]))
        raise Cancelled

    path = file_desk.folder / "long.csv"
    path.write_text("Name\n" + "".join(f"Body {number}\n" for number in range(4_500)))
    with file_desk.opened(path) as source, pytest.raises(Cancelled):
        plan_import(file_desk.database, "member", source, ImportOptions(), cancel)
    assert told == [(2_000, 0)]


def test_nothing_can_be_mapped_to_a_computed_field(file_desk: Desk) -> None:
    rows = [("Called", "Surname"), ("Ada L", "L")]
    with pytest.raises(UserError, match="follows from other fields"):
        file_desk.plan("person", rows, mapping={"Called": "full_name"})


def test_a_row_below_one_that_is_left_out_is_left_out_too(desk: Desk) -> None:
    rows = [
        ("Member number", "Name", "Parent organisation", "Country"),
        ("1", "Institute", "Holding", None),
        ("2", "Holding", None, "Nowhere"),
        ("3", "Alone", None, None),
    ]
    plan = desk.plan("member", rows, skip_bad=True)
    assert places(plan) == [(2, "C", "parent"), (3, "D", "country")]
    assert (plan.counts.new, plan.counts.errors) == (1, 2)
    assert plan.problems[0].message == LEFT_OUT


def test_a_text_that_stands_in_another_language_already_is_no_news(desk: Desk) -> None:
    rows = [("Titel (Deutsch)", "Title (English)", "Starts"), ("Feier", "Ceremony", "2027-02-01")]
    desk.take("event", rows)
    again = [("Title", "Starts"), ("Feier", "2027-02-01")]
    with speaking("en"):
        plan = desk.plan("event", again, key=("starts",))
        other = desk.plan("event", [again[0], ("Fest", "2027-02-01")], key=("starts",))
    assert (plan.counts.same, other.counts.changed) == (1, 1)
