"""The window: navigation, pages, menus and status line; it holds no data."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QKeyCombination, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Applied, Change
from t20desk.ui.actions import ACTIONS, Action
from t20desk.ui.desk import Desk
from t20desk.ui.history.undoing import UndoSteps
from t20desk.ui.kind_page import KindPage
from t20desk.ui.looks.dropping import DropTarget, FileShield, tray_paths
from t20desk.ui.looks.icons import program_icon
from t20desk.ui.page import Page
from t20desk.ui.places import Place
from t20desk.ui.shell.contact_verbs import ContactVerbs
from t20desk.ui.shell.copying import CopyBar
from t20desk.ui.shell.first_page import keep_page
from t20desk.ui.shell.lost_focus import LostFocus
from t20desk.ui.shell.menus import Commands, ask_context_menu, context_menu, fill_menu_bar
from t20desk.ui.shell.navigation import Navigation, place_named
from t20desk.ui.shell.page_stack import MakePage
from t20desk.ui.shell.risk_bar import DiskBar, RiskBar
from t20desk.ui.shell.shown_page import ShownPage
from t20desk.ui.shell.status_line import StatusLine
from t20desk.ui.shell.top_bar import TopBar
from t20desk.ui.shell.trail import RecentRecords
from t20desk.ui.shell.window_verbs import WindowVerbs

MENU_KEY: Final = QKeyCombination(Qt.Modifier.SHIFT, Qt.Key.Key_F10)


class Window(QMainWindow):
    """Shows one page at a time and runs the verbs."""

    command_wanted = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, make_page: MakePage, title: str = "t20desk") -> None:
        super().__init__()
        self.desk = desk
        self.file_name = title
        self.commands = Commands(self.run_action, self)
        self.verbs = WindowVerbs(self)
        self.undoing = UndoSteps(desk, self)
        self.navigation = Navigation(desk)
        recent = RecentRecords(desk.memory, desk.address)
        self.shown = ShownPage(desk, make_page, recent, self)
        self.top_bar = TopBar(desk, self.commands, recent, self.go_to, self)
        self.search = self.top_bar.search
        self.status = StatusLine(desk.jobs)
        self.copy_bar = CopyBar(desk)
        self.risk_bar = RiskBar(desk)
        self.disk_bar = DiskBar(desk)
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
        return self.shown.go_to(place)

    def page(self) -> Page | None:
        """The page shown."""
        return self.shown.page()

    def shown_place(self) -> Place | None:
        """Where we are."""
        return self.shown.place()

    def may_leave(self) -> bool:
        """Whether the page shown lets us go; it saves or asks first."""
        return self.shown.can_leave()

    # --- verbs ------------------------------------------------------------------------------

    def run_action(self, action: Action) -> None:
        """Run a verb: open its page, or call its method on the page shown, else where it is."""
        if action.place:
            self.go_to(place_named(action.place))
            return
        if method := self.find_verb(action.name):
            method()
        else:
            self.command_wanted.emit(action.name)
        self.update_state()

    def find_verb(self, name: str) -> Callable[[], object] | None:
        """The method that does a verb now; the page shown goes before all others."""
        page = self.page()
        if page is not None and (own := page.find_verb(name)):
            return own
        contact = ContactVerbs(page, self.desk) if isinstance(page, KindPage) else None
        ways = (getattr(one, name, None) for one in (contact, self.verbs, self.shown, self))
        return next(filter(None, ways), None)

    def _say_refused(self, verb: Action) -> None:
        """Say what is to be done first: a key that does nothing is taken for a broken one."""
        from t20desk.ui.shell.refused_verbs import say_refused

        self.status.say(say_refused(verb, self.commands.state), passing=True)

    def undo_change(self) -> None:
        """Take the latest change back."""
        self.undoing.undo()

    def redo_change(self) -> None:
        """Do again what was taken back."""
        self.undoing.redo()

    def update_state(self) -> None:
        """Grey verbs out or not, as the state says."""
        self.shown.renew_pages()
        page, words = self.page(), self.shown.words_of_state()
        if self.desk.is_open:
            words |= {"file"} | self.undoing.words_of_state()
        self.commands.grey_out(words)
        self.commands.name_deeds(self.undoing.deeds)
        self.setWindowTitle(
            " – ".join(filter(None, (page.title() if page else "", self.file_name)))
        )

    def take_settings(self) -> None:
        """Take over the name of the person and the height of rows."""
        self.status.show_person(self.desk.settings.person())
        if self.desk.is_open:
            self.desk.db.user = self.desk.settings.person()
        for page in self.shown.stack.pages():
            page.take_settings()

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        fill_menu_bar(self.menuBar(), self.commands)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.shown.stack, 1)
        if not self.desk.is_open:
            self.navigation.hide()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.disk_bar)
        column.addWidget(self.copy_bar)
        column.addWidget(self.risk_bar)
        column.addWidget(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self.status.show_person(self.desk.settings.person())

    def _connect(self) -> None:
        self.navigation.place_requested.connect(self._open_entry)
        self.navigation.entries.read()
        self.shown.stack.made.connect(self._welcome)
        self.shown.turned.connect(self._on_turn)
        self.search.chosen.connect(self._on_chosen)
        self.status.undo_requested.connect(self.undo_change)
        self.undoing.state_changed.connect(self.update_state)
        self.desk.told.connect(self.status.say)
        self.desk.hinted.connect(partial(self.status.say, passing=True))
        self.desk.applied.connect(self._on_applied)
        self.desk.changed.connect(self._on_change)
        DropTarget(self, self._on_drop, self._takes)
        LostFocus(self, self.shown.stack)
        FileShield(self)

    # --- slots ------------------------------------------------------------------------------

    def _takes(self, mime: QMimeData) -> bool:
        """Whether something is dropped that can wait in the tray."""
        return self.desk.is_open and bool(tray_paths(mime))

    def _on_drop(self, mime: QMimeData) -> None:
        self.go_to(Place("in_tray", values=tuple(("path", str(p)) for p in tray_paths(mime))))

    def _welcome(self, page: Page) -> None:
        """Hear what a new page asks for."""
        page.place_requested.connect(self.go_to)
        page.state_changed.connect(self._on_state)
        page.menu_requested.connect(self._show_menu)
        page.verb_wanted.connect(lambda name: self.run_action(ACTIONS[name]))

    def _on_turn(self) -> None:
        self.status.turn_page()
        if (place := self.shown_place()) is not None:
            self.navigation.mark_place(place)
        self.update_state()

    def _on_state(self) -> None:
        self.update_state()
        if (place := self.shown_place()) is not None:
            self.navigation.follow_view(place)

    def _open_entry(self, place: Place) -> None:
        if not self.go_to(place) and (here := self.shown_place()):
            self.navigation.mark_place(here)

    def _on_chosen(self, chosen: Any) -> None:
        if isinstance(chosen, Action):
            self.run_action(chosen)
        else:
            self.go_to(chosen)

    def _show_menu(self, point: QPoint) -> None:
        menu = context_menu(self.commands, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    def _on_applied(self, change: Change, done: Applied) -> None:
        from t20desk.events.full_events import say_queues
        from t20desk.wording import say_label

        if done.operation is None:
            self.status.say_unchanged()
            return
        # Who has to wait and who comes after all matter more than what the change is called.
        queues = say_queues(self.desk.db, change)
        self.status.say_saved(queues or say_label(self.desk.db, change.label))

    def _on_change(self, announcement: Any) -> None:
        self.shown.refresh(announcement.kinds)
        self.navigation.entries.refresh(announcement.kinds)
        self.undoing.look()
        if announcement.elsewhere:
            self._tell_elsewhere(announcement.sequence)
        self.update_state()

    def _tell_elsewhere(self, sequence: int) -> None:
        """Say what somebody wrote at another place, so that nobody wonders what moved."""
        from t20desk.wording import tell_elsewhere

        self.desk.read(lambda: tell_elsewhere(self.desk.db, sequence), self.status.say)

    # --- Qt's own names ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = QApplication.focusWidget()
        if at is not None and event.keyCombination() == MENU_KEY and sys.platform != "win32":
            # Keyboards of laptops have no key for it; only Windows knows this one by itself.
            ask_context_menu(at)
        elif (verb := self.commands.find_refused(event.keyCombination())) is not None:
            self._say_refused(verb)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        self.desk.memory.remember_window(self)
        keep_page(self.desk, self.shown_place())
        event.accept()
        self.closed.emit()
