"""The composition root: the only place that makes the long-lived things and joins them."""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import t20desk.ui.plain_import  # noqa: F401 - before anything of Qt

# isort: split
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from t20desk.db.engines.turns import hurry
from t20desk.db.locating import is_server
from t20desk.i18n import LANGUAGES, _
from t20desk.settings import KEY, Settings
from t20desk.ui.actions import use_keys
from t20desk.ui.application import start_application
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import note_folder
from t20desk.ui.looks.speech import speak
from t20desk.ui.looks.theme import apply_theme
from t20desk.ui.memory import Memory
from t20desk.ui.page import Page
from t20desk.ui.pages import list_modules, make_page
from t20desk.ui.places import Place
from t20desk.ui.shell.collecting import Collector
from t20desk.ui.shell.copying import copy_on_closing
from t20desk.ui.shell.crash import CrashCatcher, say_crash, start_log, watch_crashes
from t20desk.ui.shell.database_files import open_database, put_back
from t20desk.ui.shell.first_page import first_page
from t20desk.ui.shell.idle_loading import IdleLoader
from t20desk.ui.shell.one_window import Doorbell, door_name, ring_other
from t20desk.ui.shell.program_verbs import ProgramVerbs
from t20desk.ui.window import Window

if TYPE_CHECKING:
    from t20desk.db.database import Database

LONGEST_STOP: Final = 1.0
"""Seconds the window itself stands still at most for another program that has the database."""
AFTER_ALL_ELSE: Final = 2_000
"""Milliseconds before what is of no use is removed: what is worked with comes first."""
FIRST_ROWS: Final = 0.1
"""Seconds a window waits for its first rows, so that it is laid out and painted once."""


