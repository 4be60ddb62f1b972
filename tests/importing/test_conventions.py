"""How dates and numbers of a column are written: found where one cell tells, else asked."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.fields import KINDS
from t20desk.db.types import ANY_READING, Money, Reading
from t20desk.importing.columns import OrderFinder
from t20desk.importing.cutting import cut_at
from t20desk.importing.row_store import RawRow
from t20desk.importing.shaping import Joining, Parting, Shaper, read_merged
from t20desk.importing.values import MappedColumn
from tests.importing.sheets import Desk

FORMS = {"dmy": "{d:02}/{m:02}/{y}", "mdy": "{m:02}/{d:02}/{y}"}
DAYS = st.dates(date(1990, 1, 1), date(2029, 12, 31))
CLEAR = DAYS.filter(lambda day: day.day > 12)
OPEN = DAYS.filter(lambda day: day.day <= 12 and day.day != day.month)
FEE = replace(KINDS["venue"].fields["capacity"], name="fee", type=Money())
JOINED = MappedColumn(0, "A", "Date", KINDS["member"].fields["confirmed_on"])


def write(order: str, day: date) -> str:
    return FORMS[order].format(d=day.day, m=day.month, y=day.year)


def reading_of(column: MappedColumn, texts: list[str]) -> Reading:
    finder = OrderFinder([column])
    for text in texts:
        finder.note_cells([text])
    return finder.find_reading(column, ANY_READING)


@pytest.mark.parametrize("order", FORMS)
@given(data=st.data())
def test_one_clear_date_tells_how_all_are_written(order: str, data: Any) -> None:
    days = [*data.draw(st.lists(OPEN, max_size=6)), data.draw(CLEAR)]
    texts = [write(order, day) for day in data.draw(st.permutations(days))]
    reading = reading_of(JOINED, texts)
    assert reading.date_order == order
    read = [JOINED.field.type.parse(text, reading).value for text in texts]
    assert sorted(map(str, read)) == sorted(day.isoformat() for day in days)


@given(st.sampled_from(sorted(FORMS)), st.lists(OPEN, min_size=1, max_size=6))
def test_where_no_date_is_clear_nothing_is_guessed(order: str, days: list[date]) -> None:
    texts = [write(order, day) for day in days]
    assert reading_of(JOINED, texts).date_order == ""
    assert {JOINED.field.type.parse(text).severity for text in texts} == {"doubt"}


@given(st.lists(st.integers(1000, 999_999), min_size=1, max_size=6), st.integers(0, 99))
def test_one_fraction_tells_the_decimal_sign_of_all(amounts: list[int], cents: int) -> None:
    for sign, thousands in ((",", "."), (".", ",")):
        texts = [f"{amount:,}".replace(",", thousands) for amount in amounts]
        texts.append(f"12{sign}{cents:02}")
        column = MappedColumn(0, "A", "Fee", FEE)
        reading = reading_of(column, texts)
        assert reading.decimal == sign
        money = [Money().parse(text, reading).value for text in texts[:-1]]
        assert money == [amount * 100 for amount in amounts]


WORDS = st.text("abcdef", min_size=1, max_size=5)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=5))
def test_what_is_parted_and_joined_again_is_as_it_was(rows: list[tuple[str, ...]]) -> None:
    names = ("first", "second", "third")
    shaper = Shaper(1, [Parting(0, names, cut_at("-", names))])
    parted = shaper.shape(RawRow(at, ["-".join(row)]) for at, row in enumerate(rows))
    assert [tuple(row.cells[1:]) for row in parted] == rows
    joiner = Shaper(4, [Joining((1, 2, 3), "-")])
    assert [row.cells[4] for row in joiner.shape(parted)] == ["-".join(row) for row in rows]


@given(st.lists(st.sampled_from(("", "x", "y")), min_size=3, max_size=8), st.data())
def test_merged_cells_hold_the_value_above_them(cells: list[str], data: Any) -> None:
    top = data.draw(st.integers(2, len(cells)))
    bottom = data.draw(st.integers(top + 1, len(cells) + 1))
    shaper = Shaper(1, merged=read_merged([f"A{top}:A{bottom}"], 1))
    shaped = shaper.shape(RawRow(at, [cell]) for at, cell in enumerate(cells, 2))
    for row, cell in zip(shaped, cells, strict=True):
        is_below = top < row.number <= bottom and not cell
        assert row.cells[0] == (cells[top - 2] if is_below else cell)


def test_only_signs_by_which_all_amounts_can_be_read_are_offered(file_desk: Desk) -> None:
    rows = [("Title", "Budget"), ("A", "1.234"), ("B", "2.500")]
    (asked,) = file_desk.plan("initiative", rows).questions
    assert [one.answer for one in asked.answers] == [","]
