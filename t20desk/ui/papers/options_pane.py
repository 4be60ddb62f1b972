"""What there is by name, one below the other, and what may be asked of the chosen one."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from t20desk.ui.looks.entries import add_entry
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.page import make_number

WIDTH = 280
LONGEST = 200
LEAST_OPTIONS = 190
"""So high are at least the options that there are."""


class OptionsPane(QWidget):
    """The left of a page: names above, options of the chosen one below."""

    chosen = Signal(str)
    """Another name is chosen, or none; the options of the one before are gone."""
    typed = Signal()
    """Text of an option is being typed or a number changed."""
    answered = Signal()
    """An option was answered: chosen from a list, or its line was left."""

    def __init__(self, name: str, label: str, entries: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._readers: dict[str, Callable[[], object]] = {}
        self._hidden: set[str] = set()
        self._options = QFormLayout()
        self.list = QListWidget()
        self.list.setObjectName(name)
        self.list.setAccessibleName(label)
        for key, text in entries:
            add_entry(self.list, text, key)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        area = _OptionArea(self._options)
        area.resized.connect(self._show_chosen)
        column.addWidget(area)
        self.list.currentItemChanged.connect(lambda _now, _before: self._on_choice())

    def name(self) -> str:
        """What is chosen; empty for nothing."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def choose(self, name: str) -> None:
        """Choose by name; where there is no such name, the first one unless one is chosen."""
        items = (self.list.item(row) for row in range(self.list.count()))
        found = [one for one in items if one.data(Qt.ItemDataRole.UserRole) == name]
        first = self.list.item(0)
        if found or (first is not None and not self.list.selectedItems()):
            item = found[0] if found else first
            self.list.setCurrentItem(item)
            item.setSelected(True)
        self.list.setFocus()

    def renew(self) -> None:
        """Ask what is asked of the chosen one once more, from the start."""
        self._on_choice()

    def read_options(self) -> dict[str, object]:
        """What is asked of the chosen one, by the names of the options."""
        return {name: read() for name, read in self._readers.items() if name not in self._hidden}

    def show_option(self, name: str, shown: bool) -> None:
        """Ask for an option, or leave it out where it would have no effect."""
        editor = self.findChild(QWidget, f"option_{name}")
        if editor is not None:
            self._options.setRowVisible(editor, shown)
            self._hidden -= {name}
            self._hidden |= set() if shown else {name}

    def add_line(self, name: str, label: str, text: str) -> None:
        """Ask for a text."""
        line = QLineEdit(text)
        line.setMaxLength(LONGEST)
        line.textEdited.connect(lambda _text: self.typed.emit())
        line.editingFinished.connect(self.answered)
        self._add(name, label, line, line.text)

    def add_number(self, name: str, label: str, usual: int) -> None:
        """Ask for a number."""
        number = make_number()
        number.setRange(0, 9999)
        number.setValue(usual)
        number.valueChanged.connect(lambda _number: self.typed.emit())
        self._add(name, label, number, number.value)

    def add_choice(self, name: str, label: str, choices: Iterable[tuple[object, str]]) -> None:
        """Ask for one of several, each with its text."""
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        _fill(box, choices)
        box.activated.connect(lambda _row: self.answered.emit())
        self._add(name, label, box, box.currentData)

    def fill_choice(self, name: str, choices: Iterable[tuple[object, str]]) -> None:
        """Offer other ones; what was chosen stays so where it is among them."""
        box = self.findChild(QComboBox, f"option_{name}")
        if box is not None:
            kept = box.currentData()
            _fill(box, choices)
            box.setCurrentIndex(max(box.findData(kept), 0))

    def preset(self, name: str, value: object) -> bool:
        """Choose one of several before anybody does; whether it is asked for at all."""
        box = self.findChild(QComboBox, f"option_{name}")
        if box is not None:
            box.setCurrentIndex(max(box.findData(str(value)), 0))
        return box is not None

    def _add(self, name: str, label: str, editor: QWidget, read: Callable[[], object]) -> None:
        editor.setObjectName(f"option_{name}")
        editor.setAccessibleName(label)
        self._options.addRow(label, editor)
        self._readers[name] = read

    def _show_chosen(self) -> None:
        """Keep the name that is chosen in sight where its options leave the others less room."""
        item = self.list.currentItem()
        if item is not None:
            self.list.scrollToItem(item)

    def _on_choice(self) -> None:
        while self._options.rowCount():
            self._options.removeRow(0)
        self._readers, self._hidden = {}, set()
        self.chosen.emit(self.name())
        tab_as_laid_out(self)


class _OptionArea(ScrollArea):
    """Options one below the other; in a low window they are scrolled, else as high as they are."""

    resized = Signal()

    def __init__(self, options: QFormLayout) -> None:
        super().__init__()
        self._options = options
        inside = QWidget()
        inside.setObjectName("cards")
        options.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(options)
        self.setWidget(inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    # --- Qt's own names -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # options came or went
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def sizeHint(self) -> QSize:
        return self._options.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self._options.sizeHint().height(), LEAST_OPTIONS))


def _fill(box: QComboBox, choices: Iterable[tuple[object, str]]) -> None:
    box.clear()
    for value, text in choices:
        box.addItem(text, value)
