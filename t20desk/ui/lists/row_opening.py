"""How the records of a list are opened: as they are, or as they were known on the day it shows."""

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from t20desk.ui.desk import Desk
from t20desk.ui.places import Place, record_place
from t20desk.ui.tables.record_table import RecordTable


class RowOpening(QObject):
    """Opens what a table lists, and remembers the list to be walked through."""

    place_requested = Signal(object)

    def __init__(self, page: QWidget, desk: Desk, table: RecordTable) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._table = table
        self._kind = table.records.listing.kind
        table.record_opened.connect(self.open_row)
        table.doubleClicked.connect(self._on_double_click)

    def new_record(self) -> None:
        """Open the form of a new record of this kind."""
        self.place_requested.emit(record_place(self._kind, None))

    def open_record(self) -> None:
        """Open the record the cursor is on."""
        record_id = self._table.current_id()
        if record_id is not None:
            self.open_row(record_id)

    def open_row(self, record_id: int) -> None:
        """Open one of the records listed."""
        listing = self._table.records.listing
        if listing.as_known is not None:
            from t20desk.ui.records.known_record import show_known

            def go_on() -> None:
                self._open_present(record_id)

            show_known(self._page, self._desk, listing, record_id, go_on)
        else:
            self._open_present(record_id)

    def go_to(self, place: Place) -> None:
        """Go where the card points; its own record as the list opens it."""
        if place == record_place(self._kind, self._table.current_id()):
            self.open_record()
        else:
            self.place_requested.emit(place)

    def _open_present(self, record_id: int) -> None:
        self._desk.walked[self._kind] = self._table.records.ids
        self.place_requested.emit(record_place(self._kind, record_id))

    def _on_double_click(self, index: QModelIndex) -> None:
        if not self._table.records.can_edit(index):
            self.open_record()
