"""Which day a list is for: said in a bar, one click back to today."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from t20desk.db.fields import Kind
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing.views import Clock, Listing
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.page import make_button, make_label


class ClockBar(QFrame):
    """Asks for the day and says which one is shown; hidden today."""

    clock_chosen = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self.setProperty("look", "notice")
        self.setObjectName("clockBar")
        self.words = make_label(wrap=True, name="clockWords")
        back = make_button(_("Back to today"), "flat", "clockBack")
        back.clicked.connect(lambda: self.clock_chosen.emit(Clock()))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 12, 4)
        # At the left: the suggestions of the search above hang down over the right.
        row.addWidget(back)
        row.addWidget(self.words, 1)
        self.hide()

    def ask(self, listing: Listing) -> None:
        """Ask for another day, and make it readable before it is shown."""
        from t20desk.ui.lists.clock_dialog import ClockDialog, prepare_known

        dialog = ClockDialog(self.window(), self._kind, Clock(listing.on, listing.as_known))
        accepted = run_dialog(dialog)
        if not accepted:
            return
        clock = dialog.clock
        if clock.as_known is None:
            self.clock_chosen.emit(clock)
        else:
            prepare_known(
                self._desk,
                clock.as_known,
                lambda: self.clock_chosen.emit(clock),
                self._tell_failure,
            )

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failed.emit(error.message)
        else:
            self._desk.jobs.broke.emit(error)

    def show_clock(self, listing: Listing) -> None:
        """Say the clock of a listing."""
        clock = listing.say_clock()
        if listing.as_known:
            more = _("later changes are taken back; read only")
        else:
            more = _("counted from the dates in the records, with what is known today")
        self.words.setText(f"{clock} · {more}")
        self.setVisible(bool(clock))
