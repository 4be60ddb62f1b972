"""Sheets for the import tests, made by code, and the steps the tests are told in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.importing.values import ImportOptions, ImportPlan, RowProblem
from t20desk.reading.source import Source, open_source

Rows = Sequence[Sequence[object]]


def write_sheet(path: Path, rows: Rows, **more: Rows) -> Path:
    """A workbook with the rows on its first sheet “List”, and further sheets by name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, cells in {"List": rows, **more}.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(list(row))
    book.save(path)
    return path


class Desk:
    """A database and a folder to write sheets in."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self._count = 0

    def write(self, rows: Rows, **more: Rows) -> Path:
        self._count += 1
        return write_sheet(self.folder / f"list{self._count}.xlsx", rows, **more)

    @contextmanager
    def opened(self, rows: Rows | Path) -> Iterator[Source]:
        path = rows if isinstance(rows, Path) else self.write(rows)
        with open_source(path) as source:
            yield source

    def plan(self, kind: str, rows: Rows | Path, **options: Any) -> ImportPlan:
        with self.opened(rows) as source:
            return plan_import(self.database, kind, source, ImportOptions(**options))

    def take(self, kind: str, rows: Rows | Path, **options: Any) -> ImportPlan:
        """Plan and apply; the database must take it."""
        with self.opened(rows) as source:
            plan = plan_import(self.database, kind, source, ImportOptions(**options))
            applied = take_import(self.database, source, plan)
        assert not applied.is_refused, (applied.problems, applied.conflicts)
        assert plan.change.is_empty or applied.operation is not None
        return plan

    def table(self, kind: str, *names: str) -> list[tuple[Any, ...]]:
        """The named columns of all records of a kind, in their order."""
        table = self.database.tables[kind]
        columns = [table.c[name] for name in names]
        with self.database.read() as connection:
            rows = connection.execute(select(*columns))
            return sorted((tuple(row) for row in rows), key=repr)


def tally(plan: ImportPlan) -> tuple[int, int, int, int, int, int]:
    """Read, new, changed, same, doubtful, errors; each row of the source once."""
    counts = plan.counts
    told = (counts.new, counts.changed, counts.same, counts.doubtful, counts.errors)
    assert counts.read == sum(told)
    return (counts.read, *told)


def places(plan: ImportPlan, severity: str = "error") -> list[tuple[int, str, str]]:
    """Row, column and field of every problem of a sort."""
    return [(one.row, one.column, one.field) for one in plan.problems if one.severity == severity]


def check_problem(one: RowProblem) -> None:
    """A problem is one sentence with its place."""
    assert one.severity in ("error", "doubt", "note")
    assert one.file
    assert one.sheet
    assert one.row >= 1
    assert one.message.endswith((".", "…"))
    assert "\n" not in one.message
    assert f"row {one.row}" in one.sentence()
    if one.column:
        assert one.heading in one.sentence()
        assert one.field
