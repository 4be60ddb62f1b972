"""The column of pages at the left, and the menu of what can be new."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
)

from t20desk.db.fields import Kinds
from t20desk.i18n import _, say_number
from t20desk.listing.views import is_saved
from t20desk.ui.actions import ACTIONS, NAVIGATION
from t20desk.ui.desk import Desk
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import restyle
from t20desk.ui.pages import PAGES
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.shell.view_entries import ViewEntries

NEW_KINDS = (
    "member",
    "person",
    "event",
    "contact_note",
    "connection",
    "service",
    "initiative",
    "venue",
)
"""What the menu of new records offers, in the order of how often it is needed."""

ROLE = Qt.ItemDataRole.UserRole
KIND_ROLE = Qt.ItemDataRole.UserRole + 1
VIEW_ICON = "mdi6.bookmark-outline"
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
BESIDE_NAME = 56
"""Pixels of an entry that are not its name: the icon and the room around."""
COUNT_MARGIN = 14
TALL_ENTRY = 38
"""The height of an entry where there is room for all of them."""
Index = QModelIndex | QPersistentModelIndex

PAGES_ALONE = PAGES.keys() - {"list", "record", "event"}
"""Pages that show no kind of record."""


class EntryDelegate(QStyledItemDelegate):
    """Paints the count of an entry whole at its right end; a long name ends in dots before it."""

    def __init__(self, entries: QListWidget) -> None:
        super().__init__(entries)
        self._entries = entries

    # --- Qt's own names -----------------------------------------------------------------------

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        count = index.data(COUNT_ROLE)
        if count:
            metrics = option.fontMetrics
            room = option.rect.width() - BESIDE_NAME - metrics.horizontalAdvance(count)
            option.text = metrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        count = index.data(COUNT_ROLE)
        if count:
            chosen = index.row() == self._entries.currentRow()
            role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.WindowText
            painter.setPen(option.palette.color(role))
            place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(option.rect.adjusted(0, 0, -COUNT_MARGIN, 0), place, count)


class Navigation(QListWidget):
    """One entry for each page; the page shown is marked."""

    place_requested = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._marked = Place("")
        self.entries = ViewEntries(desk, self)
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self.setIconSize(QSize(20, 20))
        self.setItemDelegate(EntryDelegate(self))
        self.setFixedWidth(196)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in NAVIGATION:
            item = QListWidgetItem(icon(ACTIONS[name].icon), _(ACTIONS[name].text))
            item.setData(ROLE, ACTIONS[name].place)
            item.setToolTip(_(ACTIONS[name].text))
            self.addItem(item)
        self.entries.changed.connect(self._show_views)
        self.entries.counted.connect(self._show_count)
        # The tray outlives this widget, so that only a method of its own may listen.
        self._tray = desk.tray
        self._tray.changed.connect(self._show_waiting)
        self._show_waiting()
        self.itemClicked.connect(self._open_item)
        self.itemActivated.connect(self._open_item)

    def mark_place(self, place: Place) -> None:
        """Mark the entry a place belongs to."""
        self._marked = place
        wanted = place.kind if place.page in ("list", "record", "event") else place.page
        rows = {self.item(row).data(ROLE): row for row in range(self.count())}
        own = rows.get(place.view) if place.page == "list" and place.view else None
        self.setCurrentRow(rows.get(wanted, -1) if own is None else own)

    def follow_view(self, place: Place) -> None:
        """Mark another entry where a page turned to another view; else the cursor stays."""
        if (place.page, place.kind, place.view) != (
            self._marked.page,
            self._marked.kind,
            self._marked.view,
        ):
            self.mark_place(place)

    def _show_views(self) -> None:
        """Put the office's views below the entries of their kinds."""
        for row in reversed(range(self.count())):
            if is_saved(self.item(row).data(ROLE)):
                self.takeItem(row)
        for kind, view in self.entries.views:
            item = QListWidgetItem(icon(VIEW_ICON), view.label)
            item.setData(ROLE, view.name)
            item.setData(KIND_ROLE, kind)
            set_tip(item, view.label)
            self.insertItem(self._row_below(kind), item)
        self.mark_place(self._marked)

    def _row_below(self, kind: str) -> int:
        """The row behind the entry of a kind and the views that stand there."""
        rows = [
            row
            for row in range(self.count())
            if kind in (self.item(row).data(ROLE), self.item(row).data(KIND_ROLE))
        ]
        return rows[-1] + 1 if rows else self.count()

    def _show_count(self, name: str, count: int) -> None:
        for row in range(self.count()):
            item = self.item(row)
            if item.data(ROLE) == name:
                number = say_number(count) if count >= 0 else ""
                item.setData(COUNT_ROLE, number)
                words = f"{item.text()} {number}".strip()
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def _show_waiting(self) -> None:
        """How many files wait in the tray, where any do."""
        self._show_count("in_tray", len(self._tray.paths()) or -1)

    def _open_item(self, item: QListWidgetItem) -> None:
        kind = item.data(KIND_ROLE)
        place = list_place(kind, view=item.data(ROLE)) if kind else place_named(item.data(ROLE))
        self.place_requested.emit(place)

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < self.count() * TALL_ENTRY + 20
        if low != bool(self.property("low")):
            restyle(self, low=low)
            self.scheduleDelayedItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was measured before the style sheet reached it has no room between the entries.
        self.scheduleDelayedItemsLayout()


class NewButton(QToolButton):
    """Opens the menu of the kinds of record that can be new."""

    def __init__(self, kinds: Kinds, go_to: Callable[[Place], object]) -> None:
        super().__init__()
        self.setObjectName("newButton")
        self.setText(_("New"))
        self.setAccessibleName(_("New"))
        self.setIcon(icon("mdi6.plus"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        taken: set[str] = set()
        for kind in (kinds[name] for name in NEW_KINDS if kinds):
            entry = menu.addAction(icon(kind.icon), _mark_letter(_(kind.label), taken))
            entry.triggered.connect(partial(go_to, record_place(kind.name, None)))
        self.setMenu(menu)

    def open_by_key(self) -> None:
        """Open the menu at its first entry, so that Enter, an arrow or a letter goes on."""
        self.menu().setActiveAction(self.menu().actions()[0])
        self.showMenu()


def _mark_letter(label: str, taken: set[str]) -> str:
    """The label with its first letter that no entry before it has as its key."""
    for at, letter in enumerate(label.lower()):
        if "a" <= letter <= "z" and letter not in taken:
            taken.add(letter)
            return f"{label[:at]}&{label[at:]}"
    return label


def place_named(name: str) -> Place:
    """The place an entry of the navigation opens: a page of its own, else the list of a kind."""
    return Place(name) if name in PAGES_ALONE else list_place(name)
