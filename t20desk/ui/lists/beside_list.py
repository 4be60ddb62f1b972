"""What stands beside a list: the card of the record the cursor is on, where there is room."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from t20desk.db.fields import Kind
from t20desk.ui.desk import Desk
from t20desk.ui.tables.record_table import RecordTable

if TYPE_CHECKING:
    from t20desk.ui.records.record_card import RecordCard

WIDE = 1600
"""From this width of the window on the card is there by itself."""
NARROWEST, USUAL = 280, 380
FOLLOWS_AFTER = 40
"""Milliseconds the cursor rests before its record is read; a held key reads none on the way."""


class BesideList(QSplitter):
    """A list and, on its right, the card that follows its cursor."""

    place_requested = Signal(object)

    def __init__(self, desk: Desk, kind: Kind, table: RecordTable, rows: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self._kind = kind
        self._table = table
        self.card: RecordCard | None = None
        self.setObjectName("besideList")
        self.addWidget(rows)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(10)
        self.setStretchFactor(0, 1)
        self._follow_soon = QTimer(self)
        self._follow_soon.setSingleShot(True)
        self._follow_soon.setInterval(FOLLOWS_AFTER)
        self._follow_soon.timeout.connect(self.follow)
        table.selectionModel().currentChanged.connect(lambda _a, _b: self._follow_soon.start())
        table.records.ids_arrived.connect(lambda _ids: self._follow_soon.start())
        self.splitterMoved.connect(lambda _at, _index: self._keep_width())

    @property
    def is_shown(self) -> bool:
        """Whether the card is there."""
        return self.card is not None and not self.card.isHidden()

    def toggle_card(self) -> None:
        """Show the card or put it away, and remember what differs from what the width asks for."""
        wanted = not self.is_shown
        as_usual = wanted == self._has_room()
        word = "auto" if as_usual else ("always" if wanted else "never")
        self._desk.settings.change("card", word)
        self.take_settings()

    def take_settings(self) -> None:
        """Show the card where the settings and the window's width ask for it."""
        word = self._desk.settings.value("card")
        wanted = self._has_room() if word == "auto" else word == "always"
        if wanted and self.card is None:
            self._make_card()
        if self.card is not None and self.card.isHidden() == wanted:
            self.card.setVisible(wanted)
            if wanted:
                self._use_width()
                self.follow()

    def follow(self) -> None:
        """Show the record the cursor is on."""
        if self.card is None or not self.is_shown:
            return
        record_id = self._table.current_id()
        if record_id is None:
            self.card.show_nothing()
        else:
            self.card.show_record(self._table.records.listing, record_id)

    # --- inside -------------------------------------------------------------------------------

    def _has_room(self) -> bool:
        return self.window().width() >= WIDE

    def _make_card(self) -> None:
        from t20desk.ui.records.record_card import RecordCard

        self.card = RecordCard(self._desk, self._kind)
        self.card.setMinimumWidth(NARROWEST)
        self.card.place_requested.connect(self.place_requested)
        self.card.away_wanted.connect(self.toggle_card)
        self.card.hide()
        self.addWidget(self.card)
        self.setStretchFactor(1, 0)

    def _use_width(self) -> None:
        kept = self._desk.memory.text("card/width")
        width, most = USUAL, self.width() * 2 // 5
        if kept.isdecimal():
            width, most = int(kept), self.width() * 3 // 5
        width = max(NARROWEST, min(width, most))
        self.setSizes([self.width() - width - self.handleWidth(), width])

    def _keep_width(self) -> None:
        if self.card is not None:
            self._desk.memory.keep_text("card/width", str(self.card.width()))

    # --- Qt's own names -----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Its handle shines under the mouse; for that the style would paint the whole list anew.
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, False)
        self.take_settings()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.take_settings()
