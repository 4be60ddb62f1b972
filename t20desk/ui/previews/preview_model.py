"""The rows of a change as the preview paints them: new, changed and removed cells."""

from array import array
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from t20desk.db.fields import Field
from t20desk.db.types import Stored
from t20desk.i18n import N_, _
from t20desk.listing.telling import stand_for
from t20desk.listing.titles import read_dated_title, read_title
from t20desk.ui.desk import Desk
from t20desk.ui.looks.cell_texts import told_text
from t20desk.ui.looks.pair_cells import PAIR_ROLE
from t20desk.ui.looks.theme import colour_for
from t20desk.ui.looks.tips import answer_tip
from t20desk.ui.looks.words import title_of
from t20desk.ui.previews.planned_change import ChangeIndex, verb_of
from t20desk.ui.previews.preview_choice import ChangeChoice, Key

Index = QModelIndex | QPersistentModelIndex
Cells = dict[str, Stored]
Asked = tuple[str, int, bool]
"""Kind and id of a record, and whether it is a row itself."""
Role = Qt.ItemDataRole
SIGNS = {"new": "+", "changed": "→", "removed": "−"}
MEANINGS = {"new": "new", "changed": "changed", "removed": "gone"}
WORDS = {"new": N_("new"), "changed": N_("changed"), "removed": N_("removed")}