class Program(QObject):
    """The running program: one window at a time on one database at most."""

    window_built = Signal()

    def __init__(self, app: QApplication, settings: Settings, memory: Memory) -> None:
        super().__init__()
        hurry(LONGEST_STOP)
        self._app = app
        self.settings = settings
        self.memory = memory
        self.verbs = ProgramVerbs(self)
        self.crash = CrashCatcher(self)
        self.window: Window | None = None
        self._doorbell: Doorbell | None = None
        use_keys(settings.chosen_keys())
        settings.listeners.append(self._on_setting)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self._redress())
        hints.accessibility().contrastPreferenceChanged.connect(lambda _wanted: self._redress())

    def open(self, address: str | None) -> None:
        """Open a database, or the first page without one."""
        if self.window is not None and not self.window.may_leave():
            return
        if address is None:
            self._show_window(Desk(None, self.settings, self.memory), Place("start"), "t20desk")
            return
        if self._raise_other(address):
            return
        opened = open_database(self.window, address, self.settings.person())
        if opened is not None:
            self.show_database(*opened)
        elif self.window is None:
            self.open(None)

    def close(self) -> None:
        """Close the window and what belongs to it."""
        window, self.window = self.window, None
        if window is not None:
            window.close()
            self._close_desk(window.desk)
            window.deleteLater()
        if self._doorbell is not None:
            self._doorbell.close()
            self._doorbell = None

    def _close_desk(self, desk: Desk) -> None:
        """Let what is being written end, copy what was changed, and close the database."""
        desk.detach()
        copy_on_closing(desk)
        desk.close()

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the open database; the present file is kept."""
        window = self.window
        if window is None or not window.may_leave():
            return
        address = window.desk.address
        self.close()
        said = put_back(backup, address)
        self.open(address)
        if said and self.window is not None:
            self.window.desk.tell(said)

    def show_database(self, db: "Database", address: str) -> None:
        """Show a window on an open database."""
        desk = Desk(db, self.settings, self.memory, address)
        self.memory.remember_file(address)
        if not is_server(address):
            note_folder(Path(address).absolute().parent)
        self._show_window(desk, first_page(desk), db.name)
        if db.taken_back:
            sentence = _(
                "The last change to {file} was cut off before it was saved and was taken back as a "
                "whole; make it again."
            )
            desk.tell(sentence.format(file=db.name))
        self._doorbell = Doorbell(address, self)
        self._doorbell.rung.connect(self._come_forward)

    # --- inside -----------------------------------------------------------------------------

    def _show_window(self, desk: Desk, place: Place, title: str) -> None:
        self.close()
        window = self.window = self._make_window(desk, title)
        self.memory.restore_window(window)
        desk.jobs.broke.connect(self.crash.report)
        desk.restore_wanted.connect(lambda path: QTimer.singleShot(0, partial(self.restore, path)))
        window.go_to(place)
        desk.jobs.take_read(FIRST_ROWS)
        window.show()
        self.window_built.emit()

    def _make_window(self, desk: Desk, title: str) -> Window:
        window = Window(desk, lambda wanted: self._make_page(desk, wanted), title)
        window.command_wanted.connect(self._run_command)
        window.closed.connect(self._on_closed)
        return window

    def _make_page(self, desk: Desk, place: Place) -> Page:
        if place.page != "start":
            return make_page(desk, place)
        from t20desk.ui.shell.start_page import StartPage

        page = StartPage(self.settings, self.memory)
        page.wanted.connect(self._run_command)
        page.recent_wanted.connect(self.open)
        return page

    def _run_command(self, name: str) -> None:
        """A verb no page and no window knows."""
        method = getattr(self.verbs, name, None)
        if method is not None:
            method()

    def _on_closed(self) -> None:
        self.memory.save()
        if self.window is not None and self.sender() is self.window:
            QTimer.singleShot(0, self._app.quit)

    def clear_up(self) -> None:
        """Remove what programs that were killed left in the folder for temporary files."""
        from t20desk.leftovers import remove_leftovers

        if self.window is not None:
            self.window.desk.jobs.read_whole(remove_leftovers, lambda _nothing: None)

    def _on_setting(self, name: str) -> None:
        if name == "theme":
            self._redress()
        elif name == KEY:
            use_keys(self.settings.chosen_keys())
            if self.window is not None:
                self.window.commands.take_keys()
        elif self.window is not None:
            self.window.take_settings()

    def _redress(self) -> None:
        apply_theme(self._app, self.settings.value("theme"))

    def use_language(self, wanted: str) -> None:
        """Switch all words, Qt's own too, and build the window anew."""
        speak(self._app, wanted)
        if self.window is not None:
            self._rebuild()

    def _rebuild(self) -> None:
        window = self.window
        if window is None or not window.may_leave():
            return
        place, geometry = window.shown_place(), window.saveGeometry()
        desk, title = window.desk, window.file_name
        desk.jobs.forget()
        fresh = self.window = self._make_window(desk, title)
        fresh.restoreGeometry(geometry)
        fresh.go_to(place or Place("start"))
        fresh.show()
        window.close()
        window.deleteLater()
        self.window_built.emit()

    # --- one window for one file -------------------------------------------------------------

    def _raise_other(self, address: str) -> bool:
        if self._doorbell is not None and self._doorbell.name == door_name(address):
            self._come_forward()
            return True
        found = ring_other(address)
        if found and self.window is None:
            QTimer.singleShot(0, self._app.quit)
        return found

    def _come_forward(self) -> None:
        if self.window is not None:
            # One that filled the screen before it was made small does so again.
            hidden = Qt.WindowState.WindowMinimized
            self.window.setWindowState(self.window.windowState() & ~hidden)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()


def run_window(argv: Sequence[str]) -> int:
    """Show the window until it is closed; `argv` may hold --db and --language."""
    options = read_options(argv)
    app = start_application(["t20desk"])
    start_log()
    is_broken_off = watch_crashes()
    collector = Collector(app)
    settings, memory = Settings(), Memory()
    apply_theme(app, settings.value("theme"))
    program = Program(app, settings, memory)
    program.window_built.connect(collector.settle)
    program.crash.install()
    program.use_language(options.language or settings.value("language"))
    program.open(options.db)
    if program.window is None:
        collector.stop()
        return 0
    if is_broken_off:
        program.window.desk.tell(say_crash())
    QTimer.singleShot(AFTER_ALL_ELSE, program.clear_up)
    loader = IdleLoader(list_modules(), app)
    loader.start()
    result = app.exec()
    loader.stop()
    program.close()
    program.crash.remove()
    collector.stop()
    return result


def read_options(argv: Sequence[str]) -> argparse.Namespace:
    """The options of the window: --db and --language."""
    parser = argparse.ArgumentParser("t20desk", add_help=False)
    parser.add_argument("--db")
    parser.add_argument("--language", choices=LANGUAGES)
    return parser.parse_known_args(list(argv))[0]
