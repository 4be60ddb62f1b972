"""The window: navigation, pages, menus and status line; it holds no data."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change
from t20desk.db.fields import OWN_KINDS
from t20desk.i18n import N_, _
from t20desk.ui.actions import ACTIONS, NAVIGATION, Action
from t20desk.ui.copying import CopyBar
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import show_notice
from t20desk.ui.icons import icon, program_icon
from t20desk.ui.key_sheet import KeySheet
from t20desk.ui.key_words import with_key
from t20desk.ui.menus import Commands, context_menu, fill_menu_bar
from t20desk.ui.page import Page
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.search_box import Answer, SearchBox
from t20desk.ui.searches import search_everything
from t20desk.ui.status_line import StatusLine
from t20desk.ui.undoing import UndoSteps
from t20desk.wording import say_label

MakePage = Callable[[Place], Page]
NEW_KINDS = (
    ("member", N_("Organisation")),
    ("person", N_("Person")),
    ("event", N_("Event")),
)


class Window(QMainWindow):
    """Shows one page at a time and runs the verbs."""

    command_wanted = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, make_page: MakePage, title: str = "t20desk") -> None:
        super().__init__()
        self.desk = desk
        self._make_page = make_page
        self.file_name = title
        self._pages: dict[tuple[str, str], Page] = {}
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._place: Place | None = None
        self.commands = Commands(self.run_action, self)
        self.undoing = UndoSteps(desk, self)
        self.navigation = QListWidget()
        self.stack = QStackedWidget()
        self.status = StatusLine(desk.jobs)
        self.copy_bar = CopyBar(desk)
        self._build()
        self._connect()
        self.setWindowIcon(program_icon())
        self.setWindowTitle(title)
        self.resize(1280, 800)
        self.setMinimumSize(800, 480)
        self.update_state()

    # --- places -----------------------------------------------------------------------------

    def go_to(self, place: Place) -> bool:
        """Leave the page shown, if it lets us, and show another place."""
        if not self.may_leave():
            return False
        if self._place is not None and self._place != place:
            self._behind.append(self.shown_place() or self._place)
            self._ahead.clear()
        self._show(place)
        return True

    def go_back(self) -> None:
        """Show the place before."""
        self._step(self._behind, self._ahead)

    def go_forward(self) -> None:
        """Show the place we came back from."""
        self._step(self._ahead, self._behind)

    def page(self) -> Page | None:
        """The page shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def shown_place(self) -> Place | None:
        """Where we are."""
        page = self.page()
        return (page.place_shown() if page else None) or self._place

    def may_leave(self) -> bool:
        """Whether the page shown lets us go; it saves or asks first."""
        page = self.page()
        return page is None or page.can_leave()

    # --- verbs ------------------------------------------------------------------------------

    def run_action(self, action: Action) -> None:
        """Run a verb: open its page, or call its method on the page shown, else on the window."""
        if action.place:
            self.go_to(place_named(action.place))
            return
        page = self.page()
        method = getattr(page, action.name, None) or getattr(self, action.name, None)
        if method is None:
            self.command_wanted.emit(action.name)
        else:
            method()
        self.update_state()

    def undo_change(self) -> None:
        """Take the latest change back."""
        self.undoing.undo()

    def redo_change(self) -> None:
        """Do again what was taken back."""
        self.undoing.redo()

    def new_record(self) -> None:
        """Open the menu of what can be new."""
        self.new_button.showMenu()

    def find_everywhere(self) -> None:
        """Put the cursor into the search box."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def import_file(self) -> None:
        """Open the import of a spreadsheet."""
        here = self.shown_place()
        self.go_to(Place("import", here.kind if here and here.kind else "member"))

    def show_office(self) -> None:
        """Open the office profile."""
        self.go_to(Place("office", "office"))

    def show_own_fields(self) -> None:
        """Open the page of the office's own fields, at the kind that is shown."""
        here = self.shown_place()
        self.go_to(Place("own_fields", here.kind if here else ""))

    def show_help(self) -> None:
        """Say what can be done on this page."""
        page = self.page()
        if page is not None and page.help_text():
            show_notice(self, page.help_text())

    def show_shortcuts(self) -> None:
        """Show the sheet of keys."""
        KeySheet(self).exec()

    def quit_program(self) -> None:
        """Close the window."""
        self.close()

    def update_state(self) -> None:
        """Grey verbs out or not, as the state says."""
        page = self.page()
        words = page.words_of_state() if page else set()
        if self.desk.is_open:
            words |= {"file"} | self.undoing.words_of_state()
        words |= {"back"} if self._behind else set()
        words |= {"forward"} if self._ahead else set()
        self.commands.grey_out(words)
        self.setWindowTitle(
            " – ".join(filter(None, (page.title() if page else "", self.file_name)))
        )

    def take_settings(self) -> None:
        """Take over the name of the person and the height of rows."""
        self.status.show_person(self.desk.settings.person())
        if self.desk.is_open:
            self.desk.db.user = self.desk.settings.person()
        for page in self._pages.values():
            page.take_settings()

    def redress(self) -> None:
        """Paint the icons again after the colours changed."""
        self.commands.redraw_icons()
        for row, name in enumerate(NAVIGATION):
            self.navigation.item(row).setIcon(icon(ACTIONS[name].icon))
        self.new_button.setIcon(icon("mdi6.plus"))

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        fill_menu_bar(self.menuBar(), self.commands)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_navigation())
        row.addWidget(self.stack, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_top_bar())
        column.addWidget(self.copy_bar)
        column.addWidget(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self.status.show_person(self.desk.settings.person())

    def _build_top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("topBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(4)
        for name in ("go_back", "go_forward"):
            row.addWidget(self._make_button(name, Qt.ToolButtonStyle.ToolButtonIconOnly))
        self.new_button = self._make_new_button()
        row.addWidget(self.new_button)
        for name in ("undo_change", "redo_change"):
            row.addWidget(self._make_button(name, Qt.ToolButtonStyle.ToolButtonTextBesideIcon))
        row.addStretch(1)
        self.search = SearchBox(self._ask, self)
        self.search.setMinimumWidth(280)
        self.search.setMaximumWidth(520)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.search, 4)
        bar.setVisible(self.desk.is_open)
        return bar

    def _make_button(self, name: str, style: Qt.ToolButtonStyle) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self.commands.of(name))
        button.setToolButtonStyle(style)
        button.setAccessibleName(_(ACTIONS[name].text))
        button.setIconSize(QSize(18, 18))
        return button

    def _make_new_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("newButton")
        button.setText(_("New"))
        button.setAccessibleName(_("New"))
        button.setIcon(icon("mdi6.plus"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for kind, label in NEW_KINDS:
            menu.addAction(_(label), partial(self.go_to, record_place(kind, None)))
        button.setMenu(menu)
        return button

    def _build_navigation(self) -> QListWidget:
        self.navigation.setObjectName("navigation")
        self.navigation.setAccessibleName(_("Pages"))
        self.navigation.setIconSize(QSize(20, 20))
        self.navigation.setFixedWidth(196)
        self.navigation.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name in NAVIGATION:
            item = QListWidgetItem(icon(ACTIONS[name].icon), _(ACTIONS[name].text))
            item.setData(Qt.ItemDataRole.UserRole, ACTIONS[name].place)
            item.setToolTip(_(ACTIONS[name].text))
            self.navigation.addItem(item)
        self.navigation.setVisible(self.desk.is_open)
        return self.navigation

    def _connect(self) -> None:
        self.navigation.itemClicked.connect(self._open_item)
        self.navigation.itemActivated.connect(self._open_item)
        self.search.chosen.connect(self._on_chosen)
        self.status.undo_requested.connect(self.undo_change)
        self.undoing.state_changed.connect(self.update_state)
        self.desk.told.connect(self.status.say)
        self.desk.applied.connect(self._on_applied)
        self.desk.changed.connect(self._on_change)

    # --- slots ------------------------------------------------------------------------------

    def _show(self, place: Place) -> None:
        key = (place.page, place.kind if place.page == "list" else "")
        page = self._pages.get(key)
        if page is None:
            page = self._make_page(place)
            page.place_requested.connect(self.go_to)
            page.state_changed.connect(self.update_state)
            page.menu_requested.connect(self._show_menu)
            self._pages[key] = page
            self.stack.addWidget(page)
        self._place = place
        self.stack.setCurrentWidget(page)
        page.show_place(place)
        self._mark_navigation(place)
        self.update_state()

    def _step(self, source: list[Place], target: list[Place]) -> None:
        if source and self.may_leave():
            here = self.shown_place()
            if here is not None:
                target.append(here)
            self._show(source.pop())

    def _mark_navigation(self, place: Place) -> None:
        wanted = place.kind if place.page in ("list", "record", "event") else place.page
        for row in range(self.navigation.count()):
            item = self.navigation.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == wanted:
                self.navigation.setCurrentItem(item)
                return
        self.navigation.setCurrentRow(-1)

    def _open_item(self, item: QListWidgetItem) -> None:
        if not self.go_to(place_named(item.data(Qt.ItemDataRole.UserRole))) and self._place:
            self._mark_navigation(self._place)

    def _ask(self, text: str, show: Callable[[list[Answer]], None]) -> None:
        if text.startswith(">"):
            wanted = text[1:].strip().casefold()
            show(
                [
                    Answer(with_key(_(one.text), one.name), one.icon, one)
                    for one in self.commands.possible()
                    if wanted in _(one.text).casefold()
                ]
            )
            return
        self.desk.read(lambda: search_everything(self.desk.db, text), show)

    def _on_chosen(self, chosen: Any) -> None:
        if isinstance(chosen, Action):
            self.run_action(chosen)
        else:
            self.go_to(chosen)

    def _show_menu(self, point: QPoint) -> None:
        menu = context_menu(self.commands, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _on_applied(self, change: Change, _done: object) -> None:
        self.status.say_saved(say_label(self.desk.db, change.label))

    def _on_change(self, announcement: Any) -> None:
        if announcement.kinds & OWN_KINDS:
            self._rebuild_pages()
        for page in self._pages.values():
            page.refresh(announcement.kinds)
        self.undoing.look()
        self.update_state()

    def _rebuild_pages(self) -> None:
        """Fields came or went: each page is built anew when it is shown next."""
        shown = self.page()
        for key, page in list(self._pages.items()):
            is_kept = page is shown and (key[0] == "own_fields" or not page.can_leave())
            if not is_kept:
                del self._pages[key]
                self.stack.removeWidget(page)
                page.deleteLater()
        here = self._place
        if here is not None and self.page() is not shown:
            self._show(here)

    # --- Qt's own names ---------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self.desk.memory.remember_window(self)
        event.accept()
        self.closed.emit()


def place_named(name: str) -> Place:
    """The place an entry of the navigation opens: a kind's list, or a page of its own."""
    kinds = ("member", "person", "event")
    return list_place(name) if name in kinds else Place(name)
