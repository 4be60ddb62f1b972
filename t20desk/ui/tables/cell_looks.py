"""How a cell of a list is painted, and what may be wrong with it."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from t20desk.db.fields import Field
from t20desk.listing import Inherited
from t20desk.ui.looks.cell_texts import cell_text
from t20desk.ui.looks.theme import colour_for, row_colour

if TYPE_CHECKING:
    from t20desk.ui.tables.record_model import RecordModel

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
LOADING = "…"


class Look(NamedTuple):
    """How a cell is painted: its text, its ground where it has one, and in which way.

    `picture` is the hash of a picture that stands there; then the text is only for those who hear.
    """

    text: str
    ground: QColor | None = None
    grey: bool = False
    right: bool = False
    picture: str = ""


class CellProblem(NamedTuple):
    """What is wrong with a typed cell: the sentence, and what was typed.

    It is over once the cell no longer shows what it showed then; with nothing it stays.
    """

    message: str
    typed: str
    conflict: bool = False
    shown: str | None = None


class CellLooks:
    """How each cell of a listing looks; keeps what is wrong with those that were typed."""

    def __init__(self, records: "RecordModel", report: Callable[[Exception], None]) -> None:
        self._records = records
        self._report = report
        self._is_reported = False
        """Whether a mistake was handed on, which is done once and not for each cell painted."""
        self.problems: dict[tuple[int, str], CellProblem] = {}

    def note_problem(self, record_id: int, field: str, problem: CellProblem | None) -> None:
        """Keep what is wrong with a cell, or that nothing is any more."""
        self.problems.pop((record_id, field), None)
        if problem is not None:
            self.problems[(record_id, field)] = problem

    def look_of(self, index: Index) -> Look:
        """How a cell of a record is painted, in one piece since thousands are asked for."""
        try:
            return self._look_at(index)
        except Exception as error:  # noqa: BLE001 - the rest of the table is painted all the same
            if not self._is_reported:
                self._is_reported = True
                self._report(error)
            return Look("?", grey=True)

    def text_at(self, row: int, column: int) -> str:
        """What a cell that was read shows, with the sign of what is wrong with it."""
        one, cells = self._records.fields[column], self._records.cells_of(row)
        problem = self._problem_at(row, column)
        if problem is not None:
            return look_of_problem(one, problem).text
        return "" if cells is None else cell_text(one, cells[column])

    def answer(self, index: Index, role: int) -> Any:
        """What Qt asks of a cell, also of one in the heading of a group."""
        group = self._records.group_at(index.row())
        if group is not None:
            words = f"{group.text} ({group.size})"
            return words if role in (Role.DisplayRole, Role.AccessibleTextRole) else None
        if role == Role.ToolTipRole:
            problem = self._problem_at(index.row(), index.column())
            return problem and problem.message
        look = self.look_of(index)
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return look.text
        if role == Role.BackgroundRole:
            return look.ground
        if role == Role.ForegroundRole and look.grey:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def _look_at(self, index: Index) -> Look:
        records, row = self._records, index.row()
        one, cells = records.fields[index.column()], records.want_cells(row)
        if problem := self._problem_at(row, index.column()):
            return look_of_problem(one, problem)
        if cells is None:
            return look_of_loading(one)
        return look_of_cell(one, cells[index.column()], self._colour_of(row))

    def _problem_at(self, row: int, column: int) -> CellProblem | None:
        """What is wrong with a cell; nothing any more once it was changed in another way."""
        one, key = self._records.fields[column], self._records.id_at(row) or 0
        problem = self.problems.get((key, one.name)) if self.problems else None
        cells = self._records.cells_of(row) if problem and problem.shown is not None else None
        if problem and cells is not None and cell_text(one, cells[column]) != problem.shown:
            self.note_problem(key, one.name, None)
            return None
        return problem

    def _colour_of(self, row: int) -> QColor | None:
        records = self._records
        if not records.listing.colours:
            return None
        place, key = records.rows.place_of(row), records.id_at(row)
        name = records.reader.pages.colour_of(place, key or 0)
        return None if name is None else row_colour(name)


class CellMarks:
    """Cells that are marked for what other records make of them; none of them is refused."""

    def __init__(self, records: "RecordModel") -> None:
        self._records = records
        self._marked: set[tuple[int, str]] = set()

    def show(self, found: Collection[tuple[int, str, str]]) -> None:
        """Mark just these cells, as far as their rows were read: record, field, sentence."""
        records, before = self._records, frozenset(self._marked)
        for key, field in self._marked - {(key, field) for key, field, _sentence in found}:
            records.note_problem(key, field, None)
        self._marked.clear()
        names = [one.name for one in records.fields]
        for key, field, sentence in found:
            row = records.row_of(key)
            cells = records.cells_of(row) if row >= 0 and field in names else None
            if cells is not None:
                at = names.index(field)
                shown = cell_text(records.fields[at], cells[at])
                records.note_problem(key, field, CellProblem(sentence, shown))
                self._marked.add((key, field))
        if self._marked != before:
            records.marked.emit()


def look_of_cell(one: Field, cell: Any, ground: QColor | None) -> Look:
    """A cell that was read; what is inherited is grey."""
    if not one.type.is_typed:
        return Look(one.say() if cell else "", ground, picture=str(cell or ""))
    return Look(cell_text(one, cell), ground, isinstance(cell, Inherited), one.type.numeric)


def look_of_problem(one: Field, problem: CellProblem) -> Look:
    """A cell that was refused: it shows what was typed."""
    shade = colour_for("conflict" if problem.conflict else "gone")
    return Look(f"⚠ {problem.typed}", shade, right=one.type.numeric)


def look_of_loading(one: Field) -> Look:
    """A cell that is on its way."""
    return Look(LOADING, grey=True, right=one.type.numeric)
