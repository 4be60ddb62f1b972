"""A dialog that nobody answers fails its test with what it says, instead of waiting for ever."""

from contextlib import suppress
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.shell.waiting import WaitDialog

LOOK = 100
"""Milliseconds between two looks; while nothing of Qt runs nobody looks, so a busy machine is no
reason to be found waiting."""
UNEXPECTED = 12
"""Looks for which a dialog may stand that no test has asked for."""
FORGOTTEN = 600
"""Looks for which one may stand that a test took and did not close."""
WAITS_FOR_DIALOG = "waitsForDialog"
"""The name of timers that wait for a dialog to answer it; they go with their test."""
_CLAIM = "expectedByTest"


def claim(widget: QWidget) -> None:
    """Say that a test expects a dialog and answers it."""
    widget.setProperty(_CLAIM, True)


class PatientBot(QtBot):
    """Waits longer than usual: on a busy machine a page comes late and is right all the same."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self.waits = 0
        self._watch = Watch(self)

    def waitUntil(self, callback: Any, *, timeout: int = 30_000) -> None:
        def look() -> Any:
            self._watch.fail_test()
            return callback()

        super().waitUntil(look, timeout=timeout)

    def wait(self, ms: int) -> None:
        self.waits += 1
        try:
            super().wait(ms)
        finally:
            self.waits -= 1

    def finish(self) -> None:
        """Look no more, and fail the test if a dialog came that nobody answered."""
        self._watch.stop()
        self._watch.fail_test()


class Watch(QObject):
    """Looks again and again whether the program waits for an answer that no test will give."""

    def __init__(self, bot: PatientBot) -> None:
        super().__init__()
        self._bot = bot
        self._said: list[str] = []
        self._seen: QWidget | None = None
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK)

    def stop(self) -> None:
        """Look no more, and let nobody answer a dialog of the next test."""
        self._timer.stop()
        for timer in _application().findChildren(QTimer, WAITS_FOR_DIALOG):
            timer.stop()
            timer.deleteLater()

    def fail_test(self) -> None:
        """Fail the test with what the dialogs said that were closed here."""
        if self._said:
            said, self._said = "\n".join(self._said), []
            pytest.fail(f"Nobody expected this dialog:\n{said}", pytrace=False)

    def _look(self) -> None:
        # A loop within those of the test: the program waits until its dialog is answered.
        waiting = QThread.currentThread().loopLevel() > self._bot.waits
        shown = _open_now() if waiting else None
        self._looks = self._looks + 1 if shown is not None and shown is self._seen else 0
        self._seen = shown
        if shown is not None and self._looks >= _patience_with(shown):
            self._said.append(_words_of(shown))
            shown.done(0) if isinstance(shown, QDialog) else shown.close()


def _application() -> QCoreApplication:
    found = QApplication.instance()
    assert found is not None
    return found


def _open_now() -> QWidget | None:
    with suppress(RuntimeError):  # a wrapper of what is gone, at the place of what is new
        return QApplication.activePopupWidget() or QApplication.activeModalWidget()
    return None


def _patience_with(shown: QWidget) -> int:
    # A wait ends by itself, though a busy machine takes its time.
    is_known = bool(shown.property(_CLAIM)) or isinstance(shown, WaitDialog)
    return FORGOTTEN if is_known else UNEXPECTED


def _words_of(shown: QWidget) -> str:
    texts = [type(shown).__name__, shown.objectName(), shown.windowTitle()]
    if isinstance(shown, QMessageBox):
        texts += [shown.text(), shown.detailedText()]
    else:
        texts += [one.text() for one in shown.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one for one in texts if one)
