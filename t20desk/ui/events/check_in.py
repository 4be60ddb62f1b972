"""Check-in: a name is typed, Enter notes that the guest came."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing import Listing, count_rows
from t20desk.searching import write_test
from t20desk.ui.desk import Desk
from t20desk.ui.page import make_button, make_label
from t20desk.ui.records.undo_keys import leave_undo
from t20desk.ui.tables.record_table import RecordTable

COLUMNS = ("person", "person.original_name", "member", "roles", "answer", "presence")


class CheckInTab(QWidget):
    """The guests of one event; what is typed narrows them, Enter ticks the one marked."""

    counted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._event: int | None = None
        self.search = QLineEdit()
        leave_undo(self.search)
        self.search.setObjectName("checkInSearch")
        self.search.setPlaceholderText(_("Name or organisation, then Enter"))
        self.search.setAccessibleName(_("Name or organisation, then Enter"))
        self.search.setClearButtonEnabled(True)
        self.came = make_button(_("Came"), "main", "checkInCame")
        self.count = make_label(look="heading", name="checkInCount")
        self.notice = make_label(look="problem", wrap=True, name="checkInNotice")
        listing = Listing("participation", view="all", columns=COLUMNS)
        self.table = RecordTable(desk, listing, _("Guests"))
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._list())
        self.search.installEventFilter(self)
        self.came.clicked.connect(self.note_presence)
        self.table.record_opened.connect(lambda _key: self.note_presence())
        self.table.records.ids_arrived.connect(lambda _ids: self._mark_first())
        self.table.records.failed.connect(self._say)

    def show_record(self, record_id: int, _name: str) -> None:
        """Show the guests of another event."""
        self._event = record_id
        self.search.clear()
        self._list()
        self._count()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if guests changed."""
        if self._event is not None and "participation" in kinds:
            self.table.reload()
            self._count()

    def note_presence(self) -> None:
        """Note that the guest marked came, when, and who saw it."""
        guest = self.table.current_id()
        if guest is None:
            return
        now = datetime.now().strftime("%Y-%m-%dT%H:%M")
        seen = {"presence": "came", "presence_at": now, "presence_by": self._desk.db.user}
        try:
            applied = self._desk.apply(plan_edit(self._desk.db, "participation", {guest: seen}))
        except UserError as error:
            self._say(error.message)
            return
        self._say(" ".join(one.message for one in applied.problems))
        if not applied.is_refused:
            self.search.clear()
            self.search.setFocus()

    def _list(self) -> None:
        if self._event is not None:
            search = f"{self._here()} {self.search.text().strip()}".strip()
            sort = self.table.records.listing.sort
            self.table.show_listing(Listing("participation", search, "all", sort, COLUMNS))

    def _here(self) -> str:
        return write_test("event", "is", str(self._event))

    def _mark_first(self) -> None:
        self._say("")
        if len(self.table.records.ids) and self.table.current_id() is None:
            self.table.setCurrentIndex(self.table.records.index(0, 0))

    def _count(self) -> None:
        event, db, here = self._event, self._desk.db, self._here()
        whole = Listing("participation", here, "all")
        came = Listing("participation", f"{here} {write_test('presence', 'is', 'came')}", "all")
        self._desk.read(
            lambda: (count_rows(db, came), count_rows(db, whole)),
            lambda found: self._show_count(event, *found),
        )

    def _show_count(self, event: int | None, came: int, total: int) -> None:
        if event == self._event:
            words = _("{came} of {total} came")
            self.count.setText(words.format(came=came, total=total))
            self.counted.emit(came)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.came)
        row.addSpacing(12)
        row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addLayout(row)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        self.notice.hide()

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.note_presence()
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.table.currentIndex().row() + step
            if 0 <= row < len(self.table.records.ids):
                self.table.setCurrentIndex(self.table.records.index(row, 0))
            return True
        return False
