"""The tree of events for a view: rows in memory, sums read for the rows that are looked at."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from t20desk.db.fields import Kind
from t20desk.events.event_dates import join_span
from t20desk.events.event_trees import TreeRow, count_guests, makes_ring
from t20desk.i18n import N_, _
from t20desk.ui.desk import Desk
from t20desk.ui.looks.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MIME: Final = "application/x-t20desk-events"
COLUMNS: Final = (
    N_("Event"), N_("When"), N_("Place"), N_("Kind"), N_("Status"), N_("Guests"),
)  # fmt: skip
GUESTS: Final = len(COLUMNS) - 1
FIELD_OF: Final = {1: "starts", 2: "place"}
"""The columns whose values may be those of the event above, by their field."""


class TreeModel(QAbstractItemModel):
    """Rows below their parents; an index carries the place of its row in the order of the tree."""

    move_wanted = Signal(object, object)

    def __init__(self, desk: Desk, kind: Kind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields = kind.fields
        self.rows: Sequence[TreeRow] = ()
        self._places: dict[int, int] = {}
        self._children: dict[int | None, list[int]] = {}
        self._spots: list[int] = []
        self._guests: dict[int, int] = {}
        self._asked: set[int] = set()
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(0)
        self._ask_soon.timeout.connect(self._ask)

    def show_rows(self, rows: Sequence[TreeRow]) -> None:
        """Show another tree; the sums are counted anew as they are looked at."""
        self.beginResetModel()
        self.rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}
        self._children, self._spots = {}, []
        for place, row in enumerate(rows):
            beside = self._children.setdefault(row.above, [])
            self._spots.append(len(beside))
            beside.append(place)
        self._guests, self._asked = {}, set()
        self.endResetModel()

    def row_at(self, index: Index) -> TreeRow | None:
        """The event of an index."""
        return self.rows[index.internalId()] if index.isValid() else None

    def index_of(self, key: int) -> QModelIndex:
        """The index of an event; an invalid one where it is not shown."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self._index(place, 0)

    def _index(self, place: int, column: int) -> QModelIndex:
        return self.createIndex(self._spots[place], column, place)

    # --- what a cell says ---------------------------------------------------------------------

    def _say(self, row: TreeRow, column: int) -> str:
        if column == 1:
            return self._say_when(row)
        if column == GUESTS:
            return self._say_guests(row)
        texts = (row.title, "", row.place, self._format("kind", row.kind))
        return self._format("status", row.status) if column == 4 else texts[column]

    def _format(self, name: str, value: str) -> str:
        return self._fields[name].type.format(value) if value else ""

    def _say_when(self, row: TreeRow) -> str:
        return join_span(*(self._format("starts", one) for one in (row.starts, row.ends)))

    def _say_guests(self, row: TreeRow) -> str:
        found = self._guests.get(row.id)
        if found is None:
            self._asked.add(row.id)
            self._ask_soon.start()
            return ""
        return str(found) if found else ""

    def _say_tip(self, row: TreeRow, column: int) -> str:
        if FIELD_OF.get(column) in row.taken:
            return _("From the event above, until this one gives its own.")
        if column == GUESTS:
            return _("With everything within it, each person once.")
        return plain_tip(row.title) if column == 0 else ""

    def _ask(self) -> None:
        """Count for the rows that were painted meanwhile."""
        wanted, self._asked = [key for key in self._asked if key not in self._guests], set()
        rows, db = self.rows, self._desk.db
        if wanted:
            self._desk.read(lambda: count_guests(db, wanted), lambda found: self._take(rows, found))

    def _take(self, rows: Sequence[TreeRow], found: dict[int, int]) -> None:
        if rows is not self.rows:
            return
        self._guests |= found
        for key in found:
            place = self._places[key]
            index = self._index(place, GUESTS)
            self.dataChanged.emit(index, index, [Role.DisplayRole])

    # --- Qt's own names -----------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        above = self.row_at(parent)
        beside = self._children.get(None if above is None else above.id, ())
        if 0 <= row < len(beside) and 0 <= column < len(COLUMNS):
            return self.createIndex(row, column, beside[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008
        row = self.row_at(index)
        if row is None or row.above is None:
            return QModelIndex()
        return self._index(self._places[row.above], 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.column() > 0:
            return 0
        above = self.row_at(parent)
        return len(self._children.get(None if above is None else above.id, ()))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _(COLUMNS[section])
        if role == Role.TextAlignmentRole and section == GUESTS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        column = index.column()
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self._say(row, column)
        if role == Role.ToolTipRole:
            return self._say_tip(row, column) or None
        if role == Role.TextAlignmentRole and column == GUESTS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.ForegroundRole:
            is_quiet = not row.is_listed or FIELD_OF.get(column) in row.taken
            is_off = row.status in ("cancelled", "postponed")
            shade = QPalette.ColorRole.PlaceholderText
            return QGuiApplication.palette().color(shade) if is_quiet or is_off else None
        if role == Role.FontRole and column == 0 and row.status == "cancelled":
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsDropEnabled
        if index.isValid():
            flags |= Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        ids = dict.fromkeys(row.id for index in indexes if (row := self.row_at(index)))
        mime = QMimeData()
        mime.setData(MIME, " ".join(map(str, ids)).encode())
        return mime

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(MIME):
            return False
        target = self.row_at(parent)
        above = {one.id: one.above for one in self.rows}
        return target is None or not makes_ring(above, read_dragged(data), target.id)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if self.canDropMimeData(data, action, row, column, parent):
            target = self.row_at(parent)
            self.move_wanted.emit(read_dragged(data), None if target is None else target.id)
        # The rows are moved by a change and read again, not by the view.
        return False


def read_dragged(data: QMimeData) -> list[int]:
    """The events that are dragged."""
    return [int(text) for text in bytes(data.data(MIME).data()).split()]
