"""Where a column goes: a field found by typing what it is called in any language."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from t20desk.db.keys import fold, spell_out
from t20desk.ui.forms.choice_editor import keeps_f4
from t20desk.ui.forms.name_offers import NameOffers, point_at_first

MOST_SHOWN: Final = 12
_STAYS: Final = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MouseFocusReason,
)
"""Coming back so, the cursor stands where it was in what is being typed."""
_FIRST, _WORD, _WITHIN, _ELSE = range(4)


class TargetBox(QComboBox):
    """The fields a column may go to; what is typed narrows the list, Enter takes the first."""

    chosen = Signal()
    """A field was taken by a key that leads on."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        """`words` are the further names of each target by which it is found."""
        super().__init__()
        self._words = words
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(MOST_SHOWN)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = self.lineEdit()
        assert line is not None
        self._line: QLineEdit = line
        self._names = QStringListModel(self)
        self.offers = NameOffers(self._names, self)
        self.offers.setMaxVisibleItems(MOST_SHOWN)
        self.offers.activated.connect(self._take)
        line.setCompleter(self.offers)
        line.textEdited.connect(self._on_typed)
        line.editingFinished.connect(self._show_target)
        line.installEventFilter(self)
        self.activated.connect(lambda _at: self._show_target())

    def find_labels(self, typed: str) -> list[str]:
        """The words of the targets that are called so, those that begin so first."""
        wanted = fold(" ".join(typed.split()))
        ranked = [(self._rank(at, wanted), at) for at in range(self.count()) if self.itemText(at)]
        return [self.itemText(at) for rank, at in sorted(ranked) if rank < _ELSE]

    def _rank(self, at: int, wanted: str) -> int:
        names = (self.itemText(at), *self._words.get(str(self.itemData(at)), ()))
        spelled = [text for name in names for text in (fold(name), fold(spell_out(name)))]
        if spelled[0].startswith(wanted):
            return _FIRST
        if any(text.startswith(wanted) or f" {wanted}" in text for text in spelled):
            return _WORD
        return _WITHIN if any(wanted in text for text in spelled) else _ELSE

    # --- slots --------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        self._names.setStringList(self.find_labels(text))
        # The completer looks at the key itself once the line is done with it.
        QTimer.singleShot(0, self, self._offer)

    def _offer(self) -> None:
        popup = self.offers.popup()
        assert popup is not None
        if not self._names.rowCount() or not self._line.hasFocus():
            popup.hide()
        else:
            self.offers.offer()
            point_at_first(popup)

    def _take(self, label: str) -> None:
        place = self.findText(label, Qt.MatchFlag.MatchExactly)
        if place >= 0:
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def _show_target(self) -> None:
        """Say where the column goes, whatever was typed and not taken."""
        popup = self.offers.popup()
        if popup is None or not popup.isVisible():
            self.setEditText(self.itemText(self.currentIndex()))
            self._line.setCursorPosition(0)

    # --- Qt's own names -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return keeps_f4(event) or super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and event.type() == QEvent.Type.MouseButtonRelease:
            # A click opens the whole list, and what is typed then narrows it.
            self._line.selectAll()
            self._on_typed("")
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _STAYS:
            self._line.selectAll()

    def wheelEvent(self, event: Any) -> None:
        # Rolling through the columns must not let one go elsewhere.
        event.ignore()
