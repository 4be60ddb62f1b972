"""Records that belong to a record: one tab for each sort, edited in the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from t20desk.db.fields import Kind, Kinds, links_to
from t20desk.i18n import N_, _
from t20desk.listing import Linked, Listing
from t20desk.searching import write_test
from t20desk.ui.desk import Desk
from t20desk.ui.listings import listed_columns
from t20desk.ui.page import make_button, make_label
from t20desk.ui.places import record_place
from t20desk.ui.record_table import RecordTable
from t20desk.ui.table_edits import TableEdits


@dataclass(frozen=True, slots=True)
class Related:
    """Records of a kind whose link points here; a row opens what `opens` points to."""

    kind: str
    link: str
    opens: str = ""
    noun: str = ""
    """The word for one of them here, where it is not that of the kind."""


@dataclass(frozen=True, slots=True)
class RelatedTabs:
    """A tab with its word and the tables on it."""

    label: str
    tables: tuple[Related, ...]


TABS = {
    "event": (
        RelatedTabs(N_("Guests"), (Related("participation", "event", "person", N_("Guest")),)),
        RelatedTabs(N_("Within this event"), (Related("event", "parent", noun=N_("Event")),)),
        RelatedTabs(N_("Organisers"), (Related("organiser", "event", "member"),)),
        RelatedTabs(N_("Contact notes"), (Related("contact_note", "event"),)),
    ),
    "member": (
        RelatedTabs(N_("People"), (Related("affiliation", "member", "person", N_("Person")),)),
        RelatedTabs(
            N_("Events"),
            (Related("participation", "member", "event"), Related("organiser", "member", "event")),
        ),
        RelatedTabs(
            N_("Connections"),
            (Related("connection", "member", "other"), Related("connection", "other", "member")),
        ),
        RelatedTabs(N_("Offers and seeks"), (Related("service", "member"),)),
        RelatedTabs(N_("Initiatives"), (Related("initiative_part", "member", "initiative"),)),
        RelatedTabs(N_("Contact notes"), (Related("contact_note", "member"),)),
        RelatedTabs(
            N_("Membership, addresses"),
            (
                Related("membership_period", "member"),
                Related("address", "member"),
                Related("contact_detail", "member"),
            ),
        ),
    ),
    "person": (
        RelatedTabs(
            N_("Organisations"), (Related("affiliation", "person", "member", N_("Organisation")),)
        ),
        RelatedTabs(N_("Events"), (Related("participation", "person", "event"),)),
        RelatedTabs(
            N_("Honours, names"), (Related("honour", "person"), Related("other_name", "person"))
        ),
        RelatedTabs(N_("Contact notes"), (Related("contact_note", "person"),)),
        RelatedTabs(
            N_("Addresses"), (Related("address", "person"), Related("contact_detail", "person"))
        ),
    ),
}


PAGES = ("member", "person", "event")
"""Kinds that open on a page of their own."""


def related_tabs(kinds: Kinds, kind: Kind) -> tuple[RelatedTabs, ...]:
    """The tabs of a kind; for one that names none, a tab for each kind that points to it."""
    if kind.name in TABS:
        return TABS[kind.name]
    return tuple(
        RelatedTabs(kinds[one.kind].plural, (Related(one.kind, one.name),))
        for one in links_to(kinds, kind.name)
        if not kinds[one.kind].inside
    )


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
        listing = Listing(described.kind, view="all", columns=self._columns())
        self.table = RecordTable(desk, listing, _(self.kind.plural))
        self.table.set_editing(True)
        self.edits = TableEdits(desk, self.table)
        self.heading = make_label(look="heading")
        self.new = make_button(
            "+ " + _(described.noun or self.kind.label), "", f"new_{described.kind}"
        )
        self.notice = make_label(look="problem", wrap=True)
        self._lay_out()
        self._connect()

    def show_record(self, record_id: int, name: str) -> None:
        """Show what belongs to a record."""
        self._owner, self._owner_name = record_id, name
        self._guests = None
        listing = self.table.records.listing
        search = write_test(self.described.link, "is", str(record_id))
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

    def count(self) -> int:
        """How many records there are; of guests how many, each once."""
        return len(self.table.records.ids) if self._guests is None else self._guests

    def _columns(self) -> tuple[str, ...]:
        return tuple(name for name in listed_columns(self.kind) if name != self.described.link)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.new)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        self.notice.hide()

    def _connect(self) -> None:
        self.table.records.ids_arrived.connect(lambda _ids: self._on_ids())
        self.table.record_opened.connect(self._open)
        self.table.listing_wanted.connect(self.table.show_listing)
        self.table.block_typed.connect(self.edits.act)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.edits.told.connect(self._say)
        self.new.clicked.connect(self.add_record)

    def _on_ids(self) -> None:
        self._say("")
        self.heading.setText(self._say_count())
        self.counted.emit()

    def _say_count(self) -> str:
        count = len(self.table.records.ids)
        if self._guests is not None:
            text = _("Guests: {guests}; participations here and within this event: {count}")
            return text.format(guests=self._guests, count=count)
        return "" if self.described.noun else f"{_(self.kind.plural)}   {count}"

    def _open(self, record_id: int) -> None:
        if self.kind.name in PAGES:
            self.place_requested.emit(record_place(self.kind.name, record_id))
            return
        target = self._find_target(record_id)
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
        from t20desk.ui.record_dialog import RecordDialog

        RecordDialog(self.window(), self._desk, self.kind, record_id, {}).exec()

    def add_record(self) -> None:
        """Open the form of a new record that belongs here."""
        from t20desk.ui.record_dialog import RecordDialog

        if self._owner is not None:
            linked = {self.described.link: Linked(self._owner, self._owner_name)}
            RecordDialog(self.window(), self._desk, self.kind, None, linked).exec()

    def _delete(self) -> None:
        from t20desk.ui.bulk_edits import delete_records

        delete_records(self, self._desk, self.kind, self.table.selected_ids())

    def _show_menu(self, point: QPoint) -> None:
        record_id = self.table.current_id()
        if record_id is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: self._open(record_id))
        menu.addAction(_("Edit as a form …"), lambda: self._edit(record_id))
        menu.addAction(_("Delete …"), self._delete)
        menu.popup(self.table.viewport().mapToGlobal(point))

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))


class RelatedTab(QWidget):
    """The tables of one tab, and their number."""

    counted = Signal(object)
    place_requested = Signal(object)

    def __init__(self, desk: Desk, described: RelatedTabs) -> None:
        super().__init__()
        self.tables = [RelatedTable(desk, one) for one in described.tables]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for table in self.tables:
            column.addWidget(table)
            table.counted.connect(lambda: self.counted.emit(sum(t.count() for t in self.tables)))
            table.place_requested.connect(self.place_requested)

    def show_record(self, record_id: int, name: str) -> None:
        """Show what belongs to a record."""
        for table in self.tables:
            table.show_record(record_id, name)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again what these kinds touch."""
        for table in self.tables:
            table.refresh(kinds)
