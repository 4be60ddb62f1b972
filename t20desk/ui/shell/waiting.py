"""Work that everything else has to wait for, with a window that says so and goes on painting."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from t20desk.i18n import _
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.page import make_button, make_label

R = TypeVar("R")
SHOWN_AFTER = 250
"""Milliseconds after which a wait is said; a shorter one would only flicker."""


LOOK_AGAIN = 100
"""Milliseconds between two looks whether a file has come."""


class WaitDialog(QDialog):
    """Says what is being done and that it goes on; it cannot be closed by hand."""

    def __init__(self, parent: QWidget | None, sentence: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("t20desk")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(420)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 22)
        column.setSpacing(12)
        column.addWidget(make_label(sentence, wrap=True))
        column.addWidget(self.bar)

    # --- Qt's own names -----------------------------------------------------------------------

    def reject(self) -> None:
        """What is under way cannot be left half done."""


class FetchDialog(WaitDialog):
    """Says that a file is on its way, for which nobody has to wait."""

    def __init__(self, parent: QWidget | None, sentence: str) -> None:
        super().__init__(parent, sentence)
        self.give_up = make_button(_("Cancel"), "", "fetchCancel")
        self.give_up.clicked.connect(self.reject)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.addWidget(self.give_up, 0, Qt.AlignmentFlag.AlignRight)

    # --- Qt's own names -----------------------------------------------------------------------

    def reject(self) -> None:
        """Nothing is half done by it: the file comes or does not."""
        QDialog.reject(self)


class _Wait(QObject):
    """Brings word of the thread to the window's own."""

    ended = Signal()


def wait_for(parent: QWidget | None, sentence: str, work: Callable[[], R]) -> R:
    """Do something in a thread of its own and give what it gives; what it raises is raised."""
    dialog, wait, loop, shown = WaitDialog(parent, sentence), _Wait(), QEventLoop(), QTimer()
    wait.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    shown.setSingleShot(True)
    shown.timeout.connect(dialog.show)
    shown.start(SHOWN_AFTER)
    with ThreadPoolExecutor(1, "waited for") as thread:
        future: Future[R] = thread.submit(work)
        future.add_done_callback(lambda _future: wait.ended.emit())
        loop.exec()
    shown.stop()
    dialog.hide()
    dialog.deleteLater()
    return future.result()


def fetch_file(parent: QWidget | None, path: Path) -> bool:
    """Have the beginning of a file come here; false where that was given up.

    What OneDrive and the like keep elsewhere comes when it is read, and meanwhile stops whoever
    reads it, so that is a thread which may be left to itself. What is amiss the opening says.
    """
    came = Thread(target=_read_beginning, args=(path,), daemon=True, name="fetching")
    came.start()
    came.join(SHOWN_AFTER / 1000)
    if not came.is_alive():
        return True
    sentence = _("{name} is on its way to this computer.").format(name=path.name)
    dialog, look = FetchDialog(parent, sentence), QTimer()
    look.timeout.connect(lambda: None if came.is_alive() else dialog.accept())
    look.start(LOOK_AGAIN)
    is_here = run_dialog(dialog)
    look.stop()
    return is_here


def _read_beginning(path: Path) -> None:
    with suppress(OSError), path.open("rb") as file:
        file.read(1)
