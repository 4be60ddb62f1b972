"""The list of a kind: views, filters, search, table, what can be done with the selection."""

from array import array
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout

from t20desk.db.fields import Field, Kind
from t20desk.i18n import _
from t20desk.listing import Listing
from t20desk.listing.views import Clock, is_saved
from t20desk.ui.desk import Desk
from t20desk.ui.kind_page import KindPage
from t20desk.ui.lists.beside_list import BesideList
from t20desk.ui.lists.clock_bar import ClockBar
from t20desk.ui.lists.filter_answers import FilterAnswers
from t20desk.ui.lists.filter_bar import FilterBar
from t20desk.ui.lists.hidden_bar import HiddenBar
from t20desk.ui.lists.list_count import ListCount
from t20desk.ui.lists.list_empty import ListBody
from t20desk.ui.lists.list_foot import ListFoot
from t20desk.ui.lists.list_memory import remembered_listing
from t20desk.ui.lists.list_shape import ListShape
from t20desk.ui.lists.list_verbs import ListVerbs
from t20desk.ui.lists.listed_view import ListedView
from t20desk.ui.lists.output_verbs import OutputVerbs
from t20desk.ui.lists.row_opening import RowOpening
from t20desk.ui.lists.selection_bar import make_selection_bar
from t20desk.ui.lists.view_bar import ViewBar
from t20desk.ui.page import Notice, make_column, make_label
from t20desk.ui.places import Place
from t20desk.ui.records.mail_drops import take_mails
from t20desk.ui.tables.listings import first_view
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.tables.table_edits import TableEdits


