"""What leaves as a sheet comes back as it was."""

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from t20desk.db.types import (
    Choice,
    Choices,
    Country,
    Date,
    DateTime,
    Email,
    LongText,
    Money,
    Number,
    PartialDate,
    Reading,
    Stored,
    Text,
    Type,
    Whole,
    YesNo,
)
from t20desk.exporting import GERMAN_EXCEL, MACHINE, CsvForm, write_csv, write_workbook
from t20desk.exporting.clean_text import is_formula_like
from t20desk.tables import Column, Table

OPTIONS = (("university", "University"), ("company", "Company"), ("agency", "Agency"))
TYPES: tuple[Type, ...] = (
    Text(length=1_000), LongText(), Whole(), Number(), Money(), Date(), PartialDate(), DateTime(),
    YesNo(), Choice(OPTIONS), Choices(OPTIONS), Country(), Email(),
)  # fmt: skip
DAYS = st.dates().map(lambda day: day.isoformat())
PARTS = st.sampled_from(["", "1987", "1987-05", "0999", "=1+1", "-5", "_x0041_", "&amp;", "a  b"])
MOMENTS = st.datetimes().map(lambda moment: moment.isoformat("T", "minutes"))
CODES = st.sets(st.sampled_from([code for code, _label in OPTIONS]), min_size=1)
RAW: dict[type[Type], st.SearchStrategy[Any]] = {
    Text: st.text(max_size=40) | PARTS,
    LongText: st.text(max_size=40) | PARTS,
    Whole: st.integers(-(10**15) + 1, 10**15 - 1),
    Number: st.floats(allow_nan=False, allow_infinity=False),
    Money: st.decimals(-(10**10), 10**10, places=2).map(lambda amount: f"{amount:.2f}"),
    Date: DAYS,
    PartialDate: DAYS | st.sampled_from(["1987", "1987-05", "0999"]),
    DateTime: MOMENTS | DAYS,
    YesNo: st.booleans().map(int).map(str),
    Choice: st.sampled_from([code for code, _label in OPTIONS]),
    Choices: CODES.map(lambda codes: "; ".join(sorted(codes))),
    Country: st.sampled_from(["DE", "CN", "KE", "FR", "TW"]),
    Email: st.emails(),
}
READING = Reading(date_order="ymd", decimal=".")


def stored_values(type_: Type) -> st.SearchStrategy[Stored]:
    """Nothing, or what the type would store of some raw value."""
    raw = RAW[type(type_)]
    return st.none() | raw.map(lambda value: type_.parse(value, READING).value)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    types = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=5))
    rows = draw(st.lists(st.tuples(*map(stored_values, types)), max_size=6))
    columns = tuple(
        Column(f"c{place}", f"Column {place}", type_) for place, type_ in enumerate(types)
    )
    return Table("List", columns, lambda: rows)


def read_again(table: Table, cells: list[Any], reading: Reading) -> tuple[Stored, ...]:
    return tuple(
        column.type.parse(cell, reading).value
        for column, cell in zip(table.columns, cells, strict=True)
    )


many = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [pytest.param("xlsx", id="E-810")])
@many
@given(table=tables())
def test_a_workbook_comes_back_as_it_was(tmp_path: Path, ending: str, table: Table) -> None:
    target = tmp_path / f"book.{ending}"
    write_workbook([table], target, plain=True)
    lines = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    width = len(table.columns)
    found = [read_again(table, [*line, *[None] * width][:width], READING) for line in lines[1:]]
    expected = [tuple(row) for row in table.rows()]
    # Empty rows at the end are not told apart from the end of the sheet.
    found += [(None,) * width] * (len(expected) - len(found))
    assert found == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "reading"),
    [
        pytest.param(GERMAN_EXCEL, Reading(date_order="ymd", decimal=","), id="E-810-german-csv"),
        pytest.param(MACHINE, READING, id="E-810-machine-csv"),
    ],
)
@many
@given(table=tables())
def test_a_csv_comes_back_as_it_was(
    tmp_path: Path, form: CsvForm, reading: Reading, table: Table
) -> None:
    if not form.for_people and any(isinstance(column.type, Money) for column in table.columns):
        return  # machines get whole cents
    write_csv(table, tmp_path / "list.csv", form)
    with (tmp_path / "list.csv").open(encoding=form.encoding, newline="") as file:
        lines = [
            [strip_apostrophe(cell) if form.for_people else cell for cell in line]
            for line in csv.reader(file, delimiter=form.separator)
        ]
    width = len(table.columns)
    found = [read_again(table, line or [None] * width, reading) for line in lines[1:]]
    assert found == [tuple(row) for row in table.rows()]


def strip_apostrophe(cell: str) -> str:
    """Exactly one, before what would be a formula without it."""
    return cell[1:] if cell[:1] == "'" and is_formula_like(cell.lstrip("'")) else cell
