"""The button that takes back the guest who was noted last at the door."""

from PySide6.QtCore import Signal

from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.ui.desk import Desk, say_refused
from t20desk.ui.looks.cut_button import CutButton


class TakeBackButton(CutButton):
    """Seen as long as somebody was noted here whom nobody took back."""

    said = Signal(str)
    """Why the guest could not be taken back; empty where that was done."""
    taken_back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="checkInBack")
        self._desk = desk
        self._operation: int | None = None
        self._name = ""
        self.guest: int | None = None
        """Who was noted last."""
        self.clicked.connect(self.take_back)
        self.hide()

    def offer(self, operation: int, guest: int, name: str) -> None:
        """Offer to take back a guest whom an operation noted."""
        self._operation, self.guest, self._name = operation, guest, name
        self.say(_("Take back: {name}").format(name=name))
        self.show()

    def forget(self) -> None:
        """Nobody is to be taken back any more."""
        self._operation = self.guest = None
        self.hide()

    def take_back(self) -> None:
        """Take back the guest who was noted last."""
        from t20desk.db.history.undoing import plan_undo

        if self._operation is None:
            return
        try:
            applied = self._desk.apply(plan_undo(self._desk.db, self._operation).change)
        except UserError as error:
            self.said.emit(error.message)
            return
        self.forget()
        self.said.emit(say_refused(applied))
        if not applied.is_refused:
            self._desk.tell(_("{name} is not noted any more.").format(name=self._name))
        self.taken_back.emit()
