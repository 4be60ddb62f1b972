"""All that was done in this database, latest first, and the way to take any of it back."""

from array import array

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTableView

from t20desk.db.database import Database
from t20desk.db.history.operations import Wish, list_doors, list_people
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext, say_number
from t20desk.looking_back import find_changes
from t20desk.ui.desk import Desk
from t20desk.ui.history.history_filter import HistoryFilter
from t20desk.ui.history.operation_model import Told, make_operation_model, tell_operations
from t20desk.ui.history.operation_panel import OperationPanel
from t20desk.ui.history.undoing import UndoSteps
from t20desk.ui.jobs import Job
from t20desk.ui.looks.empty_page import EmptyPage
from t20desk.ui.looks.table_looks import fit_column, make_paged_table
from t20desk.ui.page import Notice, Page, make_bar, make_button, make_column, make_label
from t20desk.ui.places import Place
from t20desk.ui.tables.paged_model import PagedModel

Found = tuple[list[str], list[str], "array[int]"]
WIDTHS = {0: 150, 1: 140, 2: 120, 3: 0, 4: 210}


class HistoryPage(Page):
    """A line for each change; the records of the one chosen below."""

    widths = WIDTHS

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._reading: Job | None = None
        self._pointed_at: int | None = None
        self.filter = HistoryFilter(desk.kinds, desk.applied)
        self.model = self._make_model()
        self.table = make_paged_table(self.model, "operations", _("Changes"), self.widths)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.panel = OperationPanel(desk, UndoSteps(desk, self))
        self.count = make_label(look="quiet", name="historyCount")
        self.notice = Notice("historyNotice")
        self.trash = make_button(_("Trash …"), "flat", "openTrash")
        self.body = QStackedWidget()
        self.empty = EmptyPage(_("Nothing is listed."))
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self._pointed_at = place.record_id
        self.refresh(frozenset())
        self.table.setFocus()

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.isVisible() or not kinds:
            self._read()

    def words_of_state(self) -> set[str]:
        return {"searchable"}

    def title(self) -> str:
        return _("History")

    def help_text(self) -> str:
        return _(
            "Every change is listed, who made it and when. Choose one to see what it did to each "
            "record. It can be taken back as a whole at any time, or only the records and cells "
            "that you choose below; what somebody edited since is kept."
        )

    def find_here(self) -> None:
        """Put the cursor into the search of the history."""
        self.filter.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.text.selectAll()

    def _make_model(self) -> PagedModel[Told]:
        return make_operation_model(self._desk)

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        title = make_label(self.title(), "title")
        column.addLayout(make_bar([title], [self.count, self.trash]))
        column.addWidget(self.filter)
        column.addWidget(self.notice)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.panel)
        # What a change did is read, the list of changes is walked through.
        split.setSizes([200, 300])
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.body.addWidget(split)
        self.body.addWidget(self.empty)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.filter.wish_changed.connect(self._read)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._on_row())
        self.model.rows_arrived.connect(self._on_row)
        self.model.rows_arrived.connect(self._fit_columns)
        self.panel.place_requested.connect(self.place_requested)
        self.trash.clicked.connect(lambda: self.place_requested.emit(Place("trash")))

    # --- slots --------------------------------------------------------------------------------

    def _fit_columns(self) -> None:
        """Short names leave their room to what was done."""
        for column, width in self.widths.items():
            if width:
                fit_column(self.table, column, widest=width if column else None)

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        try:
            wish = self.filter.read_wish(self._desk.db.user)
        except UserError as error:
            self.notice.say(error.message)
            return
        db, text = self._desk.db, self.filter.text.text()
        self._reading = self._desk.jobs.read_whole(
            lambda: _find_operations(db, wish, text), lambda found: self._take(*found)
        )

    def _take(self, people: list[str], doors: list[str], sequences: "array[int]") -> None:
        self.notice.say("")
        self.filter.show_choices(people, doors)
        self.count.setText(self._say_count(len(sequences)))
        self.empty.explain(self.say_empty(self.filter.is_sifting()))
        self.body.setCurrentIndex(0 if len(sequences) else 1)
        kept = self._sequence()
        wanted, self._pointed_at = self._pointed_at or kept, None
        # The same changes may be told otherwise now: one of them was taken back.
        db = self._desk.db
        self.model.show_keys(sequences, lambda keys: tell_operations(db, keys))
        self.table.selectRow(max(self.model.row_of(wanted), 0) if wanted is not None else 0)
        self._on_row()

    def say_empty(self, is_sifted: bool) -> str:
        """Why nothing is listed."""
        if is_sifted:
            return _("No change fits what is asked for above; take a part of it away.")
        return _("Nothing was changed yet. Each change will stand here and can be taken back.")

    def _say_count(self, number: int) -> str:
        return ngettext("{number} change", "{number} changes", number).format(
            number=say_number(number)
        )

    def _sequence(self) -> int | None:
        row = self.table.currentIndex().row()
        return self.model.keys[row] if 0 <= row < len(self.model.keys) else None

    def _on_row(self) -> None:
        told = self.model.found(self.table.currentIndex().row())
        if told is not None or not len(self.model.keys):
            self.panel.show_operation(told)


def _find_operations(database: Database, wish: Wish, text: str) -> Found:
    people, doors = list_people(database), list_doors(database)
    return people, doors, find_changes(database, wish, text)
