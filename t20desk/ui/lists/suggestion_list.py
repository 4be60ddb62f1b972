"""What may come next, offered below a line while a query is typed into it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem

from t20desk.i18n import _
from t20desk.searching.suggesting import Suggestion
from t20desk.ui.looks.noted_lines import NOTE, ROW, NotedDelegate
from t20desk.ui.looks.theme import colour_for
from t20desk.ui.looks.tips import set_tip

Ask = Callable[[str, int], Sequence[Suggestion]]
AskMore = Callable[[str, int, Callable[[Sequence[Suggestion]], None]], None]
"""Asks the database for more, which comes when it is found."""
MOST_ROWS: Final = 9
WIDTH: Final = 340


class SuggestionList(QListWidget):
    """Shows suggestions while one types; Tab takes one, Down and Enter take another."""

    def __init__(self, line: QLineEdit, ask: Ask, ask_more: AskMore) -> None:
        super().__init__(line.parentWidget())
        self._line = line
        self._ask = ask
        self._ask_more = ask_more
        self.setObjectName("suggestions")
        self.setAccessibleName(_("Suggestions for the search"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(NotedDelegate(self))
        self.setUniformItemSizes(True)
        self.hide()
        self._leaving = QTimer(line)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(150)
        self._leaving.timeout.connect(self._hide_when_left)
        self.itemClicked.connect(self._take)
        line.textEdited.connect(self._on_edit)
        line.installEventFilter(self)
        # It lies over the window, which stays when the page of the line is built anew.
        line.destroyed.connect(self.hide)
        line.destroyed.connect(self.deleteLater)

    def _on_edit(self, text: str) -> None:
        """Offer what may come next; in an emptied line Tab is to lead on, so nothing is offered."""
        if text:
            self.offer()
        else:
            self.clear()
            self.hide()

    def offer(self) -> None:
        """Show what may come next where the cursor is, and what records hold once it is found."""
        typed = self._line.text(), self._line.cursorPosition()
        self.clear()
        self._add(self._ask(*typed))
        self._ask_more(*typed, lambda found: self._add_found(typed, found))

    def _add_found(self, typed: tuple[str, int], found: Sequence[Suggestion]) -> None:
        """Add what was found, unless one typed on or went away meanwhile."""
        line = self._line
        is_asked = bool(typed[0]) or self.isVisible()
        if found and is_asked and typed == (line.text(), line.cursorPosition()) and line.hasFocus():
            self._add(found)

    def _add(self, found: Sequence[Suggestion]) -> None:
        row = self.currentRow()
        for one in found:
            item = QListWidgetItem(one.words)
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setData(NOTE, one.note or (one.text if one.goes_on else None))
            set_tip(item, one.words)
            self.addItem(item)
        self.setCurrentRow(row)
        if self.count():
            self._place()
        else:
            self.hide()

    def _place(self) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 4))
        left = max(min(corner.x(), window.width() - WIDTH - 8), 0)
        self.setGeometry(left, corner.y(), WIDTH, min(self.count(), MOST_ROWS) * ROW + 14)
        self.raise_()
        self.show()

    def _take(self, item: QListWidgetItem) -> None:
        one: Suggestion = item.data(Qt.ItemDataRole.UserRole)
        text, cursor = one.put_into(self._line.text())
        self.hide()
        self._line.setText(text)
        self._line.setCursorPosition(cursor)
        if one.goes_on:
            self.offer()

    def _on_key(self, event: QKeyEvent) -> bool:
        key, shown = event.key(), self.isVisible()
        if key == Qt.Key.Key_Down and not shown:
            self.offer()
            self.setCurrentRow(0)
            return self.isVisible()
        if not shown:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            first = 0 if step > 0 else self.count() - 1
            row = self.currentRow()
            self.setCurrentRow(first if row < 0 else (row + step) % self.count())
            return True
        if key == Qt.Key.Key_Tab:
            self._take(self.item(max(self.currentRow(), 0)))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.currentItem() if self.currentRow() >= 0 else None
            self.hide()
            if item is not None:
                self._take(item)
            return item is not None
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._leaving.start()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return False

    def _hide_when_left(self) -> None:
        if not self._line.hasFocus():
            self.hide()


def mark_fault(line: QLineEdit, start: int, end: int) -> None:
    """Underline a place in a line as wrong; a place of no length takes the mark away."""
    # It brings the hundred properties of a text format, which no start waits for.
    from PySide6.QtGui import QTextCharFormat

    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(colour_for("problem"))
    look.setForeground(QColor(colour_for("problem")))
    marks = []
    if end > start:
        begins = start - line.cursorPosition()
        kind = QInputMethodEvent.AttributeType.TextFormat
        marks.append(QInputMethodEvent.Attribute(kind, begins, end - start, look))
    QApplication.sendEvent(line, QInputMethodEvent("", marks))
