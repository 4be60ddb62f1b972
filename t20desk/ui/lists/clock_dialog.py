"""The day a list is for: chosen in a dialog, and made readable where it lies back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from t20desk.as_known import (
    build_in_child,
    drop_folder,
    find_moment,
    is_known,
    keep_state,
    make_folder,
)
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.types import Date, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import _, language
from t20desk.listing.asking import counts_for_a_day
from t20desk.listing.views import Clock
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job, is_gone
from t20desk.ui.looks.tab_order import tab_to_chosen
from t20desk.ui.page import Notice, make_button, make_label


class ClockDialog(QDialog):
    """Today, for a day, or as it was known on a day."""

    def __init__(self, parent: QWidget, kind: Kind, clock: Clock) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("As of a day"))
        self.setMinimumWidth(520)
        self.clock = clock
        self.today = QRadioButton(_("As it is today"))
        self.on = QRadioButton(_("For a day"))
        self.known = QRadioButton(_("As it was known on a day"))
        self.day = QLineEdit()
        self.notice = Notice("clockNotice")
        self._can_count = kind.name == "member" or counts_for_a_day(kind)
        self._name_parts()
        self._lay_out()
        self._show(clock)
        tab_to_chosen((self.today, self.on, self.known))
        self.day.textEdited.connect(lambda _text: self._leave_today())
        self.day.setFocus()
        self.day.selectAll()

    def _name_parts(self) -> None:
        self.today.setObjectName("clockToday")
        self.on.setObjectName("clockOn")
        self.known.setObjectName("clockKnown")
        self.day.setObjectName("clockDay")
        self.day.setAccessibleName(_("Day"))
        self.day.setMaxLength(40)
        self.on.setEnabled(self._can_count)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(6)
        reasons = (
            (self.today, ""),
            (self.on, self._explain_count()),
            (self.known, _("The list as it stood in the evening of that day: what was entered, "
                           "changed or deleted later is taken back. Read only; for many records "
                           "this takes a while the first time.")),
        )  # fmt: skip
        for button, words in reasons:
            column.addWidget(button)
            if words:
                label = make_label(words, "quiet", wrap=True)
                label.setContentsMargins(28, 0, 0, 6)
                column.addWidget(label)
        column.addLayout(self._make_day())
        column.addWidget(self.notice)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = make_button(_("Cancel"), "", "clockCancel")
        self.show_list = make_button(_("Show"), "main", "clockShow")
        self.show_list.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.show_list.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.show_list)
        column.addSpacing(8)
        column.addLayout(foot)

    def _explain_count(self) -> str:
        if self._can_count:
            return _("Counted from the dates in the records, such as joined and left, with what "
                     "is known today. This is the one for a board.")  # fmt: skip
        return _("The records of this list have no beginning and end to count from.")

    def _make_day(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(make_label(_("Day")))
        self.day.setFixedWidth(150)
        row.addWidget(self.day)
        today = date.today()
        last_year = today.replace(month=1, day=1) - timedelta(days=1)
        for words, day in (
            (_("yesterday"), today - timedelta(days=1)),
            (_("30 days ago"), today - timedelta(days=30)),
            (_("end of last year"), last_year),
        ):
            button = make_button(words, "flat")
            button.clicked.connect(lambda _on=False, day=day: self._take_day(day))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _show(self, clock: Clock) -> None:
        chosen = self.known if clock.as_known else self.on if clock.on else self.today
        chosen.setChecked(True)
        day = clock.as_known or clock.on or (date.today() - timedelta(days=1)).isoformat()
        self.day.setText(Date().format(day))

    def _take_day(self, day: date) -> None:
        self.day.setText(Date().format(day.isoformat()))
        self._leave_today()

    def _leave_today(self) -> None:
        """Who names a day wants to see one."""
        if self.today.isChecked():
            (self.on if self._can_count else self.known).setChecked(True)

    def _read_clock(self) -> Clock:
        if self.today.isChecked():
            return Clock()
        try:
            day = str(Date().store(self.day.text().strip(), typed_reading()) or "")
        except UserError as error:
            raise UserError(error.message) from error
        if not day:
            raise UserError(_("Give the day, for example {day}.").format(
                day=Date().format(date.today().isoformat())))  # fmt: skip
        return Clock(on=day) if self.on.isChecked() else Clock(as_known=day)

    # --- Qt's own names -----------------------------------------------------------------------

    def accept(self) -> None:
        try:
            self.clock = self._read_clock()
        except UserError as error:
            self.notice.say(error.message)
            self.day.setFocus()
            return
        super().accept()


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """Keeps an earlier state once it is built, though who wanted to see it may be gone by then."""

    db: Database
    sequence: int
    done: Callable[[], None]

    def __call__(self, path: Path) -> None:
        keep_state(self.db, self.sequence, path)
        if not is_gone(self.done):
            self.done()


def prepare_known(
    desk: Desk, day: str, done: Callable[[], None], failed: Callable[[Exception], None]
) -> None:
    """Make what was known on a day readable, in a child process; then call `done`."""
    if is_known(desk.db, day):
        done()
        return
    sequence = find_moment(desk.db, day) or 0

    folder = make_folder()
    asked = (desk.address, folder, sequence, day, language())
    words = _("Taking back what was changed after {day}").format(day=Date().format(day))
    kept = KeptAnswer(desk.db, sequence, done)
    job = desk.jobs.compute(build_in_child, asked, kept, failed, words)

    def tidy(finished: Job) -> None:
        if finished is job:
            desk.jobs.finished.disconnect(tidy)
            if job.cancelled.is_set():
                drop_folder(folder)

    desk.jobs.finished.connect(tidy)
