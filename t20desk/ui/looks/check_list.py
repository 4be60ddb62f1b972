"""A list whose lines are ticked by a click anywhere on them, by Space, or by Enter.

Values may be typed one behind the other as into a sheet: a semicolon or a comma ticks the line
that letters led to and begins the next. In a menu of its own Enter and Tab end it, as they end a
cell, and tick the line that letters led to; Escape takes the ticks back.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget, QWidgetAction

CODE = Qt.ItemDataRole.UserRole
MOST_ROWS = 12
ROW_PIXELS = 34
SEPARATORS = ";,；，、"
_ENDING = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape),
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
)
Values = Iterable[tuple[str, str]]


class CheckList(QListWidget):
    """Values with boxes; they are asked for when the list is needed first."""

    ticked = Signal()
    ended = Signal(object)
    """The menu of this list was closed by a key, which may lead on."""

    def __init__(self, find_values: Callable[[], Values], name: str) -> None:
        super().__init__()
        self._find_values = find_values
        self._before: list[str] | None = None
        self._found: QListWidgetItem | None = None
        """The line that letters led to last."""
        self._is_led = False
        """Whether letters led to that line before the list was shown."""
        self._begins = False
        """Whether another value begins behind a separator, so that a blank means nothing."""
        self.setAccessibleName(name)
        self.setMinimumWidth(260)
        self.itemClicked.connect(self._toggle)

    def fill(self) -> None:
        """Find the values, unless they are here."""
        if self.count():
            return
        self.add_values(self._find_values())
        self.setFixedHeight(min(self.count(), MOST_ROWS) * ROW_PIXELS + 14)

    def add_values(self, values: Values) -> None:
        """Add values behind those that are here."""
        for code, label in values:
            item = QListWidgetItem(label)
            item.setData(CODE, code)
            # Not user-checkable: Qt would toggle on the box alone, and we on the whole line.
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, ROW_PIXELS))
            self.addItem(item)

    def choose(self, codes: Iterable[str]) -> None:
        """Tick these values and no others."""
        wanted = set(codes)
        if wanted:
            self.fill()
        for item in self._items():
            on = str(item.data(CODE)) in wanted
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def chosen(self) -> list[str]:
        """The codes ticked, in order."""
        return [str(item.data(CODE)) for item in self._items() if _is_on(item)]

    def chosen_labels(self) -> list[str]:
        """The words of what is ticked."""
        return [item.text() for item in self._items() if _is_on(item)]

    def make_menu(self, parent: QWidget) -> QMenu:
        """A menu that holds this list."""
        menu = QMenu(parent)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(self)
        menu.addAction(holder)
        menu.aboutToShow.connect(self._begin)
        menu.aboutToHide.connect(self._forget)
        self.ended.connect(menu.close)
        return menu

    def _forget(self) -> None:
        self._found, self._is_led = None, False

    def lead_to(self, letters: str) -> None:
        """Go where letters lead that were typed before the list is shown."""
        self.fill()
        if letters in SEPARATORS:
            self._begin_next()
        else:
            self.keyboardSearch(letters)
        self._is_led = True

    def _begin(self) -> None:
        self.fill()
        self._before = self.chosen()
        if not self._is_led:
            self._found = None
        if not self.selectedItems():
            self.setCurrentRow(0)
        self.setFocus()

    def _end(self, key: Qt.Key) -> None:
        """Close the menu; Escape leaves everything ticked as it was."""
        if key == Qt.Key.Key_Escape and self.chosen() != self._before:
            self.choose(self._before or ())
            self.ticked.emit()
        found = self._found
        if key != Qt.Key.Key_Escape and found is not None and not _is_on(found):
            self._toggle(found)
        self.ended.emit(key)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _begin_next(self) -> None:
        """Tick the line that letters led to, and let the next letters begin anew."""
        if (found := self._found) is not None and not _is_on(found):
            self._toggle(found)
        super().keyboardSearch("")
        self._found, self._begins = None, True

    def _toggle(self, item: QListWidgetItem) -> None:
        self._found = None
        item.setCheckState(Qt.CheckState.Unchecked if _is_on(item) else Qt.CheckState.Checked)
        self.ticked.emit()

    def event(self, event: QEvent) -> bool:
        # Tab would go on to the next widget before it is a key for this one.
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and self._before is not None and event.key() in _ENDING:  # type: ignore[attr-defined]
            self._end(Qt.Key(event.key()))  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        item = self.currentItem()
        if event.text() and event.text() in SEPARATORS:
            self._begin_next()
        elif event.key() in keys and item is not None:
            if not (self._begins and event.key() == Qt.Key.Key_Space):
                self._toggle(item)
        else:
            self._found, self._begins = None, False
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        super().keyboardSearch(search)
        item = self.currentItem()
        self._begins = False
        is_meant = item is not None and search.casefold() in item.text().casefold()
        self._found = item if is_meant else None


def _is_on(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
