"""An event on another day: the new begin, how far everything moves, and what moves along."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtWidgets import QFormLayout, QWidget

from t20desk.db.types import typed_reading
from t20desk.errors import UserError
from t20desk.events.copying_events import PARTS, WITHIN, count_parts, read_begin
from t20desk.events.lost_hours import check_hours
from t20desk.events.moving_days import plan_new_day
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import AskingDialog, run_dialog
from t20desk.ui.events.copy_dialog import say_shift
from t20desk.ui.forms.date_editor import WHOLE_DAY, DateEditor
from t20desk.ui.page import make_label
from t20desk.ui.previews.preview import preview_and_apply, show_oddities

ALONG: Final = (WITHIN, "programme")
"""The parts of an event that have days of their own."""


def move_to_day(parent: QWidget, desk: Desk, event: int, told: Callable[[str], None]) -> None:
    """Ask for the new begin and show what moves before it is written; what refuses it is told."""
    dialog = NewDayDialog(parent, desk, event)
    if run_dialog(dialog):
        _preview(parent, desk, event, dialog.starts, told)


def move_by_days(
    parent: QWidget, desk: Desk, event: int, days: int, told: Callable[[str], None]
) -> None:
    """Show what moves with an event by so many days before it is written."""
    begin = read_begin(desk.db, event)[:WHOLE_DAY]
    starts = date.fromisoformat(begin) + timedelta(days=days)
    _preview(parent, desk, event, starts.isoformat(), told)


def _preview(
    parent: QWidget, desk: Desk, event: int, starts: str, told: Callable[[str], None]
) -> None:
    try:
        change = plan_new_day(desk.db, event, starts)
        tell = partial(show_oddities, desk, change)
        preview_and_apply(parent.window(), desk, change, prepare=tell)
    except UserError as error:
        told(error.message)


class NewDayDialog(AskingDialog):
    """The day on which an event begins now."""

    def __init__(self, parent: QWidget, desk: Desk, event: int) -> None:
        super().__init__(parent, _("Move to another day"))
        self.starts = ""
        self._desk, self._event = desk, event
        self._begin = read_begin(desk.db, event)
        self._field = desk.kinds["event"].fields["starts"]
        self.editor = DateEditor(self._field)
        self.notice = make_label(look="quiet", wrap=True, name="newDayNotice")
        column = self.column
        form = QFormLayout()
        form.addRow(_("New begin"), self.editor)
        column.addLayout(form)
        column.addWidget(self.notice)
        column.addWidget(make_label(_("Moves along"), "heading"))
        counts = count_parts(desk.db, event)
        for name in ALONG:
            words = f"{_(PARTS[name].words)}  ·  {counts[name]}"
            column.addWidget(make_label(words))
        column.addStretch(1)
        self.take = self.add_answers(_("Show preview"))
        self.editor.show_value(self._begin or None)
        self.editor.setFocus()
        self.editor.selectAll()  # typing replaces it
        self.editor.edited.connect(self._check)
        self._check()

    def _check(self) -> None:
        """Say how far everything moves, or what is wrong with the day."""
        parsed = self._field.type.parse(self.editor.typed(), typed_reading())
        is_wrong = parsed.severity in ("error", "doubt")
        self.starts = "" if is_wrong else str(parsed.value or "")
        self.notice.setText(parsed.message if is_wrong else self._say_shift())
        self.take.setEnabled(bool(self.starts) and self.starts != self._begin)

    def _say_shift(self) -> str:
        if self.starts and not self._begin:
            return _("The event had no begin yet; nothing else moves.")
        lost = check_hours(self._desk.db, self._event, {"starts": self.starts})
        told = [one.message for one in lost if one.field == "starts"]
        return " ".join((say_shift(self._begin, self.starts), *told))
