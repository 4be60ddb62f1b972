"""What nobody expected: written to the log, shown once with a copy button; the program goes on."""

import faulthandler
import logging
import sys
import threading
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from t20desk.errors import Cancelled, UserError
from t20desk.i18n import _
from t20desk.paths import data_folder, log_file
from t20desk.ui.dialogs import show_problem

_log = logging.getLogger("t20desk")


class CrashCatcher(QObject):
    """Takes every exception of every thread to the main thread."""

    _caught = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = False
        self._shown: set[str] = set()
        """Where mistakes were that came up; again they are logged, not shown."""
        # Queued, since a dialog opened in the midst of painting would paint again, and so on.
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Stand in for the hooks of the interpreter."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Give the hooks of the interpreter back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def report(self, error: BaseException) -> None:
        """Log an exception and show it once."""
        self._on_exception(type(error), error, error.__traceback__)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Cancelled | KeyboardInterrupt):
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        if not isinstance(error, UserError):
            _log.error("%s", text)
        self._caught.emit(error, text)

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, error: BaseException, text: str) -> None:
        place = _place_of(error)
        if self._open or place in self._shown:
            return
        self._open = True
        try:
            if isinstance(error, UserError):
                show_problem(QApplication.activeWindow(), error.message)
            else:
                self._shown.add(place)
                _show_report(QApplication.activeWindow(), text)
        finally:
            self._open = False


def _place_of(error: BaseException) -> str:
    """Which mistake it is: where it happened, since what it says differs from cell to cell."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {at or error}"


def _show_report(parent: QWidget | None, text: str) -> None:
    box = QMessageBox(parent)
    box.setObjectName("crashReport")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("Something went wrong"))
    box.setText(
        _(
            "The last step did not work. Nothing was half written, and you can go on; "
            "please send the report to whoever looks after the program."
        )
    )
    box.setDetailedText(text)
    copy = box.addButton(_("Copy report"), QMessageBox.ButtonRole.ActionRole)
    close = box.addButton(_("Go on"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
    box.exec()
    with suppress(RuntimeError):  # its window may have been closed meanwhile
        box.deleteLater()


def watch_crashes() -> bool:
    """Have the system's own report of a crash kept; whether the program crashed the last time.

    What breaks off within Qt or a driver leaves no exception, only what is written here.
    """
    path = data_folder() / "crash.txt"
    try:
        report = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        kept = path.open("w", encoding="utf-8")
    except OSError:
        return False
    if report:
        _log.error("the program broke off:\n%s", report)
    faulthandler.enable(kept)
    return bool(report)


def say_crash() -> str:
    """What is told when the program is started again after a crash."""
    text = _(
        "The program broke off the last time; what was saved is there. Please send {file} to "
        "whoever looks after the program."
    )
    return text.format(file=log_file())


def start_log() -> None:
    """Write warnings and errors to the log in the data folder; three files of 1 MB at most."""
    if any(isinstance(one, RotatingFileHandler) for one in logging.getLogger().handlers):
        return
    try:
        writer = RotatingFileHandler(
            log_file(), maxBytes=1_000_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(writer)
