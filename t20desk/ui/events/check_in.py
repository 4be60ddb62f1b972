"""Check-in: a badge is scanned or a name typed, Enter notes that the guest came."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from t20desk.checking_in.arrivals import (
    Arrival,
    DoorList,
    plan_arrival,
    read_door,
    say_came,
    say_missing,
)
from t20desk.checking_in.signing import note_came
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk, say_refused
from t20desk.ui.events.arrival_view import ArrivalCard, ArrivalTable
from t20desk.ui.events.own_guests import OwnGuests
from t20desk.ui.events.take_back import TakeBackButton
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.page import Notice, make_bar, make_button, make_label


class CheckInTab(QWidget):
    """The guests of one event; what is typed narrows them at once, Enter notes the one marked."""

    counted = Signal(object)
    sheet_wanted = Signal()
    book_wanted = Signal()
    return_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._event: int | None = None
        self.door = DoorList(())
        self._is_chosen = False
        """Whether the guest was marked by hand, not by what is typed."""
        self._is_clearing = False
        self._is_noting = False
        """Whether the guests are to change by what is noted here, which shows already."""
        self.search = QLineEdit()
        leave_undo(self.search, applied=desk.applied)
        self.search.setObjectName("checkInSearch")
        self.search.setPlaceholderText(_("Badge, name or pinyin, then Enter"))
        self.search.setAccessibleName(_("Badge, name or pinyin, then Enter"))
        self.search.setClearButtonEnabled(True)
        self.came = make_button(_("Came"), "main", "checkInCame")
        self.count = make_label(look="heading", name="checkInCount")
        self.notice = Notice("checkInNotice")
        self.own = OwnGuests()
        self.card = ArrivalCard(desk.kinds)
        self.table = ArrivalTable(desk.kinds)
        self.back = TakeBackButton(desk)
        self.sheet = make_button(_("Signed sheet …"), "", "signedSheet")
        self.book = make_button(_("Workbook for a second door …"), "", "doorBook")
        self.take = make_button(_("Take it back …"), "", "takeDoorBook")
        self._lay_out()
        self._connect()

    def show_record(self, record_id: int, _name: str) -> None:
        """Show the guests of another event."""
        if record_id != self._event:
            self.back.forget()
            self.notice.say("")
            # What is being typed or scanned stays while the same event is read again.
            self.search.clear()
        self._event = record_id
        self._read()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if guests changed."""
        is_ours, self._is_noting = self._is_noting and kinds == {"participation"}, False
        if (
            self._event is not None
            and not is_ours
            and kinds & {"participation", "person", "member"}
        ):
            self._read()

    def note_presence(self) -> None:
        """Note that the guest marked came, when, and who saw it."""
        guest, typed = self.table.marked(), self.search.text().strip()
        if typed and not self._is_chosen and (unclear := self._say_unclear(typed)):
            self._refuse(unclear)
        elif guest is None and typed:
            self._refuse(say_missing(self._desk.db, typed))
        elif guest is not None and guest.has_come:
            self._refuse(say_came(guest))
        elif guest is not None and (typed or self._is_chosen):
            self._note(guest)

    def _say_unclear(self, typed: str) -> str:
        return self.door.say_twice(typed) or self.door.say_unclear(typed)

    def _refuse(self, sentence: str) -> None:
        """Say why nobody was noted; what is scanned next takes the place of what stands there."""
        self.notice.say(sentence)
        self.search.selectAll()

    def _note(self, guest: Arrival) -> None:
        try:
            change = plan_arrival(self._desk.db, guest)
            self._is_noting = True
            applied = self._desk.apply(change)
        except UserError as error:
            self._is_noting = False
            self._refuse(error.message)
            return
        if applied.operation is None:
            self._is_noting = False
            self._refuse(say_refused(applied))
            return
        self.back.offer(applied.operation, guest.id, guest.name)
        self.notice.say("")
        self._is_clearing = True
        # Not cleared: Ctrl+Z is to take back the guest, not to bring back what was typed.
        self.search.setText("")
        self._is_clearing = self._is_chosen = False
        self.door.note(guest.id, note_came(self._desk.db.user))
        self._take_door(self._event or 0, self.door)
        self.search.setFocus()

    def _read(self) -> None:
        event, db = self._event, self._desk.db
        assert event is not None
        self._desk.read(lambda: read_door(db, event), partial(self._take_door, event))

    def _take_door(self, event: int, door: DoorList) -> None:
        if event != self._event:
            return
        kept = self.table.marked()
        self.door = door
        if (last := self._last_guest()) is not None and not last.has_come:
            self.back.forget()  # taken back elsewhere, as by Ctrl+Z
        self._list()
        if kept is not None and self._is_chosen:
            self.table.mark_again(kept)
        counts = door.count()
        words = _("{came} of {total} came")
        self.count.setText(words.format(came=counts.came, total=counts.expected))
        self.counted.emit(counts.came)

    def _type(self) -> None:
        if self._is_clearing:
            return  # the guests are listed anew with what was noted
        self._is_chosen = False
        self.notice.say("")
        self._list()

    def _list(self) -> None:
        typed = self.search.text()
        self.table.guests.show_lines(self.door.find(typed))
        if typed.strip():
            self.table.mark(0)
        self._show_marked()

    def _show_marked(self) -> None:
        """The guest marked; while nothing is typed, the one noted last."""
        guest = self.table.marked()
        if guest is None and not self.search.text().strip():
            guest = self._last_guest()
        self.card.show_guest(guest, self.search.text().strip())
        self.came.setEnabled(guest is not None and not guest.has_come)

    def _last_guest(self) -> Arrival | None:
        return self.door.get(self.back.guest) if self.back.guest is not None else None

    def _choose(self, _index: QModelIndex) -> None:
        self._is_chosen = True
        self._show_marked()

    def _open(self, index: QModelIndex) -> None:
        self._choose(index)
        self.note_presence()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._type())
        self.search.installEventFilter(self)
        self.table.installEventFilter(self)
        self.table.clicked.connect(self._choose)
        self.table.doubleClicked.connect(self._open)
        self.came.clicked.connect(self.note_presence)
        self.back.said.connect(self.notice.say)
        self.back.taken_back.connect(self.search.setFocus)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.book.clicked.connect(self.book_wanted)
        self.take.clicked.connect(self.return_wanted)
        for button in (self.sheet, self.book, self.take):
            # What is scanned next is no press of that button.
            button.clicked.connect(lambda: self.search.setFocus())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.came)
        row.addSpacing(12)
        row.addWidget(self.count)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.card, 3)
        middle.addWidget(self.table, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addLayout(row)
        column.addWidget(self.own)
        column.addWidget(self.notice)
        column.addLayout(middle, 1)
        column.addLayout(make_bar((self.back,), (self.sheet, self.book, self.take)))

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key: Any = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.note_presence()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.table.mark_next(1 if key == Qt.Key.Key_Down else -1)
            self._is_chosen = self.table.marked() is not None
            self._show_marked()
            return True
        return False
