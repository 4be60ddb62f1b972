"""Lines of a list that are high enough to be read and pressed."""

from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from t20desk.ui.looks.tips import set_tip

ENTRY_HEIGHT: Final = 34


def add_entry(entries: QListWidget, text: str, value: Any, picture: QIcon | None = None) -> None:
    """Add a line of comfortable height to a list; `value` is what it stands for."""
    item = QListWidgetItem(text)
    item.setData(Qt.ItemDataRole.UserRole, value)
    item.setSizeHint(QSize(0, ENTRY_HEIGHT))
    set_tip(item, text)
    if picture is not None:
        item.setIcon(picture)
    entries.addItem(item)
