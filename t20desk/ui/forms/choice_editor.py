"""One value of a list, found by typing the beginning of its name in any of the languages."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from t20desk.db.fields import Field
from t20desk.db.keys import fold
from t20desk.db.types import Stored, YesNo, typed_reading
from t20desk.editing.choice_words import match_choices
from t20desk.ui.forms.name_offers import NameOffers, point_at_first, point_at_none


def keeps_f4(event: QEvent) -> bool:
    """Take F4 for an editor that opens something with it, before the window's key has it."""
    pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
    if pressed and event.key() == Qt.Key.Key_F4:  # type: ignore[attr-defined]
        event.accept()
        return True
    return False


class ChoiceEditor(QComboBox):
    """A list with type-ahead; what is typed and not in it is left to the type."""

    edited = Signal()
    chosen = Signal()

    def __init__(self, field: Field, choices: Sequence[tuple[Any, str]], in_table: bool) -> None:
        super().__init__()
        self._field = field
        self._in_table = in_table
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem("", None)
        for code, label in choices:
            self.addItem(label, code)
        line = self.lineEdit()
        assert line is not None
        self._line: QLineEdit = line
        self._names = QStringListModel(self)
        self.offers = NameOffers(self._names, self)
        self.offers.setMaxVisibleItems(10)
        self.offers.activated.connect(self._on_completed)
        self._line.setCompleter(self.offers)
        self._line.textEdited.connect(self._on_typed)
        self._line.returnPressed.connect(self._on_return)
        self._line.editingFinished.connect(self._show_read)
        self.activated.connect(self._on_activated)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def show_value(self, value: Stored, text: str = "") -> None:
        place = self.findData(value) if value is not None else 0
        if place < 0:
            self.addItem(self._field.type.format(value), value)
            place = self.count() - 1
        self.setCurrentIndex(place)
        self._line.setCursorPosition(0)
        if self._in_table:
            self._line.selectAll()

    def typed(self) -> object:
        """The code of what is chosen, or of the one value that the text can mean; else the text."""
        text = self.currentText()
        if text == self.itemText(self.currentIndex()):
            return self.currentData()
        place = self.findText(text, Qt.MatchFlag.MatchFixedString)
        if place >= 0:
            return self.itemData(place)
        if self._field.type.parse(text, typed_reading()).severity:
            found = self._match(text)
            begun = [label for label in found if fold(label).startswith(fold(text))]
            meant = found if len(found) == 1 else begun
            if len(meant) == 1:
                return self.itemData(self.findText(meant[0]))
        return text

    def _match(self, text: str) -> list[str]:
        if isinstance(self._field.type, YesNo):
            wanted = text.casefold().strip()
            labels = [self.itemText(place) for place in range(1, self.count())]
            return [label for label in labels if label.casefold().startswith(wanted)]
        return [label for _code, label in match_choices(self._field.type, text)]

    # --- slots --------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        self._names.setStringList(self._match(text) if text.strip() else [])
        self.offers.asks = self._field.type.parse(text, typed_reading()).severity == "doubt"
        # The completer looks at the key itself once the line is done with it.
        QTimer.singleShot(0, self, self._offer)
        self.edited.emit()

    def _offer(self) -> None:
        popup = self.offers.popup()
        assert popup is not None
        if not self._names.rowCount() or not (self._line.hasFocus() or self.hasFocus()):
            popup.hide()
        else:
            self.offers.offer()
            # What could be two is asked: Enter takes none of them for the other.
            (point_at_none if self.offers.asks else point_at_first)(popup)

    def _on_completed(self, label: str) -> None:
        place = self.findText(label)
        if place >= 0:
            self.setCurrentIndex(place)
            self._on_activated()

    def _on_return(self) -> None:
        """Enter over names of which none is pointed at takes what was typed, and is done."""
        popup = self.offers.popup()
        if popup is not None and popup.isVisible() and not popup.currentIndex().isValid():
            self.chosen.emit()

    def _show_read(self) -> None:
        """Say which value was understood, once the field is left."""
        parsed = self._field.type.parse(self.typed(), typed_reading())
        if self.hasFocus() or parsed.value is None or parsed.message:
            return
        if (place := self.findData(parsed.value)) >= 0:
            self.setCurrentIndex(place)
        else:
            self.setEditText(self._field.type.format(parsed.value))

    def _on_activated(self) -> None:
        self.edited.emit()
        self.chosen.emit()

    # --- Qt's own names -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return keeps_f4(event) or super().event(event)

    def setPlaceholderText(self, text: str) -> None:
        self._line.setPlaceholderText(text)

    def wheelEvent(self, event: Any) -> None:
        # Rolling over a form must not change a value.
        event.ignore()
