"""What the tabs of an event have in common that read it whole and change it move by move."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from t20desk.db.change import Change
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.page import Notice


class EventTab(QWidget):
    """Shows one event; what changes while the tab is out of sight is read when it is shown."""

    kinds: ClassVar[frozenset[str]]
    """The kinds of record whose changes show here."""

    def __init__(self, desk: Desk, notice: str) -> None:
        super().__init__()
        self._desk = desk
        self._event: int | None = None
        self._is_stale = True
        self.notice = Notice(notice)

    def show_record(self, record_id: int, _name: str) -> None:
        """Show another event."""
        self._event = record_id
        self._look()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read again if something changed that shows here."""
        if self._event is not None and (not kinds or kinds & self.kinds):
            self._look()

    def read_event(self, event: int) -> None:
        """Read what the tab shows."""
        raise NotImplementedError

    def _look(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if self._event is not None:
            self._is_stale = False
            self.read_event(self._event)

    def _apply(self, plan: Callable[[], Change]) -> bool:
        """Apply a small change and say what hinders it; whether it could be planned."""
        try:
            applied = self._desk.apply(plan())
        except UserError as error:
            self.notice.say(error.message)
            return False
        wait = _("Somebody changed this meanwhile; try again.")
        refused = " ".join(one.message for one in applied.problems) or wait
        self.notice.say(refused if applied.is_refused else "")
        return True

    # --- Qt's own names -----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()
