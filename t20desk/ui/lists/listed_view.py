"""What a list lists: a view, in looks of its own or in those of the list, and what is searched."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from t20desk.errors import UserError
from t20desk.listing import find_view
from t20desk.listing.saved_views import has_looks, open_view
from t20desk.listing.views import is_saved
from t20desk.ui.desk import Desk
from t20desk.ui.lists.filter_bar import FilterBar
from t20desk.ui.lists.list_shape import ListShape
from t20desk.ui.lists.view_bar import ViewBar
from t20desk.ui.places import Place
from t20desk.ui.tables.listings import first_view
from t20desk.ui.tables.record_table import RecordTable


class ListedView(QObject):
    """Puts the listing of a table together whenever one of its parts is another."""

    turned = Signal(object)
    """Something else is listed: the listing."""
    view_opened = Signal()
    failed = Signal(str)

    def __init__(
        self, desk: Desk, table: RecordTable, shape: ListShape, filters: FilterBar, views: ViewBar
    ) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._shape = shape
        self._filters = filters
        self._views = views
        self._kind = desk.kinds[table.records.listing.kind]
        self._own = table.records.listing
        """How the list was last shown where no view brings looks of its own."""

    def show_anew(self, **changes: Any) -> None:
        """List what is searched now, with these changes; looks without a view are remembered."""
        listing = replace(self._table.records.listing, search=self._filters.query(), **changes)
        self._table.show_listing(listing)
        self.turned.emit(listing)
        if changes and not self._has_looks(listing.view):
            self._shape.keep()
        if "view" in changes:
            self.view_opened.emit()

    def show_place(self, view: str, place: Place) -> None:
        """List a view as a place asks for it; the first view where it was deleted meanwhile."""
        self.type_query(place.search)
        try:
            before = self._table.records.listing.view
            if not (place.sort or place.group) and (
                is_saved(view) or self._has_looks(view, before)
            ):
                self.open_view(view)
                return
        except UserError as error:
            view = first_view(self._kind)
            self._views.choose(view)
            self.failed.emit(error.message)
        shown = self._shape.lend(place.columns)
        sort, group = place.sort or shown.sort, place.group or shown.group
        self.show_anew(view=view, sort=sort, group=group, columns=shown.columns)

    def open_view(self, name: str) -> None:
        """List a view as it was saved, another in the looks of the list; what is typed stays."""
        if not self._has_looks(self._table.records.listing.view):
            self._own = self._shape.own()
        self._shape.lent = ()
        view = find_view(self._desk.db, self._kind.name, name)
        shown = self._own if view.listing is None else open_view(view, self._kind.name)
        columns = shown.columns or self._own.columns
        looks = {"group": shown.group, "totals": shown.totals, "colours": shown.colours}
        self.show_anew(view=name, sort=shown.sort, columns=columns, frozen=shown.frozen, **looks)

    def type_query(self, query: str) -> None:
        """Show what is searched, without listing anything yet."""
        self._filters.blockSignals(True)
        self._filters.show_query(query)
        self._filters.blockSignals(False)

    def _has_looks(self, *views: str) -> bool:
        return has_looks(self._desk.db, self._kind.name, *views)