class PreviewModel(QAbstractTableModel):
    """Paints the rows of one kind, those of some verbs, each with its tick."""

    ticked = Signal()
    named = Signal()
    """The names of the linked records that show first are there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.choice: ChangeChoice | None = None
        """What is taken; None where a change is applied as it stands."""
        self._desk = desk
        self._index: ChangeIndex | None = None
        self._kind = ""
        self._places: array[int] = array("q")
        self._fields: list[Field] = []
        self._titles: dict[Asked, str] = {}
        self._asked: set[Asked] = set()
        self._unnamed: set[Asked] = set()
        self._new: dict[str, dict[int, int]] = {}
        """Where the new records of each kind stand in the change, by their ids."""
        self._rows: OrderedDict[int, tuple[Cells, Cells]] = OrderedDict()
        """The cells of a row before and after."""

    def show(self, index: ChangeIndex, kind: str, verbs: tuple[str, ...]) -> None:
        """Show the rows of a kind to which one of these things happens."""
        self.beginResetModel()
        if index is not self._index:
            self._new.clear()
        self._index, self._kind = index, kind
        self._rows.clear()
        self._places = array("q")
        for verb in verbs:
            self._places.extend(index.places.get(kind, {}).get(verb, ()))
        fields = self._desk.kinds[kind].fields
        self._fields = [fields[name] for name in index.columns.get(kind, ()) if name in fields]
        self._fields = self._used_fields()
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._places, self._fields = array("q"), []
        self.endResetModel()

    def is_named(self) -> bool:
        """Whether the first rows have names; a guest or a link has none while it is new."""
        return any(self._title(row) for row in range(min(len(self._places), 20)))

    def tick_all(self, on: bool) -> None:
        """Take all rows that are shown, or none of them."""
        if self.choice is not None:
            self.choice.tick_rows(map(self._key, range(len(self._places))), on)
            self._repaint()

    def _key(self, row: int) -> Key:
        assert self._index is not None
        return self._kind, self._index.row_at(self._places[row])[1][0]

    def _repaint(self) -> None:
        if self._places:
            last = self.index(len(self._places) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticked.emit()

    def _used_fields(self) -> list[Field]:
        """The columns that hold something in the first rows; an empty one says nothing."""
        used: set[str] = set()
        for row in range(min(len(self._places), 300)):
            for cells in self._cells(row):
                used.update(name for name, value in cells.items() if value is not None)
        return [one for one in self._fields if one.name in used] or self._fields

    def _cells(self, row: int) -> tuple[Cells, Cells]:
        found = self._rows.get(row)
        if found is None:
            assert self._index is not None
            columns, (_key, before, after) = self._index.row_at(self._places[row])
            empty = (None,) * len(columns)
            found = (
                dict(zip(columns, before or empty, strict=True)),
                dict(zip(columns, after or empty, strict=True)),
            )
            self._rows[row] = found
            if len(self._rows) > 4000:
                self._rows.popitem(last=False)
        return found

    def _verb(self, row: int) -> str:
        assert self._index is not None
        return verb_of(self._index.row_at(self._places[row])[1])

    def _title(self, row: int) -> str:
        assert self._index is not None
        columns, (key, before, after) = self._index.row_at(self._places[row])
        if before is not None and after is not None:
            return self._linked(self._kind, key, is_row=True)
        cells = dict(zip(columns, after or before or (), strict=True))
        return title_of(self._desk.kinds[self._kind], cells) or self._linked(self._kind, key)

    def _linked(self, kind: str, key: int, is_row: bool = False) -> str:
        """The name of a record; of a row it also tells it from others that are called like it."""
        asked = (kind, key, is_row)
        found = self._titles.get(asked) or self._name_new(kind, key)
        if not found and asked not in self._asked:
            self._asked.add(asked)
            self._unnamed.add(asked)
            read = read_dated_title if is_row else read_title
            self._desk.read(
                lambda: read(self._desk.db, kind, key), lambda title: self._take_title(asked, title)
            )
        return found or ""

    def _name_new(self, kind: str, key: int) -> str:
        """The name of a record that comes with the same change; nothing where it does not."""
        assert self._index is not None
        if kind not in self._new:
            places = self._index.places.get(kind, {}).get("new", ())
            self._new[kind] = {self._index.row_at(place)[1][0]: place for place in places}
        place = self._new[kind].get(key)
        if place is None:
            return ""
        columns, (_key, _before, after) = self._index.row_at(place)
        return title_of(self._desk.kinds[kind], dict(zip(columns, after or (), strict=True)))

    def _take_title(self, asked: Asked, title: str) -> None:
        self._titles[asked] = title
        self._unnamed.discard(asked)
        if self._places:
            last = self.index(len(self._places) - 1, len(self._fields))
            self.dataChanged.emit(self.index(0, 0), last)
        if not self._unnamed:
            self.named.emit()

    def _words(self, row: int, one: Field, after: bool) -> str:
        cells = self._cells(row)[after]
        one, value = stand_for(self._desk.kinds, one, cells.get(one.name), cells)
        if one.target and isinstance(value, int):
            return self._linked(one.target, value) or "…"
        return told_text(self._desk.kinds, one, value, str(cells.get("kind", "")))

    def _text(self, row: int, column: int) -> str:
        verb = self._verb(row)
        if column == 0:
            return f"{SIGNS[verb]} {_(WORDS[verb])}"
        if column == 1:
            return self._title(row)
        one = self._fields[column - 2]
        if self._is_changed(row, column):
            before, after = self._words(row, one, False), self._words(row, one, True)
            return f"{before or '∅'}  →  {after or '∅'}"
        return self._words(row, one, verb != "removed")

    def _is_changed(self, row: int, column: int) -> bool:
        if column < 2 or self._verb(row) != "changed":
            return False
        before, after = self._cells(row)
        name = self._fields[column - 2].name
        return bool(before.get(name) != after.get(name))

    def _pair(self, row: int, column: int) -> tuple[str, str] | None:
        """The words before and after of a cell that will change."""
        if not self._is_changed(row, column) or not self._is_taken(row, column):
            return None
        one = self._fields[column - 2]
        return self._words(row, one, False), self._words(row, one, True)

    def _has_tick(self, row: int, column: int) -> bool:
        return self.choice is not None and (column == 0 or self._is_changed(row, column))

    def _is_taken(self, row: int, column: int) -> bool:
        if self.choice is None:
            return True
        key = self._key(row)
        if column < 2 or not self._is_changed(row, column):
            return self.choice.takes_row(key)
        return self.choice.takes_cell(key, self._fields[column - 2].name)

    def _tick(self, row: int, column: int) -> Qt.CheckState | None:
        if not self._has_tick(row, column):
            return None
        return Qt.CheckState.Checked if self._is_taken(row, column) else Qt.CheckState.Unchecked

    def _colour(self, row: int, column: int) -> QColor | None:
        verb = self._verb(row)
        if column == 1 or not self._is_taken(row, column):
            return None
        if verb != "changed" or column == 0:
            return colour_for(MEANINGS[verb])
        return colour_for("changed") if self._is_changed(row, column) else None

    # --- Qt's own names -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._fields) + 2

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return answer_tip(role, self._text(index.row(), index.column()))
        if role == PAIR_ROLE:
            return self._pair(index.row(), index.column())
        if role == Role.BackgroundRole:
            return self._colour(index.row(), index.column())
        if role == Role.CheckStateRole:
            return self._tick(index.row(), index.column())
        if role == Role.ForegroundRole and not self._is_taken(index.row(), index.column()):
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or self.choice is None:
            return False
        on, key = Qt.CheckState(value) == Qt.CheckState.Checked, self._key(index.row())
        if index.column() == 0:
            self.choice.tick_rows([key], on)
        else:
            self.choice.tick_cell(key, self._fields[index.column() - 2].name, on)
        self._repaint()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if index.isValid() and self._has_tick(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        if section < 2:
            return ("", _("Record"))[section]
        return self._fields[section - 2].say()
