"""The keys never go nowhere: where what had them is gone or out of sight, the page has them."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from t20desk.ui.looks.tab_order import first_stop


class LostFocus(QObject):
    """Puts the cursor back on the page shown, as soon as it stands where nobody can see it."""

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        # A page that is being filled puts the cursor somewhere itself; it is asked after that.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._bring_back)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._note)

    def _note(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._is_lost(now):
            self._later.start()

    def _is_lost(self, at: QWidget | None) -> bool:
        """Whether the cursor is nowhere, or in a part of a page that takes no keys."""
        if at is None:
            return True
        return self._pages.isAncestorOf(at) and at.focusPolicy() == Qt.FocusPolicy.NoFocus

    def _bring_back(self) -> None:
        page = self._pages.currentWidget()
        is_ours = self._window.isActiveWindow() and QApplication.activePopupWidget() is None
        at = QApplication.focusWidget()
        if page is None or not is_ours or not self._is_lost(at):
            return
        stop = (first_stop(at) if at is not None else None) or first_stop(page)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
