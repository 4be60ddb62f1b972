"""The guests of an event in the table: views and filters, own questions as columns, delegates."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from t20desk.events.questions import columns_asked
from t20desk.i18n import _, say_number
from t20desk.listing import Listing, count_rows
from t20desk.listing.views import views_of
from t20desk.searching import write_test
from t20desk.ui.desk import Desk
from t20desk.ui.events.badge_marks import BadgeMarks
from t20desk.ui.events.guest_verbs import GuestVerbs
from t20desk.ui.lists.filter_answers import FilterAnswers
from t20desk.ui.lists.filter_bar import FilterBar
from t20desk.ui.looks.chip_row import ChipRow
from t20desk.ui.page import make_label
from t20desk.ui.records.related import Related
from t20desk.ui.records.related_table import RelatedTable

WAITING: Final = "waiting_list"
LOW: Final = 300
"""A table lower than this needs the room for its rows."""


class GuestTable(RelatedTable):
    """Guests are edited in place; what follows for others is shown before it is written."""

    def __init__(self, desk: Desk, described: Related) -> None:
        super().__init__(desk, described)
        self._view = "all"
        self._branch: Sequence[int] = ()
        self._asked: tuple[str, ...] = ()
        self._is_old = False
        self._is_sought = False
        self.chips = ChipRow([(view.name, _(view.label)) for view in views_of("participation")])
        self.chips.choose(self._view)
        answers = FilterAnswers(desk, self.kind, self.table, self.here_test)
        self.filters = FilterBar(answers, list(self.kind.fields.values()))
        self.badges = BadgeMarks(desk, self.table)
        self.verbs = GuestVerbs(self, desk)
        self.sum = make_label(look="quiet", wrap=True, name="guestSum")
        self._add_line()
        self.chips.chosen.connect(self._choose_view)
        self.filters.query_changed.connect(self._list_anew)
        self.table.records.failed.connect(self.notice.say)

    # --- what is shown ------------------------------------------------------------------------

    def show_record(self, record_id: int, name: str) -> None:
        """Show the guests of an event, with its questions as columns."""
        if record_id != self._owner:
            self._branch, self._guests, self._view = (), None, "all"
            self._is_sought = False
            self.chips.choose(self._view)
            self.filters.show_query("")
            self._use_room()
        self._owner, self._owner_name = record_id, name
        # Out of sight nothing is read again; what was changed meanwhile may be here.
        self._is_old = True
        self._read_asked()

    def show_branch(self, ids: Sequence[int], guests: int) -> None:
        """Show the guests of several events, and at which; each guest counts once."""
        self._branch, self._guests = list(ids), guests
        self._read_asked()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if these kinds show here; other questions are other columns."""
        super().refresh(kinds)
        if self._owner is not None and kinds & {"question", "participation"}:
            self._read_asked()

    def show_view(self, name: str) -> None:
        """Show one of the views, as if its chip was pressed."""
        self.chips.choose(name)
        self._choose_view(name)

    def view(self) -> str:
        """The name of the view whose chip is pressed."""
        return self._view

    def find_here(self) -> None:
        """Put the cursor into the search among the guests."""
        self._is_sought = True
        self._use_room()
        self.filters.find_here()

    def here_test(self) -> str:
        """The part of a search that finds the guests of the events shown."""
        link = self.described.link
        tests = [write_test(link, "is", str(key)) for key in self._branch or (self._owner,)]
        return tests[0] if len(tests) == 1 else f"({' or '.join(tests)})"

    def _read_asked(self) -> None:
        owner, db = self._owner, self._desk.db
        if owner is None:
            return
        events = list(self._branch or (owner,))
        here = self.here_test()
        views = {view.name: f"{here} {view.search}" for view in views_of("participation")}

        def read() -> tuple[tuple[str, ...], dict[str, int]]:
            numbers = {
                name: count_rows(db, Listing("participation", search, "all"))
                for name, search in views.items()
            }
            return columns_asked(db, events), numbers

        self._desk.read(read, partial(self._take_asked, owner))

    def _take_asked(self, owner: int, found: tuple[tuple[str, ...], dict[str, int]]) -> None:
        if owner != self._owner:
            return
        self._asked, numbers = found
        self.badges.read(self._branch or (owner,))
        for view in views_of("participation"):
            number = numbers[view.name] if view.name != "all" else 0
            self.chips.show_count(view.name, f"{_(view.label)} {number or ''}".strip())
        self._list_anew()

    def _list_anew(self) -> None:
        if self._owner is None:
            return
        found = Listing("participation", self._whole_search(), "all", self._sort(), self._columns())
        if found != self.table.records.listing:
            self.table.show_listing(found)
        elif self._is_old:
            self.table.reload()
        self._is_old = False

    def _whole_search(self) -> str:
        view = next(one for one in views_of("participation") if one.name == self._view)
        parts = (self.here_test(), view.search and f"({view.search})", self.filters.query())
        return " ".join(filter(None, parts))

    def _say_empty(self) -> str:
        if self._is_sifted():
            return _("Nothing here matches the search.")
        return _(
            "Nobody is invited yet. “Invite …” asks a whole list at once, “{button}” a single "
            "guest."
        ).format(button=self.new.text())

    def _sort(self) -> tuple[str, ...]:
        if self._view == WAITING:
            return ("queue",)
        sort = self.table.records.listing.sort
        return () if sort == ("queue",) else sort

    def _columns(self) -> tuple[str, ...]:
        names = list(super()._columns())
        asked = tuple(getattr(self, "_asked", ()))
        if getattr(self, "_view", "") == WAITING:
            names.insert(names.index("answer") + 1, "queue")
        if len(getattr(self, "_branch", ())) > 1:
            names.append(self.described.link)
        own = {one.name for one in self.kind.fields.values() if one.own and one.name in names}
        return tuple(dict.fromkeys((*(name for name in names if name not in own), *asked)))

    # --- inside -------------------------------------------------------------------------------

    def _add_line(self) -> None:
        self.sum.hide()
        self.heading.hide()
        self.head.insertWidget(0, self.chips)
        self.head.insertStretch(1, 1)
        self.head.insertWidget(2, self.verbs.delegate)
        self.head.insertWidget(3, self.verbs.more)
        self.column.insertWidget(1, self.filters)
        self.column.addWidget(self.sum)
        self.column.addWidget(self.badges.warning)

    def _choose_view(self, name: str) -> None:
        self._view = name
        self._list_anew()

    def _on_ids(self) -> None:
        super()._on_ids()
        self._say_sum()
        self.badges.mark()
        self.verbs.grey_out()

    def _say_sum(self) -> None:
        """Say why there are more rows than guests, where somebody is a guest at several parts."""
        rows, guests = len(self.table.records.ids), self.count()
        text = _("Guests: {guests}. Rows: {rows}, one for each event that somebody is asked to.")
        self.sum.setText(text.format(guests=say_number(guests), rows=say_number(rows)))
        is_told = rows > guests and not self._is_sifted()
        self.sum.setVisible(is_told and self.height() >= LOW)

    def _use_room(self) -> None:
        """In a low table search and filters come when they are wanted; the rows need the room."""
        is_wanted = self._is_sought or bool(self.filters.query())
        self.filters.setVisible(is_wanted or self.height() >= LOW)
        self._say_sum()

    def _is_sifted(self) -> bool:
        return self._view != "all" or bool(self.filters.query())

    def _add_verbs(self, menu: QMenu, record_id: int) -> None:
        self.verbs.fill_menu(menu)

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_room()
