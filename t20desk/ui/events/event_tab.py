"""What the tabs of an event have in common that read it whole and change it move by move."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from t20desk.db.change import Change
from t20desk.ui.desk import Desk
from t20desk.ui.events.own_guests import OwnGuests
from t20desk.ui.page import Notice


class EventTab(QWidget):
    """Shows one event; what changes while the tab is out of sight is read when it is shown."""

    kinds: ClassVar[frozenset[str]]
    """The kinds of record whose changes show here."""

    def __init__(self, desk: Desk, notice: str, read: Callable[[int], None]) -> None:
        """`read` reads what the tab shows of an event."""
        super().__init__()
        self._desk = desk
        self._read_event = read
        self._event: int | None = None
        self._is_stale = True
        self.notice = Notice(notice)
        self.own = OwnGuests()

    def show_record(self, record_id: int, _name: str) -> None:
        """Show another event."""
        self._event = record_id
        self._look()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if something changed that shows here."""
        if self._event is not None and (not kinds or kinds & self.kinds):
            self._look()

    def _look(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if self._event is not None:
            self._is_stale = False
            self._read_event(self._event)

    def _apply(self, plan: Callable[[], Change]) -> bool:
        """Apply a small change; whether nothing hindered it, else that is said."""
        hindered = self._desk.attempt(plan)
        self.notice.say(hindered)
        return not hindered

    # --- Qt's own names -----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()
