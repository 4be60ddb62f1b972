"""Which column of a sheet goes to which field: beside each column a few of its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from t20desk.db.fields import Kind
from t20desk.db.keys import match_key
from t20desk.i18n import _
from t20desk.importing.headings import known_headings, read_heading
from t20desk.members import can_write
from t20desk.reading import SheetRow, column_letters

EXAMPLES = 3
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column as the mapping shows it: letter, heading, cells, and the field guessed."""

    letter: str
    heading: str
    examples: tuple[str, ...]
    field: str


def guess_columns(kind: Kind, rows: Sequence[SheetRow], header: SheetRow) -> list[SheetColumn]:
    """The columns of a sheet with the fields their headings mean; no field is guessed twice."""
    known = known_headings(kind)
    below = [row for row in rows if row.number > header.number]
    taken: set[str] = set()
    found: list[SheetColumn] = []
    for place, cell in enumerate(header.cells[:MOST_COLUMNS]):
        heading = read_heading(cell)
        examples = _examples(below, place)
        if not heading and not any(examples):
            continue
        one = known.get(match_key(heading)) if heading else None
        name = one.name if one is not None and one.name not in taken else ""
        taken.add(name)
        found.append(SheetColumn(column_letters(place), heading, examples, name))
    return found


def _examples(rows: Sequence[SheetRow], place: int) -> tuple[str, ...]:
    cells = (row.cells[place] for row in rows if place < len(row.cells))
    texts = (read_heading(cell)[:40] for cell in cells if cell is not None)
    return tuple(dict.fromkeys(filter(None, texts)))[:EXAMPLES]


class ColumnMapping(QTableWidget):
    """A line for each column of the sheet."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setObjectName("columnMapping")
        self.setAccessibleName(_("Columns of the sheet"))
        self.setHorizontalHeaderLabels([_("Column"), _("Goes to"), _("Cells")])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(40)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setColumnWidth(0, 230)
        self.setColumnWidth(1, 270)
        self.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._columns: list[SheetColumn] = []
        self._boxes: list[QComboBox] = []

    def show_columns(self, kind: Kind, columns: Sequence[SheetColumn]) -> None:
        """Show the columns of another sheet."""
        self._columns, self._boxes = list(columns), []
        self.setRowCount(len(columns))
        targets = target_fields(kind)
        for row, one in enumerate(columns):
            name = f"{one.letter}   {one.heading}" if one.heading else one.letter
            self.setItem(row, 0, QTableWidgetItem(name))
            self.setItem(row, 2, QTableWidgetItem("   ·   ".join(one.examples)))
            self.setCellWidget(row, 1, self._make_box(one, targets))

    def mapping(self) -> dict[str, str]:
        """Column letter to field name; an empty name leaves the column out."""
        return {
            one.letter: str(box.currentData() or "")
            for one, box in zip(self._columns, self._boxes, strict=True)
        }

    def choose(self, letter: str, field: str) -> None:
        """Let a column go to a field."""
        for one, box in zip(self._columns, self._boxes, strict=True):
            if one.letter == letter:
                box.setCurrentIndex(max(box.findData(field), 0))

    def _make_box(self, one: SheetColumn, targets: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Column {letter} goes to").format(letter=one.letter))
        box.addItem(_("– leave out –"), "")
        for name, label in targets:
            box.addItem(label, name)
        box.setCurrentIndex(max(box.findData(one.field), 0))
        box.currentIndexChanged.connect(self.changed)
        self._boxes.append(box)
        return box


def target_fields(kind: Kind) -> list[tuple[str, str]]:
    """The fields a column may go to: name and words."""
    return [
        (one.name, one.say()) for one in kind.fields.values() if can_write(one) and not one.hidden
    ]
