"""Carries what the database announces, from whichever thread, to the main thread."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal


class Announcing(Protocol):
    """A database that tells listeners about each change."""

    listeners: list[Callable[[Any], None]]


class Announcer(QObject):
    """One signal for every change; views ask whether they care."""

    changed = Signal(object)

    def __init__(self, db: Announcing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        db.listeners.append(self._on_change)

    def stop(self) -> None:
        """Listen no more."""
        if self._on_change in self._db.listeners:
            self._db.listeners.remove(self._on_change)

    def _on_change(self, announcement: Any) -> None:
        self.changed.emit(announcement)
