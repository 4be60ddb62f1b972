"""Files that the window is measured on, made once and kept in the temporary folder."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from t20desk.db.database import Database
from t20desk.db.fields import KINDS
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
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        half_made = path.with_name(f"{os.getpid()}-{path.name}")
        make(half_made)
        half_made.rename(path)
    return path
