"""The column of pages at the left, and the menu of what can be new."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QToolButton

from t20desk.db.fields import Kinds
from t20desk.i18n import _
from t20desk.ui.actions import ACTIONS, NAVIGATION
from t20desk.ui.icons import icon
from t20desk.ui.pages import PAGES
from t20desk.ui.places import Place, list_place, record_place

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

PAGES_ALONE = PAGES.keys() - {"list", "record", "event"}
"""Pages that show no kind of record."""


class Navigation(QListWidget):
    """One entry for each page; the page shown is marked."""

    place_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self.setIconSize(QSize(20, 20))
        self.setFixedWidth(196)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in NAVIGATION:
            item = QListWidgetItem(icon(ACTIONS[name].icon), _(ACTIONS[name].text))
            item.setData(Qt.ItemDataRole.UserRole, ACTIONS[name].place)
            item.setToolTip(_(ACTIONS[name].text))
            self.addItem(item)
        self.itemClicked.connect(self._open_item)
        self.itemActivated.connect(self._open_item)

    def mark_place(self, place: Place) -> None:
        """Mark the entry a place belongs to."""
        wanted = place.kind if place.page in ("list", "record", "event") else place.page
        for row in range(self.count()):
            item = self.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == wanted:
                self.setCurrentItem(item)
                return
        self.setCurrentRow(-1)

    def redraw_icons(self) -> None:
        """Paint the icons in the colours in use."""
        for row, name in enumerate(NAVIGATION):
            self.item(row).setIcon(icon(ACTIONS[name].icon))

    def _open_item(self, item: QListWidgetItem) -> None:
        self.place_requested.emit(place_named(item.data(Qt.ItemDataRole.UserRole)))


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
        for kind in (kinds[name] for name in NEW_KINDS if kinds):
            entry = menu.addAction(icon(kind.icon), _(kind.label))
            entry.triggered.connect(partial(go_to, record_place(kind.name, None)))
        self.setMenu(menu)


def place_named(name: str) -> Place:
    """The place an entry of the navigation opens: a page of its own, else the list of a kind."""
    return Place(name) if name in PAGES_ALONE else list_place(name)
