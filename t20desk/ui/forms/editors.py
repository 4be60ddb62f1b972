"""An editor for each type: what a form row and a table cell open to type into."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from t20desk.db.fields import Field
from t20desk.db.types import (
    Choice,
    Choices,
    Country,
    Date,
    DateTime,
    Link,
    LongText,
    PartialDate,
    Stored,
    YesNo,
)
from t20desk.i18n import join_list
from t20desk.ui.desk import Desk
from t20desk.ui.forms.choice_editor import ChoiceEditor
from t20desk.ui.forms.date_editor import DateEditor
from t20desk.ui.forms.link_editor import LinkEditor
from t20desk.ui.forms.text_editors import CellTextEditor, LineEditor, TextEditor
from t20desk.ui.looks.check_list import CheckList

FEW_CHOICES = 6
COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
LEAST_WIDTH = 80
TEXT_MARGIN = 11
"""From the edge of a box to the text in it."""


class ChecksEditor(QWidget):
    """A few values side by side, each with its box."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for number, (code, label) in enumerate(choices_of(field)):
            box = QCheckBox(label)
            box.clicked.connect(lambda _on: self.edited.emit())
            self._boxes[code] = box
            grid.addWidget(box, number // 2, number % 2)
        grid.setColumnStretch(2, 1)
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def show_value(self, value: Stored, text: str = "") -> None:
        chosen = str(value or "").split()
        for code, box in self._boxes.items():
            box.setChecked(code in chosen)

    def typed(self) -> object:
        return ", ".join(code for code, box in self._boxes.items() if box.isChecked())


class SeveralEditor(QPushButton):
    """Many values behind a button that lists them with boxes."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._type = field.type
        self.list = CheckList(partial(choices_of, field), field.say())
        self.setMenu(self.list.make_menu(self))
        self.list.ticked.connect(self._on_tick)
        self.list.ended.connect(self._go_on)
        self.setProperty("look", "several")

    def open_list(self) -> None:
        """Show the values to tick."""
        if self.isVisible():
            self.showMenu()

    def show_value(self, value: Stored, text: str = "") -> None:
        self.list.choose(str(value or "").split())
        self.setText(self._type.format(value) or "–")

    def typed(self) -> object:
        return ", ".join(self.list.chosen())

    def _go_on(self, key: Qt.Key) -> None:
        """Tab in the list goes on in the form; a table knows itself where to."""
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not self.property("cell"):
            self.setFocus()
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)

    def _on_tick(self) -> None:
        self.setText(join_list(self.list.chosen_labels()) or "–")
        self.edited.emit()

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = event.text().strip()
        if letters.isprintable() and letters and not event.modifiers() & COMMANDING:
            # Who types as into any other field finds the value in the list.
            self.list.lead_to(letters)
            self.open_list()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        # As a line of text stands in its box: no room for the mark of a menu, dots where it ends.
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
        room = self.width() - 2 * TEXT_MARGIN
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        option.text = shown.replace("&", "&&")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def sizeHint(self) -> QSize:
        # Many values must not make a form wider than its column.
        return QSize(LEAST_WIDTH, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def make_editor(field: Field, desk: Desk, in_table: bool = False) -> Any:
    """The editor of a field; in a table the ones that need no more than a cell."""
    kind = field.type
    editor: Any
    if isinstance(kind, Link):
        editor = LinkEditor(field, desk)
    elif isinstance(kind, LongText):
        editor = CellTextEditor(field) if in_table else TextEditor(field)
    elif isinstance(kind, Choices):
        few = len(kind.choices()) <= FEW_CHOICES and not in_table
        editor = ChecksEditor(field) if few else SeveralEditor(field)
    elif isinstance(kind, Choice | Country | YesNo):
        editor = ChoiceEditor(field, choices_of(field), in_table)
    elif isinstance(kind, Date | PartialDate | DateTime):
        editor = DateEditor(field)
    else:
        editor = LineEditor(field)
    editor.setAccessibleName(field.say())
    editor.setObjectName(field.name)
    return editor


def choices_of(field: Field) -> list[tuple[Any, str]]:
    """Codes and their words; countries sorted by their name in the language in use."""
    if isinstance(field.type, YesNo):
        return [(1, field.type.format(1)), (0, field.type.format(0))]
    found = [(code, field.type.format(_as_cell(field, code))) for code, _m in field.type.choices()]
    if isinstance(field.type, Country):
        found.sort(key=lambda pair: pair[1].casefold())
    return found


def _as_cell(field: Field, code: str) -> str:
    return f" {code} " if isinstance(field.type, Choices) else code
