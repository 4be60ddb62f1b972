"""The verbs that change the window as a whole: another database, other colours, the preferences."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from t20desk import __version__
from t20desk.i18n import _
from t20desk.paths import data_folder
from t20desk.ui.dialogs import choose_file, choose_target, run_dialog, show_notice
from t20desk.ui.looks.theme import is_dark
from t20desk.ui.places import Place
from t20desk.ui.shell.database_files import make_database, make_demonstration

if TYPE_CHECKING:
    from t20desk.ui.app import Program

FILE_FILTER: Final = "t20desk (*.t20)"


class ProgramVerbs:
    """Each method is the verb of its name, wherever neither page nor window has one."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._settings = program.settings

    def new_file(self) -> None:
        """Make an empty database where the user says."""
        self._make_file()

    def start_from_sheet(self) -> None:
        """Make an empty database and go on to the import."""
        if self._make_file() and self._program.window is not None:
            self._program.window.go_to(Place("import", "member"))

    def open_file(self) -> None:
        """Open a database the user chooses."""
        chosen = choose_file(self._program.window, _("Open a database"), FILE_FILTER)
        if chosen is not None:
            self._program.open(str(chosen))

    def open_demonstration(self) -> None:
        """Open the demonstration; it is made on the first time."""
        target, person = data_folder() / "demonstration.t20", self._settings.person()
        if target.exists() or make_demonstration(self._program.window, target, person):
            self._program.open(str(target))

    def close_file(self) -> None:
        """Back to the first page."""
        self._program.open(None)

    def show_preferences(self, begin: str = "") -> None:
        """Open the preferences, with the keys on one of them."""
        from t20desk.ui.shell.preferences import Preferences

        spoken = self._settings.value("language")
        run_dialog(Preferences(self._settings, self._program.window, begin))
        if self._settings.value("language") != spoken:
            self._program.use_language(self._settings.value("language"))
            QTimer.singleShot(0, lambda: self.show_preferences("language"))

    def toggle_colours(self) -> None:
        """From light to dark and back."""
        self._settings.change("theme", "light" if is_dark() else "dark")

    def toggle_density(self) -> None:
        """From generous to compact rows and back."""
        compact = self._settings.value("density") == "compact"
        self._settings.change("density", "generous" if compact else "compact")

    def show_about(self) -> None:
        """Say which version this is."""
        show_notice(
            self._program.window,
            _("t20desk {version}: members, people and events of an alliance in one file.").format(
                version=__version__
            ),
        )

    def _make_file(self) -> bool:
        """Make an empty database where the user says, and open it."""
        window = self._program.window
        target = choose_target(window, _("New database"), _("Office") + ".t20", FILE_FILTER)
        if target is None:
            return False
        target = target.with_suffix(".t20")
        db = make_database(window, target, self._settings.person())
        if db is None:
            return False
        self._program.show_database(db, str(target))
        return True
