"""Guests that are dragged from one place to another within the window."""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDropEvent

FORMAT: Final = "application/x-t20desk-guest"


def pack_guest(guest: int) -> QMimeData:
    """A guest as what is dragged."""
    data = QMimeData()
    data.setData(FORMAT, str(guest).encode())
    return data


def unpack_guest(data: QMimeData) -> int | None:
    """The guest who is dragged; None for anything else."""
    return int(bytes(data.data(FORMAT).data())) if data.hasFormat(FORMAT) else None


def take_or_leave(event: QDropEvent) -> None:
    """Take what is dragged if it is a guest."""
    if event.mimeData().hasFormat(FORMAT):
        event.acceptProposedAction()
    else:
        event.ignore()