class ListPage(KindPage):
    """Shows the records of one kind."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self.kind: Kind = desk.kinds[place.kind]
        self._pointed_at: int | None = None
        listing = remembered_listing(desk.memory, desk.kinds, self.kind)
        self.table = RecordTable(desk, listing, _(self.kind.plural))
        self.edits = TableEdits(desk, self.table)
        self.views = ViewBar(desk, self.kind, self.listing_shown)
        self.answers = FilterAnswers(desk, self.kind, self.table)
        self.filters = FilterBar(self.answers, _filter_fields(self.kind))
        self.shape = ListShape(self, desk, self.kind, self.table)
        self.listed = ListedView(desk, self.table, self.shape, self.filters, self.views)
        self.foot = ListFoot(desk, self.shape)
        self._counts = ListCount(desk, self)
        self.count, self.edit_switch = self.foot.count, self.foot.edit_switch
        self.clock = ClockBar(desk, self.kind)
        self.notice = Notice("listNotice")
        self.hidden = HiddenBar(desk, self.kind)
        self.verbs, self.output = ListVerbs(self, desk), OutputVerbs(self, desk)
        self.opening = RowOpening(self, desk, self.table)
        self.selection_bar = make_selection_bar(self)
        self.body = ListBody(self.kind, self.table, self.shape.totals)
        self.empty = self.body.empty
        self.beside = BesideList(desk, self.kind, self.table, self.body)
        self._lay_out()
        self._connect()
        take_mails(self, desk)
        self.views.choose(listing.view)
        self.table.reload()

    # --- the page -----------------------------------------------------------------------------

    def doers(self) -> tuple[object, ...]:
        parts = (self.opening, self.filters, self.shape, self.views.verbs, self.beside, self.foot)
        return (self.verbs, self.output, *parts)

    def show_place(self, place: Place) -> None:
        view = first_view(self.kind) if place.view is None else place.view
        if place.search or place.view is not None:
            self.views.choose(view)
            self._pointed_at = place.record_id
            self.listed.show_place(view, place)
            # Who comes from a figure or a view wants it for today, unless a day is named.
            if (clock := Clock(**dict(place.values))) != self._clock():
                self._show_clock(clock)
        self.table.setFocus()

    def place_shown(self) -> Place:
        listing = self.table.records.listing
        return Place(
            "list",
            self.kind.name,
            self.table.current_id(),
            search=self.filters.query(),
            view=listing.view,
            sort=listing.sort,
            values=tuple((name, day) for name, day in self._clock()._asdict().items() if day),
            columns=self.shape.lent,
        )

    def _clock(self) -> Clock:
        listing = self.table.records.listing
        return Clock(listing.on, listing.as_known)

    def words_of_state(self) -> set[str]:
        words = {"listing", "rows", "printable", "searchable"}
        is_past = self.table.records.listing.as_known is not None
        if is_saved(self.table.records.listing.view):
            words.add("saved_view")
        if not is_past:
            words |= self.contact_words()
        count = self.table.count_selected()
        if count or self.table.current_id() is not None:
            words |= {"selection"} if is_past else {"selection", "chosen", "changeable"}
        if count == 2 and not is_past:
            words.add("two")
        if not is_past:
            words |= {"editable", "editing"} if self.table.records.editing else {"editable"}
        return words

    def refresh(self, kinds: frozenset[str]) -> None:
        if "view" in kinds or not kinds or kinds & _touching(self.kind):
            self.views.refresh()
        if not self.views.knows(self.table.records.listing.view):
            # Its view went, by an undo or elsewhere.
            view = first_view(self.kind)
            self.views.choose(view)
            self.listed.open_view(view)
        elif not kinds or kinds & _touching(self.kind):
            self.table.reload()

    def take_settings(self) -> None:
        self.table.take_density()
        self.beside.take_settings()

    def can_leave(self) -> bool:
        self.table.setFocus()
        return True

    def title(self) -> str:
        return _(self.kind.plural)

    def help_text(self) -> str:
        return _(
            "Type above to search in this list; click a heading to sort. Enter opens a record, "
            "F2 or a double click edits a cell, and Ctrl+E lets you type anywhere in the table. "
            "What you select can be exported, changed or deleted together."
        )

    # --- the verbs that turn the page itself ---------------------------------------------------

    def edit_table(self) -> None:
        """Switch typing in the table on or off."""
        on = not self.table.records.editing
        self.table.typing.switch(on)
        self.edit_switch.setChecked(on)
        self.foot.name_switch(on)
        if on:
            # Who switches it on types next.
            self.table.setFocus()
        self._on_selection()

    def select_all(self) -> None:
        """Select every row, or all text of the line that has the cursor."""
        if self.filters.search.hasFocus():
            self.filters.search.selectAll()
        else:
            self.table.selectAll()

    def choose_clock(self) -> None:
        """Choose the day the list is for, or on which it was known so."""
        self.clock.ask(self.table.records.listing)

    # --- what is meant ------------------------------------------------------------------------

    def picked_ids(self) -> Sequence[int]:
        """The records that were chosen one by one, else the one the cursor is on."""
        self.table.records.wait_whole()
        here = self.table.current_id()
        return self.table.selected_ids() or ([here] if here is not None else [])

    def chosen_ids(self) -> Sequence[int]:
        """What is selected, else the whole list."""
        self.table.records.wait_whole()
        return self.table.selected_ids() or self.table.records.ids

    def listing_shown(self) -> Listing:
        """The listing as it stands, columns in the order they were dragged to."""
        return self.shape.listing()

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = self.head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(make_label(_(self.kind.plural), "title"))
        head.addWidget(self.views, 1)
        column = make_column(self)
        column.addLayout(head)
        for part in (self.filters, self.clock, self.notice, self.hidden):
            column.addWidget(part)
        column.addWidget(self.beside, 1)
        column.addWidget(self.selection_bar)
        column.addWidget(self.foot)
        self.foot.show_shape(self.table.records.listing)
        self.selection_bar.hide()

    def _connect(self) -> None:
        self.opening.place_requested.connect(self.place_requested)
        self.table.selection_changed.connect(self._on_selection)
        self.table.made_hidden.connect(self.hidden.tell)
        self.hidden.wanted.connect(self._show_hidden)
        self.table.listing_wanted.connect(lambda listing: self.listed.show_anew(sort=listing.sort))
        self.shape.changed.connect(lambda changes: self.listed.show_anew(**changes))
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.records.ids_arrived.connect(self._on_ids)
        # The first rows do not wait for what the other views would find.
        once = Qt.ConnectionType.SingleShotConnection
        self.table.records.ids_arrived.connect(self.views.count, once)
        self.table.records.failed.connect(self._on_failure)
        self.table.block_typed.connect(self.edits.act)
        self.table.letters_typed.connect(self.filters.begin)
        self.edits.told.connect(self.notice.say)
        self.filters.query_changed.connect(lambda: self.listed.show_anew())
        self.filters.rows_wanted.connect(self._go_to_rows)
        self.listed.turned.connect(self._on_turn)
        self.listed.view_opened.connect(self.state_changed)
        self.listed.failed.connect(self.notice.say)
        self.views.chosen.connect(self.listed.open_view)
        self.views.saved.connect(lambda: self.listed.type_query(""))
        self.edit_switch.clicked.connect(self.edit_table)
        self.clock.clock_chosen.connect(self._show_clock)
        self.clock.failed.connect(self.notice.say)
        self.empty.place_requested.connect(self.place_requested)
        self._counts.told.connect(partial(self.foot.show_count, _(self.kind.plural)))
        self._counts.counted.connect(self._show_total)
        self.beside.place_requested.connect(self.opening.go_to)
        self.foot.card.clicked.connect(self.beside.toggle_card)

    # --- slots --------------------------------------------------------------------------------

    def _show_clock(self, clock: Clock) -> None:
        if clock.as_known and self.table.records.editing:
            self.edit_table()
        self.listed.show_anew(on=clock.on, as_known=clock.as_known)
        self.clock.show_clock(self.table.records.listing)
        self.views.count()
        self.edit_switch.setVisible(clock.as_known is None)
        self.state_changed.emit()

    def _on_turn(self, listing: Listing) -> None:
        self._counts.stop()
        self.hidden.hide()
        self.foot.show_shape(listing)

    def _show_hidden(self, made: "array[int]") -> None:
        """List all records, with those just made selected."""
        self.listed.type_query("")
        self.views.choose("all")
        self.listed.open_view("all")
        self.table.go_on_to(made)
        self.table.setFocus()

    def _go_to_rows(self) -> None:
        if len(self.table.records.ids):
            self.table.mark_first()
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_selection(self) -> None:
        count = self.table.count_selected()
        past = self.table.records.listing.as_known is not None
        self.selection_bar.show_selection(count, self.table.records.editing, past)
        self.state_changed.emit()

    def _on_ids(self, ids: "array[int]") -> None:
        if self._pointed_at is not None:
            self.table.go_to_record(self._pointed_at)
            self._pointed_at = None
        self.table.mark_first()
        self.state_changed.emit()
        self.notice.say("")
        self.hidden.check()
        self.filters.forget_fault()
        groups = len(self.table.records.rows.groups or ())
        self._counts.count(self.table.records.listing, len(ids), groups)

    def _show_total(self, shown: int, total: int) -> None:
        past = self.table.records.listing.as_known is not None
        self.body.show_count(shown, total, past)

    def _on_failure(self, sentence: str) -> None:
        self.notice.say(sentence)
        if not self.table.records.ids:
            self.foot.show_count(_(self.kind.plural), "0")
        self.filters.find_fault(self.notice.say)

    def _show_menu(self, point: QPoint) -> None:
        self.menu_requested.emit(self.table.viewport().mapToGlobal(point))


def _filter_fields(kind: Kind) -> list[Field]:
    return sorted(kind.fields.values(), key=lambda one: not one.listed)


def _touching(kind: Kind) -> set[str]:
    """The kinds whose changes may show in a list of this kind."""
    return (
        {kind.name}
        | {one.target for one in kind.links if one.target}
        | _GIVING.get(kind.name, set())
    )


_GIVING = {
    "member": {"membership_period"},
    "person": {"affiliation", "member"},
    "event": {"event"},
}
