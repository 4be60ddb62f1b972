"""Several books taken back as one change."""

from t20desk import i18n
from t20desk.round_trip.joining import join_plans
from tests.round_trip.books import KEY, Office, column_of, edit_book, put


def test_books_that_edit_different_records_are_one_change(file_office: Office) -> None:
    first, second = (file_office.add("member", name=name) for name in ("Alpha", "Beta"))
    books = [file_office.export("member", "name", "city") for _turn in range(2)]
    for path, key in zip(books, (first, second), strict=True):
        edit_book(path, lambda sheet, key=key: put(sheet, key, "City", "Paris"))
    plan, places = join_plans([file_office.plan(path) for path in books])
    assert places == [0, 1]
    assert (plan.counts.read, plan.counts.changed) == (4, 2)
    assert not file_office.database.apply(plan.change).is_refused
    assert [file_office.cell("member", key, "city") for key in (first, second)] == ["Paris"] * 2


def test_what_is_said_of_several_books_stands_behind_each_name_in_the_manner_of_chinese(
    file_office: Office,
) -> None:
    file_office.add("member", name="Alpha", city="Ulm")
    books = [file_office.export("member", "name", "city") for _turn in range(2)]
    edit_book(books[1], lambda sheet: sheet.delete_cols(column_of(sheet, KEY)))
    i18n.use("zh")
    plan, _places = join_plans([file_office.plan(path) for path in books])
    assert [one.partition("：")[0] for one in plan.remarks] == [books[1].name]


def test_a_book_that_edits_what_another_one_edits_is_left_for_later(file_office: Office) -> None:
    key = file_office.add("member", name="Alpha")
    books = [file_office.export("member", "name", "city") for _turn in range(2)]
    for path, city in zip(books, ("Paris", "Lyon"), strict=True):
        edit_book(path, lambda sheet, city=city: put(sheet, key, "City", city))
    plan, places = join_plans([file_office.plan(path) for path in books])
    assert places == [0]
    assert plan.remarks == [
        f"{books[1].name} changes records that another of these workbooks changes too; take it "
        "back by itself afterwards."
    ]
    assert not file_office.database.apply(plan.change).is_refused
    assert file_office.cell("member", key, "city") == "Paris"
