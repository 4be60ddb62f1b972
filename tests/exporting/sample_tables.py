"""Tables for the tests of what leaves the program."""

import csv
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from t20desk.db.types import Date, LongText, Money, Stored, Text, Type, Whole
from t20desk.exporting import write_workbook
from t20desk.tables import Column, Table

COLUMNS = (
    Column("number", "Number", Whole()),
    Column("name", "Name", Text()),
    Column("joined", "Joined", Date()),
    Column("fee", "Fee", Money()),
    Column("notes", "Notes", LongText()),
)
ROWS: list[tuple[Stored, ...]] = [
    (1, "Technische Universität", "2019-04-01", 120_000, "first line\nsecond line"),
    (2, "南京技术转移中心", None, None, None),
    (3, "Société & Fils <SARL>", "2024-02-29", -550, "short"),
]
MEMBERS = Table("Members", COLUMNS, lambda: ROWS, subtitle="country: Germany")


def table_of(type_: Type, values: Sequence[Stored], title: str = "List") -> Table:
    """One column of values."""
    rows = [(value,) for value in values]
    return Table(title, (Column("value", "Value", type_),), lambda: rows)


def write_and_load(folder: Path, *tables: Table, plain: bool = False) -> dict[str, Worksheet]:
    """The sheets of the workbook as openpyxl reads them."""
    target = folder / "book.xlsx"
    write_workbook(tables, target, plain=plain)
    return {sheet.title: sheet for sheet in load_workbook(target)}


def sheet_texts(target: Path) -> list[str]:
    """The XML of the sheets, in order."""
    with ZipFile(target) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/worksheets/"))
        return [package.read(name).decode() for name in names]


def convert_to_csv(source: Path, folder: Path, filters: str = "") -> list[list[str]]:
    """The first sheet as LibreOffice shows it; `filters` say how a CSV is to be read."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1031,false,true,false"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder / "out"),
    ]
    infilter = [f"--infilter={filters}"] if filters else []
    subprocess.run([*command, *infilter, str(source)], check=True, capture_output=True, timeout=120)
    with (folder / "out" / f"{source.stem}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
