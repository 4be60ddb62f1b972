"""Tool tips: what Qt would take for HTML may be a stranger's, so it is shown as it stands."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QListWidgetItem, QTableWidgetItem, QTreeWidgetItem, QWidget


def plain_tip(text: str) -> str:
    """A text as a tool tip that reads exactly so and brings no pictures."""
    if not GuiQt.mightBeRichText(text):
        return text
    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>"


def set_tip(shown: QWidget | QAction | QListWidgetItem | QTableWidgetItem, text: str) -> None:
    """Give a widget, a verb, or a line of a list, a tool tip with words of the office."""
    shown.setToolTip(plain_tip(text))


def set_column_tip(item: QTreeWidgetItem, column: int, text: str) -> None:
    """Give a cell of a tree a tool tip with words of the office."""
    item.setToolTip(column, plain_tip(text))


def answer_tip(role: int, text: object) -> object:
    """What a model answers: a text is made plain where it is asked for as a tool tip."""
    if role == Qt.ItemDataRole.ToolTipRole and isinstance(text, str):
        return plain_tip(text)
    return text
