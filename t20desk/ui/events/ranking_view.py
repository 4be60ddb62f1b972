"""A ranked list on the screen: places, who has them, which were set by hand; rows are dragged."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from t20desk.db.types import Country
from t20desk.i18n import N_, _, list_words
from t20desk.protocol.lists import Ranked
from t20desk.ui.events.guest_drag import FORMAT, pack_guest, take_or_leave, unpack_guest
from t20desk.ui.tables.line_model import Index, LineModel

HEADINGS: Final = (
    N_("No."), N_("Name"), N_("Title and organisation"), N_("Country or region"), N_("Host"),
    N_("Remark"),
)  # fmt: skip
REMARK: Final = HEADINGS.index("Remark")


class RankingModel(LineModel[Ranked]):
    """The rows of a ranked list."""

    headings = HEADINGS
    remarked = Signal(object, str)
    """What was written of a participation."""

    def __init__(self) -> None:
        super().__init__()
        self._hosts: Mapping[int, list[tuple[int, str]]] = {}

    def show_rows(self, rows: Sequence[Ranked], hosts: Mapping[int, list[tuple[int, str]]]) -> None:
        """Show another list."""
        self._hosts = hosts
        self.show_lines(rows)

    def find_row(self, guest: int | None) -> int:
        """The row of a guest, else -1."""
        return next((at for at, row in enumerate(self.lines) if row.guest.id == guest), -1)

    def _say(self, row: Ranked, column: int) -> str:
        guest = row.guest
        if column == 0:
            return f"{row.place} ●" if row.by_hand is not None else str(row.place)
        if column == 1:
            return guest.words
        if column == 2:
            return guest.affiliation or guest.organisation
        if column == 3:
            return Country().format(guest.country or None)
        if column == 4:
            return list_words(name for _key, name in self._hosts.get(guest.id, []))
        told = [row.remark, self._say_place(row), _("equal rank") if row.is_tied else ""]
        return " · ".join(filter(None, told))

    def _say_place(self, row: Ranked) -> str:
        if row.by_hand is None:
            return ""
        if row.by_hand != row.place:
            return _("set by hand as {place}").format(place=row.by_hand)
        return _("set by hand")

    # --- Qt's own names -----------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._say(row, index.column())
        if role == Qt.ItemDataRole.FontRole and row.by_hand is not None and index.column() < 2:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.EditRole:
            return row.remark
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == REMARK:
            return _("F2 or a double click writes a remark, such as how long somebody speaks.")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, typed = self.lines[index.row()], str(value).strip()
        if typed != row.remark:
            self.remarked.emit(row.guest.id, typed)
        return typed != row.remark

    def flags(self, index: Index) -> Qt.ItemFlag:
        more = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        if index.column() == REMARK:
            more |= Qt.ItemFlag.ItemIsEditable
        return super().flags(index) | more

    def mimeTypes(self) -> list[str]:
        return [FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return pack_guest(self.lines[indexes[0].row()].guest.id)


class RankingView(QTableView):
    """The list; a row is moved by the mouse, or with Alt and an arrow."""

    moved = Signal(object, int)
    """The participation, and the place where it is to stand."""
    released = Signal(object)
    written = Signal()
    """A remark is no longer being written."""

    def __init__(self) -> None:
        super().__init__()
        self.ranking = RankingModel()
        self._moving: tuple[int, int] | None = None
        """A guest and the place he was moved to, until the list is read that has him there."""
        self.setModel(self.ranking)
        self.ranking.modelReset.connect(self._note_read)
        self.setObjectName("rankingView")
        self.setAccessibleName(_("Ranked guests"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(32)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        for column, width in enumerate((64, 200, 200, 158, 130, 132)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def is_writing(self) -> bool:
        """Whether a remark is being written, which another list would take away."""
        return self.state() == QAbstractItemView.State.EditingState

    def marked(self) -> Ranked | None:
        """The row that is marked."""
        at = self.currentIndex().row()
        return self.ranking.lines[at] if 0 <= at < len(self.ranking.lines) else None

    def mark(self, guest: int | None) -> None:
        """Mark the row of a guest."""
        at = self.ranking.find_row(guest)
        if at >= 0:
            self.setCurrentIndex(self.ranking.index(at, 1))

    def move_marked(self, step: int) -> None:
        """Move the marked guest up or down by hand, as fast as the key is pressed."""
        row = self.marked()
        if row is None:
            return
        is_moving = self._moving is not None and self._moving[0] == row.guest.id
        place = (self._moving[1] if self._moving and is_moving else row.place) + step
        if 1 <= place <= len(self.ranking.lines):
            self._moving = (row.guest.id, place)
            self.moved.emit(row.guest.id, place)

    def stop_moving(self) -> None:
        """The guest stays where he is: the move was refused."""
        self._moving = None

    def _note_read(self) -> None:
        if self._moving is not None:
            at = self.ranking.find_row(self._moving[0])
            if at < 0 or self.ranking.lines[at].place == self._moving[1]:
                self._moving = None

    # --- Qt's own names -----------------------------------------------------------------------

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.written.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        row = self.marked()
        if is_alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_marked(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete and row is not None:
            self.released.emit(row.guest.id)
        elif key == Qt.Key.Key_F2 and row is not None:
            self.edit(self.ranking.index(self.currentIndex().row(), REMARK))
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        take_or_leave(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        take_or_leave(event)

    def dropEvent(self, event: QDropEvent) -> None:
        guest, at = unpack_guest(event.mimeData()), self.indexAt(event.position().toPoint())
        if guest is not None:
            event.acceptProposedAction()
            self.moved.emit(guest, at.row() + 1 if at.isValid() else len(self.ranking.lines))
