"""Lines and sheets of text to type into, in a form and in a cell."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from t20desk.db.fields import Field
from t20desk.db.types import LongText, Stored, Text, typed_reading
from t20desk.ui.forms.cut_line import CutLine

LONGEST_LINE = 10_000
WIDTH, HEIGHT = 380, 150
"""How large a sheet over a cell is at least."""
_BREAKS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class LineEditor(CutLine):
    """One line of text, a number, a date: read by the type when it is left."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._type = field.type
        length = field.type.length if isinstance(field.type, Text) else LONGEST_LINE
        self.setMaxLength(max(length, 1))
        self.textEdited.connect(self._on_text)
        self.editingFinished.connect(self._show_read)

    def show_value(self, value: Stored, text: str = "") -> None:
        self.setText(self._type.format(value))
        self.setCursorPosition(0)

    def typed(self) -> object:
        return self.text()

    def offer_text(self) -> None:
        """Take the focus with all that stands here chosen: typing replaces it, End keeps it."""
        self.setFocus()
        self.selectAll()

    def _show_read(self) -> None:
        """Say how the value was understood, once the line is left."""
        parsed = self._type.parse(self.typed(), typed_reading())
        if self.isModified() and parsed.value is not None and not parsed.message:
            self.setText(self._type.format(parsed.value))

    def _on_text(self, text: str) -> None:
        """What was pasted in several lines becomes one."""
        if "\n" in text:
            self.setText(" ".join(text.split()))
        self.edited.emit()


class TextEditor(QPlainTextEdit):
    """Several lines; Tab goes on to the next field."""

    edited = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._quiet = False
        self._length = field.type.length if isinstance(field.type, LongText) else 100_000
        self.setTabChangesFocus(True)
        self.setFixedHeight(96)
        self.textChanged.connect(self._on_text)

    def show_value(self, value: Stored, text: str = "") -> None:
        self._quiet = True
        self.setPlainText("" if value is None else str(value))
        self._quiet = False

    def typed(self) -> object:
        return self.toPlainText()

    def _on_text(self) -> None:
        if self._quiet:
            return
        text = self.toPlainText()
        if len(text) > self._length:
            self._quiet = True
            self.setPlainText(text[: self._length])
            self._quiet = False
        self.edited.emit()


class CellTextEditor(TextEditor):
    """A sheet over a cell: Enter takes the text, Alt+Enter or Shift+Enter begins a new line."""

    stepped = Signal(int, int)
    """Columns and rows to go once the text is taken."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        # Else Tab would look for another widget and never come here.
        self.setTabChangesFocus(False)
        self.setMinimumHeight(0)
        self.setMaximumHeight(16_777_215)

    def begin(self, typed_over: bool) -> None:
        """Stand at the end; where typing begins the cell, it replaces what is there."""
        if typed_over:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

    def place_in(self, cell: QRect, room: QRect) -> QRect:
        """Where the sheet lies: over its cell, large enough to read, within the table."""
        width, height = max(cell.width(), WIDTH), max(cell.height(), HEIGHT)
        left = max(room.left(), min(cell.left(), room.right() - width))
        top = max(room.top(), min(cell.top(), room.bottom() - height))
        return QRect(left, top, min(width, room.width()), min(height, room.height()))

    # --- Qt's own names -----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Alt+Enter opens a record, but not from within a text.
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_key and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & _BREAKS:
                self.insertPlainText("\n")
            else:
                self.stepped.emit(0, 1)
        elif event.key() == Qt.Key.Key_Tab:
            self.stepped.emit(1, 0)
        elif event.key() == Qt.Key.Key_Backtab:
            self.stepped.emit(-1, 0)
        else:
            super().keyPressEvent(event)
