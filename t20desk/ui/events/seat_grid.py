"""Tables and rows with their seats, and the guests who have none yet; guests are dragged."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from t20desk.i18n import _
from t20desk.protocol.guests import Guest
from t20desk.protocol.seating import Seat, SeatingPlan
from t20desk.ui.events.guest_drag import pack_guest, take_or_leave, unpack_guest
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_label

GUEST = Qt.ItemDataRole.UserRole
SEAT_WIDTH = 116
GUEST_HEIGHT = 32
ROOM = 8
"""What a seat has around the two lines of a name."""


class SeatGrid(QTableWidget):
    """A row a table, a column a seat."""

    seated = Signal(object, object)
    """The participation, and the seat it is to have; None takes its seat away."""

    def __init__(self) -> None:
        super().__init__(0, 0)
        self.setObjectName("seatGrid")
        self.setAccessibleName(_("Seats"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setDefaultSectionSize(SEAT_WIDTH)
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + ROOM)
        self._plan = SeatingPlan()
        words = _("Add a table or a row; then guests are dragged to their seats.")
        self._hint = make_label(words, "quiet", wrap=True, name="seatHint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self.viewport())
        column.addWidget(self._hint)

    def show_plan(self, plan: SeatingPlan) -> None:
        """Show who sits where."""
        at = self.currentRow(), self.currentColumn()
        self._plan = plan
        self._hint.setVisible(not plan.tables)
        self.clear()
        self.setRowCount(len(plan.tables))
        self.setColumnCount(max((table.seats for table in plan.tables), default=0))
        self.setHorizontalHeaderLabels([str(one + 1) for one in range(self.columnCount())])
        for row, table in enumerate(plan.tables):
            taken = sum(seat.table == table.name for seat in plan.taken)
            self.setVerticalHeaderItem(
                row, QTableWidgetItem(f"{table.name}  {taken}/{table.seats}")
            )
            for column in range(self.columnCount()):
                guest = plan.taken.get(Seat(table.name, column + 1))
                self.setItem(row, column, _make_cell(guest, column < table.seats))
        self.setCurrentCell(*at)

    def seat_at(self, row: int, column: int) -> Seat | None:
        """The seat of a cell, if there is one."""
        if not 0 <= row < len(self._plan.tables) or not 0 <= column < self._plan.tables[row].seats:
            return None
        return Seat(self._plan.tables[row].name, column + 1)

    def marked_seat(self) -> Seat | None:
        """The seat at the cursor."""
        return self.seat_at(self.currentRow(), self.currentColumn())

    def marked_guest(self) -> int | None:
        """Who sits at the cursor."""
        item = self.currentItem()
        found: int | None = item.data(GUEST) if item is not None else None
        return found

    # --- Qt's own names -----------------------------------------------------------------------

    def mimeData(self, items: Sequence[QTableWidgetItem]) -> QMimeData:
        guest = items[0].data(GUEST) if items else None
        return pack_guest(guest) if guest is not None else QMimeData()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        take_or_leave(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        take_or_leave(event)
        # The seat below the mouse is marked, as it would be by the keys.
        at = self.indexAt(event.position().toPoint())
        if event.isAccepted() and self.seat_at(at.row(), at.column()) is not None:
            self.setCurrentCell(at.row(), at.column())

    def dropEvent(self, event: QDropEvent) -> None:
        guest, at = unpack_guest(event.mimeData()), self.indexAt(event.position().toPoint())
        seat = self.seat_at(at.row(), at.column())
        if guest is not None and seat is not None:
            event.acceptProposedAction()
            self.seated.emit(guest, seat)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        guest = self.marked_guest()
        if event.key() == Qt.Key.Key_Delete and guest is not None:
            self.seated.emit(guest, None)
        else:
            super().keyPressEvent(event)


def _make_cell(guest: Guest | None, is_seat: bool) -> QTableWidgetItem:
    names = (guest.name, guest.original_name) if guest else ()
    item = QTableWidgetItem("\n".join(filter(None, names)))
    item.setData(GUEST, guest.id if guest else None)
    if guest is not None:
        set_cell_tip(item, guest)
    if not is_seat:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def set_cell_tip(item: QTableWidgetItem | QListWidgetItem, guest: Guest) -> None:
    """Who it is in full."""
    text = " · ".join(filter(None, (guest.words, guest.affiliation or guest.organisation)))
    set_tip(item, text)


class WaitingList(QListWidget):
    """Guests without a seat; one who is dropped here loses it."""

    unseated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("waitingGuests")
        self.setAccessibleName(_("Without a seat"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)

    def show_guests(self, guests: Sequence[Guest]) -> None:
        """Show who has no seat."""
        row = self.currentRow()
        self.clear()
        for one in guests:
            item = QListWidgetItem(f"{one.words}  {one.seat}".strip())
            item.setData(GUEST, one.id)
            item.setSizeHint(QSize(0, GUEST_HEIGHT))
            set_cell_tip(item, one)
            self.addItem(item)
        self.setCurrentRow(min(max(row, 0), self.count() - 1))

    def marked_guest(self) -> int | None:
        """The guest at the cursor."""
        item = self.currentItem()
        found: int | None = item.data(GUEST) if item is not None else None
        return found

    # --- Qt's own names -----------------------------------------------------------------------

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        return pack_guest(items[0].data(GUEST)) if items else QMimeData()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        take_or_leave(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        take_or_leave(event)

    def dropEvent(self, event: QDropEvent) -> None:
        guest = unpack_guest(event.mimeData())
        if guest is not None:
            event.acceptProposedAction()
            self.unseated.emit(guest)
