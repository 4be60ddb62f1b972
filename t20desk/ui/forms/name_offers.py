"""The names that are offered below an editor: where they lie, and where a key goes from them."""

from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QRect, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter

from t20desk.ui.owners import completed_widget

Key = Qt.Key
OFFERED_WIDTH: Final = 260
"""Names are offered at least so wide, however narrow the cell."""


def point_at_first(popup: QAbstractItemView) -> None:
    """Let Enter take the first name offered, while what was typed stays as it is."""
    chosen, model = popup.selectionModel(), popup.model()
    if chosen is None or model is None:
        return
    # Told of it, the completer would write the name over what is being typed.
    chosen.blockSignals(True)
    popup.setCurrentIndex(model.index(0, 0))
    chosen.blockSignals(False)
    popup.viewport().update()


def point_at_none(popup: QAbstractItemView) -> None:
    """Let Enter take what was typed, as it stands."""
    if (chosen := popup.selectionModel()) is not None:
        chosen.blockSignals(True)
        chosen.clear()
        chosen.blockSignals(False)
        popup.viewport().update()


class NameOffers(QCompleter):
    """Offers names, and knows with which key one was taken and so where the cursor goes next.

    Tab takes a name as Enter does and goes on to the next field, Shift+Tab to the one before.
    """

    def __init__(self, names: QStringListModel, editor: Any) -> None:
        super().__init__(names, editor)
        self._editor = editor
        self.step = (0, 0)
        """Columns and rows to go in a table; none while the mouse chose."""
        self.leads_on = True
        """Whether the next field of a form is gone to; in a table the cells do it."""
        self.asks = False
        """Whether what was typed can be two of the names, so that none is taken for the other."""
        self.fresh = ""
        """The line that makes a record of what was typed."""
        self._is_left = False
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        # Down on the only name offered would leave none chosen.
        self.setWrapAround(False)

    def offer(self) -> None:
        """Show the names, wide enough to be read and within the screen."""
        if self._is_left:
            return
        widget = completed_widget(self)
        assert widget is not None
        self.complete(QRect(0, 0, max(widget.width(), OFFERED_WIDTH), widget.height()))

    def _goes_past(self, popup: QAbstractItemView) -> bool:
        """Whether Down would go past the only name found, so that Enter made another of it."""
        if not self.fresh:
            return False
        first, model = popup.currentIndex(), popup.model()
        # What an arrow chose stands in the field already.
        if first.row() or model is None or first.data() == self._editor.text():
            return False
        return bool(model.index(1, 0).data() == self.fresh)

    def _leave(self, popup: QAbstractItemView) -> None:
        """Take the name that is pointed at, else what was typed as it stands, and go on."""
        taken = None if self.asks else popup.currentIndex().data()
        popup.hide()
        if taken is None:
            self._editor.chosen.emit()
        else:
            self.activated.emit(str(taken))
        self._is_left = True
        QTimer.singleShot(0, self._editor, self._lead_on)

    def _lead_on(self) -> None:
        self._is_left = False
        if self.leads_on and self._editor.isVisible():
            self._editor.focusNextPrevChild(self.step[0] > 0)

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        popup, key = self.popup(), event.key()
        if watched is not popup or popup is None:
            return super().eventFilter(watched, event)
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.step = (0, 0)
        if key in (Key.Key_Return, Key.Key_Enter):
            self.step = (0, -1 if is_back else 1)
        elif key in (Key.Key_Tab, Key.Key_Backtab):
            self.step = (-1 if key == Key.Key_Backtab else 1, 0)
            self._leave(popup)
            return True
        elif key == Key.Key_Down and self._goes_past(popup):
            point_at_none(popup)
        return super().eventFilter(watched, event)
