"""Files that the window is measured on, made once and kept in the temporary folder.

Their names tell by which schema and rules they were made: a later program makes its own, since it
would bring older ones up to date first, behind a dialog.
"""

import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from sqlalchemy.schema import CreateIndex, CreateTable

from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.db.rules.rule_marks import mark_rules
from t20desk.db.schema import build_tables
from t20desk.db.types import Stored, Text
from t20desk.demonstration import build, sample_members
from t20desk.exporting import write_workbook
from t20desk.tables import Column, Table

FOLDER: Final = Path(tempfile.gettempdir(), "t20desk-benchmarks")
MORE: Final = ("latin_name", "founding_member")
"""Two columns beside those of the sample members: twenty in all."""


def office_file(rows: int) -> Path:
    """The demonstration with so many sample members: three scripts, 30 % of the cells empty."""

    def make(target: Path) -> None:
        database = Database.create(target)
        build(database, rows)
        database.close()

    return _make_once(FOLDER / f"members-{rows}.t20", make)


def sheet_file(rows: int) -> Path:
    """A workbook of so many members that no office file holds, 20 columns."""
    return _make_once(FOLDER / f"sheet-{rows}.xlsx", lambda target: _write_sheet(rows, target))


def _write_sheet(rows: int, target: Path) -> None:
    names = (*next(sample_members(1)).columns, *MORE)
    columns = tuple(Column(name, KINDS["member"].fields[name].label, Text()) for name in names)
    write_workbook([Table("Members", columns, lambda: _sheet_rows(rows))], target, plain=True)


def _sheet_rows(rows: int) -> Iterator[tuple[Stored, ...]]:
    for batch in sample_members(rows, seed=21):
        for place, (_id, _before, cells) in enumerate(batch.rows):
            assert cells is not None
            number = str(cells[0]).replace("S", "N")
            latin = f"Sample {place}" if place % 3 else None
            yield number, *map(_typed_text, cells[1:]), latin, "yes" if place % 9 == 0 else None


def _typed_text(cell: Stored) -> Stored:
    """Several choices are typed with a sign between them."""
    if isinstance(cell, str) and cell.startswith(" "):
        return "; ".join(cell.split())
    return cell


def _make_once(path: Path, make: Callable[[Path], None]) -> Path:
    marked = path.with_stem(f"{path.stem}-{_mark_schema()}")
    if not marked.exists():
        FOLDER.mkdir(exist_ok=True)
        for outdated in FOLDER.glob(f"{path.stem}-*{path.suffix}"):
            outdated.unlink()
        half_made = FOLDER / f"{os.getpid()}-{path.name}"
        make(half_made)
        half_made.rename(marked)
    return marked


def _mark_schema() -> str:
    """A short name for the tables, indexes and rules of this program."""
    tables = build_tables(KINDS).sorted_tables
    indexes = (index for table in tables for index in table.indexes)
    drawn = sorted(map(str, (*map(CreateTable, tables), *map(CreateIndex, indexes))))
    return f"{zlib.crc32(''.join((mark_rules(KINDS), *drawn)).encode()):08x}"
