"""Books that go out and come back in the tests: exported, edited as an office does, taken back."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select

from t20desk.cli.listings import default_columns
from t20desk.db.change import Applied
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing import plan_delete, plan_edit
from t20desk.listing import Listing
from t20desk.round_trip.opening import open_return
from t20desk.round_trip.planning import plan_return
from t20desk.round_trip.taking import take_return
from t20desk.round_trip.values import ReturnOptions, ReturnPlan
from t20desk.round_trip.writing import write_book
from tests.builders import add_record

KEY = "t20desk"
Edit = Callable[[Worksheet], object]


class Office:
    """A database, and a folder in which its books lie."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self._count = 0

    def add(self, kind: str, **values: Stored) -> int:
        return add_record(self.database, kind, **values)

    def set(self, kind: str, key: int, **values: Stored) -> None:
        """An edit by hand meanwhile."""
        applied = self.database.apply(plan_edit(self.database, kind, {key: values}))
        assert not applied.is_refused

    def delete(self, kind: str, key: int) -> None:
        assert not self.database.apply(plan_delete(self.database, kind, [key])).is_refused

    def read(self, kind: str, key: int, *names: str) -> tuple[Any, ...] | None:
        """Cells of a record; nothing where it is gone."""
        table = self.database.tables[kind]
        query = select(*(table.c[name] for name in names)).where(table.c.id == key)
        with self.database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else tuple(row)

    def cell(self, kind: str, key: int, name: str) -> Any:
        found = self.read(kind, key, name)
        assert found is not None
        return found[0]

    def ids(self, kind: str) -> list[int]:
        """The records of a kind."""
        with self.database.read() as connection:
            return list(connection.scalars(select(self.database.tables[kind].c.id)))

    def count(self, kind: str) -> int:
        return len(self.ids(kind))

    def export(self, kind: str, *columns: str, **options: Any) -> Path:
        """A book of all records of a kind; without columns with all of them."""
        self._count += 1
        target = self.folder / f"book{self._count}.xlsx"
        wanted = columns or default_columns(self.database.kinds[kind])
        write_book(self.database, Listing(kind, view="all", columns=wanted, **options), target)
        return target

    def plan(self, path: Path, **options: Any) -> ReturnPlan:
        with open_return(path) as source:
            return plan_return(self.database, source, ReturnOptions(**options))

    def merge(self, path: Path) -> ReturnPlan:
        """Take a book back without a copy of the database before."""
        plan = self.plan(path)
        assert not self.database.apply(plan.change).is_refused
        return plan

    def take(self, path: Path, **options: Any) -> ReturnPlan:
        """Take a book back; what clashes stays as it is."""
        with open_return(path) as source:
            plan = plan_return(self.database, source, ReturnOptions(**options))
            applied: Applied = take_return(self.database, source, plan)
        assert not applied.is_refused, (applied.problems, applied.conflicts)
        check_counts(plan)
        return plan


def check_counts(plan: ReturnPlan) -> None:
    """Each row of the book is counted once."""
    counts = plan.counts
    told = counts.new + counts.changed + counts.same + counts.doubtful + counts.errors
    assert counts.read == told, counts


def tally(plan: ReturnPlan) -> tuple[int, int, int, int, int, int]:
    """Read, new, changed, same, doubtful, errors."""
    check_counts(plan)
    one = plan.counts
    return one.read, one.new, one.changed, one.same, one.doubtful, one.errors


def said(plan: ReturnPlan, severity: str) -> list[tuple[int, str]]:
    """Row and field of the problems of a sort."""
    return [(one.row, one.field) for one in plan.problems if one.severity == severity]


def edit_book(path: Path, edit: Edit) -> Path:
    """Edit the first sheet as somebody does who opens and saves the book."""
    book = load_workbook(path)
    edit(book.worksheets[0])
    book.save(path)
    return path


def change_book(path: Path, change: Callable[[Workbook], object]) -> Path:
    """Edit the whole book."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def column_of(sheet: Worksheet, heading: str) -> int:
    """The number of the column under a heading."""
    found = [cell.column for cell in sheet[1] if cell.value == heading]
    assert len(found) == 1, heading
    return int(found[0])


def row_of(sheet: Worksheet, key: int) -> int:
    """The number of the row of a record."""
    place = column_of(sheet, KEY)
    for row in range(2, sheet.max_row + 1):
        if str(sheet.cell(row, place).value or "").startswith(f"{key}-"):
            return row
    raise AssertionError(key)


def put(sheet: Worksheet, key: int, heading: str, value: object) -> None:
    """Type a value into the cell of a record."""
    sheet.cell(row_of(sheet, key), column_of(sheet, heading)).value = value


def cells_of(sheet: Worksheet, row: int) -> list[Any]:
    return [cell.value for cell in sheet[row]]


def append(sheet: Worksheet, values: Mapping[str, object]) -> int:
    """Type a new row under the others; its number."""
    row = sheet.max_row + 1
    for heading, value in values.items():
        sheet.cell(row, column_of(sheet, heading)).value = value
    return row


def copy_first(sheet: Worksheet, **cells: object) -> None:
    """Copy the first record under the others, as in a spreadsheet, and type into some cells."""
    sheet.append(cells_of(sheet, 2))
    for place, value in cells.items():
        sheet[place] = value


def write_rows(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    """Put rows in the place of all below the headings."""
    sheet.delete_rows(2, sheet.max_row)
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            # openpyxl would make formulas of texts that were none.
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type


def header_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 20) if any(cell.value == KEY for cell in sheet[row]))


def type_in(sheet: Worksheet, row: int, heading: str, value: object) -> None:
    """Type into a row counted from the first one below the headings."""
    head = header_row(sheet)
    place = next(cell.column for cell in sheet[head] if cell.value == heading)
    sheet.cell(head + row, place).value = value
