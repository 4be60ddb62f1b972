"""CSV as a German Excel opens it, by LibreOffice with German settings."""

from pathlib import Path

import pytest

from t20desk.db.types import Date, Money, Number, Text
from t20desk.exporting import write_csv
from t20desk.tables import Column, Table
from tests.exporting.sample_tables import convert_to_csv

GERMAN = "CSV:59,34,76,1,,1031,false,true"
COLUMNS = (
    Column("name", "Name", Text()),
    Column("fee", "Beitrag", Money()),
    Column("share", "Anteil", Number()),
    Column("since", "Seit", Date()),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "shown"),
    [
        pytest.param(("Müller", -125050, 0.5, None), ["Müller", "-1250.5", "0.5", ""], id="E-811"),
        pytest.param(
            ("南京; \"Zentrum\"", 100, None, "2024-05-01"),
            ["南京; \"Zentrum\"", "1", "", "2024-05-01"],
            id="E-811-quotes",
        ),
    ],
)  # fmt: skip
def test_a_german_spreadsheet_reads_numbers_as_numbers(
    tmp_path: Path, row: tuple[object, ...], shown: list[str]
) -> None:
    table = Table("Liste", COLUMNS, lambda: [row])
    write_csv(table, tmp_path / "list.csv")
    assert convert_to_csv(tmp_path / "list.csv", tmp_path, GERMAN)[1] == shown


@pytest.mark.parametrize("first", [pytest.param(b"\xef\xbb\xbfName;Beitrag", id="E-811-bom")])
def test_the_file_says_that_it_is_unicode(tmp_path: Path, first: bytes) -> None:
    write_csv(Table("Liste", COLUMNS, list), tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_bytes().startswith(first)
