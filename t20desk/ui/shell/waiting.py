"""Work that everything else has to wait for, with a window that says so and goes on painting."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from t20desk.ui.page import make_label

R = TypeVar("R")
SHOWN_AFTER = 250
"""Milliseconds after which a wait is said; a shorter one would only flicker."""


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
