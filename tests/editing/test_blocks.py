"""Blocks of cells on the clipboard, read and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from t20desk.db.types import CellError, Date, Money, Number, PartialDate, Text
from t20desk.editing.blocks import (
    Copied,
    Manners,
    find_reading,
    parse_text,
    read_block,
    read_cell,
    read_manners,
    write_page,
    write_text,
)
from t20desk.i18n import use
from t20desk.reading.html_tables import parse_page
from tests.clipboard_samples import ENGLISH_EXCEL, GERMAN_EXCEL, LIBRE_HEAD, SAMPLES, Sample

CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('"\t\n'), max_size=8
)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_what_a_spreadsheet_copies_is_read_as_the_cells_it_shows(sample: Sample) -> None:
    assert read_block(sample.text, sample.page) == sample.block


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_block_that_was_written_is_read_back(rows: list[list[str]]) -> None:
    assert parse_text(write_text(rows)) == rows


@given(st.text(max_size=60))
def test_any_text_is_read_without_losing_a_letter(text: str) -> None:
    letters = [one for row in read_block(text) for cell in row for one in cell if one.isalpha()]
    assert letters == [one for one in text if one.isalpha()]


def test_a_page_says_how_its_numbers_and_days_are_written() -> None:
    assert read_manners(GERMAN_EXCEL) == Manners(",", "dmy")
    assert read_manners(ENGLISH_EXCEL) == Manners(".")
    cell = '<td sdval="45657" sdnum="{};0;0">'
    assert read_manners(LIBRE_HEAD + cell.format(1031)) == Manners(",", "dmy")
    assert read_manners(LIBRE_HEAD + cell.format(1033)) == Manners(".", "mdy")
    assert read_manners(LIBRE_HEAD + cell.format(2052)) == Manners(".", "ymd")
    assert read_manners("") == Manners()


def test_without_a_page_the_cells_themselves_tell_how_they_are_written() -> None:
    days = find_reading(Manners(), PartialDate(), ["03.04.2024", "31.12.2024"])
    assert PartialDate().parse("03.04.2024", days).value == "2024-04-03"
    sums = find_reading(Manners(), Number(), ["1,5", "1.234,5"])
    assert Number().parse("1,5", sums).value == 1.5


def test_an_error_of_a_spreadsheet_is_no_text() -> None:
    assert isinstance(read_cell("#NV"), CellError)
    assert isinstance(read_cell("#DIV/0!"), CellError)
    assert not isinstance(read_cell("#1 in Köln"), CellError)


def test_a_copied_page_keeps_texts_apart_from_numbers() -> None:
    page = write_page(
        [
            [
                Copied("0049", "0049", Text()),
                Copied("1.234,50 €", 123450, Money()),
                Copied("=1<2", "=1<2", Text()),
            ]
        ]
    )
    assert parse_page(page) == [[["0049", "1.234,50 €", "=1<2"]]]
    assert 'class="t"' in page
    assert 'x:num="1234.5"' in page


@pytest.mark.parametrize(
    ("code", "number", "sdval", "money", "day"),
    [
        ("de", 1031, "1234,5", "#.##0,00", "JJJJ-MM-TT"),
        ("en", 2057, "1234.5", "#,##0.00", "YYYY-MM-DD"),
        ("zh", 2052, "1234.5", "#,##0.00", "YYYY-MM-DD"),
    ],
)
def test_a_copied_page_tells_libreoffice_what_its_cells_hold(
    code: str, number: int, sdval: str, money: str, day: str
) -> None:
    use(code)
    page = write_page(
        [
            [
                Copied("0049", "0049", Text()),
                Copied("1234.50", 123450, Money()),
                Copied("x", "2024-12-31", Date()),
                Copied("x", "1523-01-31", Date()),
            ]
        ]
    )
    assert f'<td class="t" sdnum="{number};0;@">0049</td>' in page
    assert f'x:num="1234.5" sdval="{sdval}" sdnum="{number};0;{money}"' in page
    assert f'<td class="d" sdval="45657" sdnum="{number};0;{day}">2024-12-31</td>' in page
    assert '<td class="d">1523-01-31</td>' in page
