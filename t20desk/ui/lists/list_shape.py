"""How a list is shaped: its columns, sort, groups, totals, colours and frozen columns."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.listing import Listing, column_label
from t20desk.listing.grouping import check_rule, possible_totals, read_totals
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job
from t20desk.ui.lists.list_memory import keep_listing
from t20desk.ui.tables.listings import field_at
from t20desk.ui.tables.record_table import RecordTable
from t20desk.ui.tables.sorting import add_sort
from t20desk.ui.tables.totals_line import TotalsLine


class ListShape(QObject):
    """Asks for the shape of a list and remembers it; `changed` carries what is to be shown."""

    changed = Signal(object)

    def __init__(self, page: QWidget, desk: Desk, kind: Kind, table: RecordTable) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._kind = kind
        self._table = table
        self._summing: Job | None = None
        self.lent: tuple[str, ...] = ()
        """Columns that only the place shown asks for; they are not remembered."""
        self.totals = TotalsLine(table)
        self.totals.setVisible(bool(table.records.listing.totals))
        self.totals.totals_wanted.connect(lambda totals: self._change(totals=totals))
        table.heading.customContextMenuRequested.connect(self._show_menu)
        table.columns_moved.connect(lambda _order: self.keep())
        table.records.ids_arrived.connect(lambda _ids: self._sum())

    def listing(self) -> Listing:
        """The listing as it stands, columns in the order they were dragged to."""
        return replace(self._table.records.listing, columns=tuple(self._table.column_order()))

    def own(self) -> Listing:
        """The listing as it stands, without the columns that are only lent."""
        listing = self.listing()
        kept = tuple(name for name in listing.columns if name not in self.lent)
        return replace(listing, columns=kept)

    def lend(self, columns: Sequence[str]) -> Listing:
        """The listing with some columns behind its own, for the place that is shown."""
        own = self.own()
        self.lent = tuple(name for name in columns if name not in own.columns)
        return replace(own, columns=(*own.columns, *self.lent))

    def keep(self) -> None:
        """Remember the shape on this computer."""
        keep_listing(self._desk.memory, self._kind, self.own())

    def open_column(self) -> None:
        """Open the menu of the heading above the cursor, without one that of the first column."""
        table, heading = self._table, self._table.heading
        column = table.currentIndex().column()
        if column < 0:
            column = heading.logicalIndex(0)
        else:
            table.scrollTo(table.currentIndex())
        self.heading_menu(column).popup(self._below(column))

    def choose_columns(self) -> None:
        """Choose which columns the table shows."""
        from t20desk.ui.lists.column_choice import choose_columns

        shown = self._table.column_order()
        chosen = choose_columns(self._page, self._desk.kinds, self._kind, shown)
        if chosen:
            self.lent = ()
            self._change(columns=tuple(chosen))

    def sort_list(self) -> None:
        """Choose by which columns the list is sorted."""
        from t20desk.ui.lists.sort_choice import choose_sort

        sort = self._table.records.listing.sort
        chosen = choose_sort(self._page, self._desk.kinds, self._kind, sort)
        if chosen is not None:
            self._change(sort=chosen)

    def colour_rows(self) -> None:
        """Choose which rows are coloured."""
        from t20desk.searching.suggesting import suggest
        from t20desk.ui.lists.colour_rules import Asking, choose_rules
        from t20desk.ui.lists.filter_answers import FilterAnswers

        kinds, kind = self._desk.kinds, self._kind.name
        answers = FilterAnswers(self._desk, self._kind, self._table)
        check, ask = partial(check_rule, self._desk.db, kind), partial(suggest, kinds, kind)
        rules = self._table.records.listing.colours
        chosen = choose_rules(self._page, kinds, kind, rules, Asking(check, ask, answers.offer))
        if chosen is not None:
            self._change(colours=chosen)

    def toggle_totals(self) -> None:
        """Show the line of totals or take it away."""
        on = self.totals.isHidden()
        totals = self._usual_totals() if on else ()
        self._change(totals=totals)

    def group_menu(self) -> QMenu:
        """The columns a list can be grouped by."""
        menu = QMenu(self._page)
        menu.setObjectName("groupMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = self._table.records.listing.group.removeprefix("-")
        self._add(menu, _("No groups"), lambda: self._change(group=""), not group)
        menu.addSeparator()
        for path in self._table.column_order():
            if field_at(self._desk.kinds, self._kind.name, path).type.is_typed:
                self._add(menu, self._label(path), self._grouping(path), path == group)
        if group:
            menu.addSeparator()
            self._add(menu, _("Fold all"), lambda: self._table.records.fold_all(True))
            self._add(menu, _("Unfold all"), lambda: self._table.records.fold_all(False))
        return menu

    def heading_menu(self, column: int) -> QMenu:
        """What can be done with a column."""
        listing, path = self.listing(), self._table.records.fields[column].name
        at = listing.columns.index(path)
        menu = QMenu(self._page)
        menu.setObjectName("headingMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, _("Sort upwards"), lambda: self._change(sort=(path,)))
        self._add(menu, _("Sort downwards"), lambda: self._change(sort=(f"-{path}",)))
        further = add_sort(listing, path).sort
        self._add(menu, _("Sort by this column too"), lambda: self._change(sort=further))
        self._add(menu, _("Sort …"), self.sort_list)
        menu.addSeparator()
        if listing.group.removeprefix("-") == path:
            self._add(menu, _("No groups"), lambda: self._change(group=""))
        elif self._table.records.fields[column].type.is_typed:
            self._add(menu, _("Group by this column"), self._grouping(path))
        self._add(menu, _("Total of this column …"), lambda: self._ask_total(column))
        menu.addSeparator()
        frozen = listing.frozen == at + 1
        freeze = lambda: self._change(frozen=0 if frozen else at + 1)  # noqa: E731
        self._add(menu, _("Freeze up to this column"), freeze, frozen, "freeze")
        if len(listing.columns) > 1:
            left = tuple(name for name in listing.columns if name != path)
            self._add(menu, _("Hide this column"), lambda: self._change(columns=left))
        self._add(menu, _("Columns …"), self.choose_columns)
        return menu

    # --- slots --------------------------------------------------------------------------------

    def _show_menu(self, point: QPoint) -> None:
        heading = self._table.heading
        column = heading.logicalIndexAt(point)
        if column >= 0:
            self.heading_menu(column).popup(heading.viewport().mapToGlobal(point))

    def _ask_total(self, column: int) -> None:
        self.totals.choose_for(column, self._below(column))

    def _below(self, column: int) -> QPoint:
        """The place below a heading, on the screen."""
        heading = self._table.heading
        left = heading.sectionViewportPosition(column)
        return heading.viewport().mapToGlobal(QPoint(left, heading.height()))

    def _grouping(self, path: str) -> Callable[[], None]:
        return lambda: self._change(group=path)

    def _usual_totals(self) -> tuple[tuple[str, str], ...]:
        """How many rows have a first column, and the sums of numbers."""
        fields = {one.name: one for one in self._table.records.fields}
        order = self._table.column_order()
        sums = [(path, "sum") for path in order if "sum" in possible_totals(fields[path])]
        counted = [] if sums and sums[0][0] == order[0] else [(order[0], "filled")]
        return (*counted, *sums)

    def _change(self, **changes: Any) -> None:
        if "columns" in changes:
            listing = self._table.records.listing
            kept = tuple(pair for pair in listing.totals if pair[0] in changes["columns"])
            changes.setdefault("totals", kept)
        self.changed.emit(changes)

    def _sum(self) -> None:
        """Count what the line shows, on the lane of whole lists."""
        if self._summing is not None:
            self._summing.cancel()
            self._summing = None
        listing = self._table.records.listing
        self.totals.setVisible(bool(listing.totals))
        if listing.totals:
            self._summing = self._desk.jobs.read_whole(
                lambda: read_totals(self._desk.db, listing),
                self.totals.show_values,
                self._desk.jobs.pass_over,
            )

    def _label(self, path: str) -> str:
        return column_label(self._desk.kinds, self._kind.name, path).replace("&", "&&")

    def _add(
        self,
        menu: QMenu,
        words: str,
        act: Callable[[], object],
        checked: bool | None = None,
        name: str = "",
    ) -> None:
        entry = menu.addAction(words)
        entry.setObjectName(name)
        entry.setCheckable(checked is not None)
        entry.setChecked(bool(checked))
        entry.triggered.connect(lambda _on=False: act())
