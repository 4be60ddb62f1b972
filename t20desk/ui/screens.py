"""How much room a window has on its screen."""

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

FRAME: Final = QSize(16, 48)
"""Pixels that the frame of a window takes at most; no window knows before it is shown."""


def find_room(window: QWidget) -> QRect:
    """Where a window can lie on its screen, as large as what is within its frame can be."""
    room = window.screen().availableGeometry()
    return QRect(room.topLeft(), room.size() - FRAME)


def fit_screen(window: QWidget) -> bool:
    """Let a window take no more than the room there is on its screen; whether it was larger."""
    fitting = window.size().boundedTo(find_room(window).size())
    is_larger = window.size() != fitting
    if is_larger:
        window.resize(fitting)
    return is_larger
