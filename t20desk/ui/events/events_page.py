"""The events of the office in three manners: as a list, as a tree, and month by month."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from t20desk.events.event_dates import list_outside
from t20desk.i18n import _
from t20desk.notices import Oddity
from t20desk.ui.desk import Desk
from t20desk.ui.events.event_tree import EventTree
from t20desk.ui.events.month_view import MonthView
from t20desk.ui.events.move_dialog import move_events, move_to
from t20desk.ui.events.new_day_dialog import move_by_days, move_to_day
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.looks.chip_row import ChipRow
from t20desk.ui.places import Place, record_place

LIST, TREE, MONTH = "list", "tree", "month"
KEPT: Final = "events/manner"


class EventsPage(ListPage):
    """A list page whose events are shown in one of three manners; search and views serve all."""

    def __init__(self, desk: Desk, place: Place) -> None:
        self.manner = LIST
        self._moved: list[int] = []
        self.manners = QStackedWidget()
        self.switch = ChipRow([(LIST, _("List")), (TREE, _("Tree")), (MONTH, _("Month"))])
        self.tree = EventTree(desk, desk.kinds["event"])
        self.month = MonthView(desk)
        super().__init__(desk, place)
        kept = desk.memory.text(KEPT)
        self.show_manner(kept if kept in (TREE, MONTH) else LIST)

    # --- the manners --------------------------------------------------------------------------

    def show_manner(self, name: str) -> None:
        """Show the events as a list, a tree or a month."""
        self.manner = name
        self._desk.memory.keep_text(KEPT, name)
        self.switch.choose(name)
        self.manners.setCurrentWidget(self._shown())
        is_list = name == LIST
        self.foot.show_list(is_list)
        if not is_list:
            self.selection_bar.hide()
            self._fill()
        self.state_changed.emit()

    def show_list(self) -> None:
        """Show the events as a list."""
        self._change_manner(LIST)

    def show_tree(self) -> None:
        """Show the events as a tree."""
        self._change_manner(TREE)

    def show_month(self) -> None:
        """Show the events as the month of a calendar."""
        self._change_manner(MONTH)

    def _change_manner(self, name: str) -> None:
        """Change the manner and keep the cursor on the same event."""
        key = self.current_id()
        self.show_manner(name)
        if key is not None and name == TREE:
            self.tree.go_to_record(key)
        elif key is not None and name == LIST:
            self.table.go_to_record(key)
        self._focus_shown()

    def _shown(self) -> QWidget:
        if self.manner == TREE and self.body.currentWidget() is self.empty:
            return self.beside  # says what to do, where an empty tree says nothing
        return {LIST: self.beside, TREE: self.tree, MONTH: self.month}[self.manner]

    def _focus_shown(self) -> None:
        {LIST: self.table, TREE: self.tree, MONTH: self.month.grid}[self.manner].setFocus()

    def _fill(self) -> None:
        """Show in tree or month what the list lists."""
        listing = self.table.records.listing
        listed: Collection[int] | None = None
        if listing.search or listing.view != "all":
            listed = set(self.table.records.ids)
        shown = self._shown()
        if isinstance(shown, EventTree | MonthView):
            shown.show_listed(listed)

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self._moved = []
        if place.tab in (LIST, TREE, MONTH) and place.tab != self.manner:
            self.show_manner(place.tab)
        super().show_place(place)
        if self.manner == TREE and place.record_id is not None:
            self.tree.go_to_record(place.record_id)
        self._focus_shown()

    def place_shown(self) -> Place:
        return replace(super().place_shown(), record_id=self.current_id(), tab=self.manner)

    def current_id(self) -> int | None:
        """The event the cursor is on."""
        if self.manner == LIST:
            return self.table.current_id()
        return self.tree.current_id() if self.manner == TREE else self.month.chosen_id()

    def picked_ids(self) -> Sequence[int]:
        if self.manner == LIST:
            return super().picked_ids()
        key = self.current_id()
        return (self.tree.selected_ids() if self.manner == TREE else []) or ([key] if key else [])

    def chosen_ids(self) -> Sequence[int]:
        return super().chosen_ids() if self.manner == LIST else self.picked_ids()

    def words_of_state(self) -> set[str]:
        words = super().words_of_state() | {"events"}
        if self.manner != LIST:
            words -= {"selection", "chosen", "changeable", "two", "editable", "editing"}
            if self.picked_ids():
                words |= {"chosen", "changeable"}
        if "changeable" in words:
            words |= {"movable", "postponable"} if len(self.picked_ids()) == 1 else {"movable"}
        return words

    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        if self.manner == TREE and (not kinds or kinds & {"event", "participation"}):
            self._fill()

    def open_record(self) -> None:
        key = self.current_id()
        if key is not None:
            self.opening.open_row(key)

    def help_text(self) -> str:
        if self.manner == TREE:
            return _(
                "Each event stands within the one above it; grey values come from there. Right and "
                "Left unfold and fold, Enter opens. Drag an event onto another one to move it, or "
                "use Move. The numbers of guests count everything within, each person once."
            )
        if self.manner == MONTH:
            return _(
                "Arrows walk through the days, Page Up and Page Down through the months, Home goes "
                "to today. Enter opens the event of a day; where it has several, they stand beside "
                "the month. Bars without a filling take their days from the event above. Drag a "
                "bar to another day to move the event with everything within it."
            )
        return super().help_text()

    # --- verbs --------------------------------------------------------------------------------

    def move_events(self) -> None:
        """Ask for the event that the chosen ones are to be within, and move them."""
        ids = list(self.picked_ids())
        if ids:
            move_events(self, self._desk, ids, partial(self._tell, ids))

    def move_to_day(self) -> None:
        """Ask for another begin of the event chosen; what lies within it moves as far."""
        ids = list(self.picked_ids())
        if len(ids) == 1:
            move_to_day(self, self._desk, ids[0], partial(self._tell, ids))

    def _move_days(self, event: int, days: int) -> None:
        """Move what was dragged to another day of the month."""
        move_by_days(self, self._desk, event, days, partial(self._tell, [event]))

    def _move(self, ids: list[int], above: int | None) -> None:
        """Move what was dragged."""
        self._tell(ids, move_to(self._desk, ids, above))
        self.tree.go_to_record(ids[0])

    def _tell(self, ids: list[int], refusal: str) -> None:
        """Say what refused a move; else what is odd about the days, for as long as it is."""
        self.notice.say(refusal)
        self._moved = [] if refusal else ids
        self._tell_odd()

    def _tell_odd(self) -> None:
        moved, db = self._moved, self._desk.db
        if moved:
            self._desk.read(lambda: list_outside(db, moved), self._show_odd)

    def _show_odd(self, found: list[Oddity]) -> None:
        self.notice.say(" ".join(one.message for one in found[:3]))

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        super()._lay_out()
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self.beside, self.manners)
        for widget in (self.beside, self.tree, self.month):
            self.manners.addWidget(widget)
        self.head.addWidget(self.switch)

    def _connect(self) -> None:
        super()._connect()
        self.switch.chosen.connect(self._change_manner)
        self.tree.record_opened.connect(self.opening.open_row)
        self.tree.chosen_changed.connect(self.state_changed)
        self.tree.ring_pointed.connect(self._desk.hint)
        self.tree.customContextMenuRequested.connect(self._show_tree_menu)
        self.tree.model_.move_wanted.connect(self._move, Qt.ConnectionType.QueuedConnection)
        self.month.record_opened.connect(self.opening.open_row)
        self.month.chosen_changed.connect(self.state_changed)
        self.month.new_wanted.connect(self._add_on)
        self.month.event_moved.connect(self._move_days)

    def _add_on(self, day: date) -> None:
        """Open the form of a new event on a day."""
        self.place_requested.emit(record_place("event", None, starts=day.isoformat()))

    def _on_ids(self, ids: Any) -> None:
        super()._on_ids(ids)
        self._tell_odd()
        if self.manner != LIST:
            self._fill()

    def _show_total(self, shown: int, total: int) -> None:
        super()._show_total(shown, total)
        if self.manners.currentWidget() is not self._shown():
            self.manners.setCurrentWidget(self._shown())
            self._fill()

    def _show_tree_menu(self, point: QPoint) -> None:
        self.menu_requested.emit(self.tree.viewport().mapToGlobal(point))
