"""The tables of records that belong to a record, edited in the row."""

from array import array
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from t20desk.i18n import _
from t20desk.listing import Linked, Listing
from t20desk.searching import write_test
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.looks.theme import row_height
from t20desk.ui.page import Notice, make_button, make_label
from t20desk.ui.places import record_place
from t20desk.ui.records.related import PAGES, Related
from t20desk.ui.tables.listings import listed_columns
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.tables.table_edits import TableEdits

EDGE: Final = 8
"""What the frame of a table takes beside its heading and rows."""


class RelatedTable(QWidget):
    """One table of related records, with a button for a new one."""

    counted = Signal()
    place_requested = Signal(object)

    def __init__(self, desk: Desk, described: Related) -> None:
        super().__init__()
        self._desk = desk
        self.described = described
        self.kind = desk.kinds[described.kind]
        self._owner: int | None = None
        self._owner_name = ""
        self._guests: int | None = None
        listing = Listing(described.kind, "", "all", described.sort, self._columns())
        self.table = RecordTable(desk, listing, _(self.kind.plural))
        self.table.typing.switch(True)
        self.edits = TableEdits(desk, self.table)
        self.heading = make_label(look="heading")
        self.new = make_button(
            "+ " + _(described.noun or self.kind.label), "", f"new_{described.kind}"
        )
        self.notice = Notice()
        self.empty = make_label(look="quiet", wrap=True, name=f"empty_{described.kind}")
        self._lay_out()
        self._connect()

    def show_record(self, record_id: int, name: str) -> None:
        """Show what belongs to a record."""
        self._owner, self._owner_name = record_id, name
        self._guests = None
        listing = self.table.records.listing
        search = self._search(record_id)
        self.table.show_listing(Listing(listing.kind, search, "all", listing.sort, listing.columns))

    def show_branch(self, ids: Sequence[int], guests: int) -> None:
        """Show the guests of several events, and at which; each guest counts once."""
        self._guests = guests
        link = self.described.link
        tests = " or ".join(write_test(link, "is", str(key)) for key in ids)
        columns = self._columns() if len(ids) < 2 else (*self._columns(), link)
        sort = self.table.records.listing.sort
        self.table.show_listing(Listing(self.kind.name, tests, "all", sort, columns))

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if these kinds show here."""
        mine = {self.kind.name} | {one.target for one in self.kind.links}
        if self._owner is not None and kinds & mine:
            self.table.reload()

    def keep_rows(self, rows: int) -> None:
        """Keep room for the heading, so many rows, and the words of a table without any."""
        height = row_height(self._desk.settings.value("density"))
        heading = self.table.horizontalHeader().minimumHeight()
        self.table.setMinimumHeight(heading + max(rows, 1) * height + EDGE)

    def count(self) -> int:
        """How many records there are; of guests how many, each once."""
        return len(self.table.records.ids) if self._guests is None else self._guests

    def _search(self, owner: int) -> str:
        return write_test(self.described.link, "is", str(owner))

    def _columns(self) -> tuple[str, ...]:
        described = self.described
        hidden = (described.link, *described.hides)
        names = [name for name in listed_columns(self.kind) if name not in hidden]
        return (*names[:1], *described.more, *names[1:])

    def _lay_out(self) -> None:
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        self.head = QHBoxLayout()
        self.head.addWidget(self.heading, 1)
        self.head.addWidget(self.new)
        column.addLayout(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.empty.hide()
        over = QVBoxLayout(self.table.viewport())
        over.addWidget(self.empty)

    def _connect(self) -> None:
        self.table.records.ids_arrived.connect(lambda _ids: self._on_ids())
        self.table.record_opened.connect(self._open)
        self.table.listing_wanted.connect(self.table.show_listing)
        self.table.block_typed.connect(self.edits.act)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.edits.told.connect(self.notice.say)
        self.new.clicked.connect(self.add_record)

    def _on_ids(self) -> None:
        self.notice.say("")
        self.heading.setText(self._say_count())
        self.empty.setText(self._say_empty())
        self.empty.setVisible(not self.table.records.ids)
        self.counted.emit()

    def _say_empty(self) -> str:
        """What stands in a table without rows: the next step."""
        return _("Nothing is entered here yet. “{button}” adds the first.").format(
            button=self.new.text()
        )

    def _say_count(self) -> str:
        count = len(self.table.records.ids)
        title = _(self.described.title or self.kind.plural)
        return "" if self.described.noun else f"{title}   {count}"

    def _open(self, record_id: int) -> None:
        target = self._find_target(record_id)
        if target is None and self.kind.name in PAGES:
            target = record_place(self.kind.name, record_id)
        if target is not None:
            self.place_requested.emit(target)
        else:
            self._edit(record_id)

    def _find_target(self, record_id: int) -> Any:
        one = self.kind.fields.get(self.described.opens)
        columns = [field.name for field in self.table.records.fields]
        cells = self.table.records.cells_of(self.table.records.row_of(record_id))
        if one is None or cells is None or one.name not in columns:
            return None
        cell = cells[columns.index(one.name)]
        return record_place(one.target or "", cell.id) if isinstance(cell, Linked) else None

    def _edit(self, record_id: int) -> None:
        from t20desk.ui.records.record_dialog import RecordDialog

        run_dialog(RecordDialog(self.window(), self._desk, self.kind, record_id, {}))

    def add_record(self) -> None:
        """Open the form of a new record that belongs here."""
        from t20desk.ui.records.record_dialog import RecordDialog

        if self._owner is not None:
            linked = {self.described.link: self.linked()}
            dialog = RecordDialog(self.window(), self._desk, self.kind, None, linked)
            if run_dialog(dialog) and dialog.saved_id is not None:
                self.table.go_on_to(array("q", [dialog.saved_id]))

    def linked(self) -> Linked:
        """The record that all this belongs to."""
        return Linked(self._owner or 0, self._owner_name)

    def words_of_state(self) -> set[str]:
        """Further words of the state while rows of it are chosen."""
        return set()

    def open_chosen(self) -> None:
        """Open what the row at the cursor leads to."""
        record_id = self.table.current_id()
        if record_id is not None:
            self._open(record_id)

    def delete_chosen(self) -> None:
        """Delete the rows that are chosen, after showing what goes along."""
        from t20desk.ui.tables.bulk_edits import delete_records

        delete_records(self, self._desk, self.kind, self.table.selected_ids())

    def set_field(self) -> None:
        """Set one field of all rows that are chosen."""
        from t20desk.ui.tables.bulk_edits import set_field

        set_field(self, self._desk, self.kind, self.table.selected_ids(), self.table.column_here())

    def _show_menu(self, point: QPoint) -> None:
        record_id = self.table.current_id()
        if record_id is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: self._open(record_id))
        menu.addAction(_("Edit as a form …"), lambda: self._edit(record_id))
        menu.addAction(_("Copy"), lambda: self.edits.act("copy"))
        menu.addAction(_("Paste into the table"), lambda: self.edits.act("paste"))
        menu.addAction(_("Fill down"), lambda: self.edits.act("fill"))
        menu.addAction(_("Set a field …"), self.set_field)
        menu.addAction(_("Delete …"), self.delete_chosen)
        self._add_verbs(menu, record_id)
        menu.popup(self.table.viewport().mapToGlobal(point))

    def _add_verbs(self, menu: QMenu, record_id: int) -> None:
        """What else can be done with a row."""
