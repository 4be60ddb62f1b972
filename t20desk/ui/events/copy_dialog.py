"""Copying an event: its title, the new begin, and what comes along; how far the days move."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from babel.dates import format_date
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QVBoxLayout, QWidget

from t20desk.db.types import DateTime, Stored, typed_reading
from t20desk.editing import read_value
from t20desk.editing.duplicating import read_start, title_fields
from t20desk.errors import UserError
from t20desk.events.copying_events import (
    PARTS,
    count_parts,
    find_shift,
    plan_copy,
    read_begin,
)
from t20desk.events.event_dates import find_odd_days
from t20desk.i18n import _, language, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import add_answers, run_dialog, show_problem
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.page import make_label
from t20desk.ui.previews.plans import apply_planned

DAY: Final = "starts"


def copy_event(parent: QWidget, desk: Desk, key: int, done: Callable[[int], object]) -> None:
    """Ask for the new begin and what comes along, make the copy as one change, and open it."""
    try:
        dialog = CopyDialog(parent, desk, key)
    except UserError as error:
        show_problem(parent, error.message)
        return
    if not run_dialog(dialog):
        return
    values, starts, parts = dialog.values, dialog.starts, dialog.chosen_parts()
    problems: list[str] = []
    change = plan_copy(desk.db, key, starts, parts, values)
    odd = find_odd_days(desk.db, change)
    apply_planned(desk, change, problems.append)
    if problems:
        show_problem(parent, "\n".join(problems))
        return
    done(change.batches[0].rows[0][0])
    if odd:
        desk.tell(odd[0].message)


class CopyDialog(QDialog):
    """The title and the begin of the copy, and a tick for each thing that comes along."""

    def __init__(self, parent: QWidget, desk: Desk, key: int) -> None:
        super().__init__(parent)
        kind = desk.kinds["event"]
        self.values: dict[str, Stored] = {}
        self.starts = ""
        self._begin = read_begin(desk.db, key)
        self._titles = title_fields(kind)
        self._day = kind.fields[DAY]
        self._editors: dict[str, Any] = {
            one.name: make_editor(one, desk) for one in (*self._titles, self._day)
        }
        self._boxes: dict[str, QCheckBox] = {}
        self.notice = make_label(look="quiet", wrap=True, name="copyNotice")
        self.setWindowTitle(_("Copy event"))
        self.setMinimumWidth(480)
        self._lay_out(count_parts(desk.db, key))
        for name, value in {**read_start(desk.db, "event", key), DAY: self._begin}.items():
            self._editors[name].show_value(value or None)
        self._editors[DAY].edited.connect(self._tell_shift)
        self._tell_shift()

    def chosen_parts(self) -> list[str]:
        """What comes along."""
        return [name for name, box in self._boxes.items() if box.isChecked()]

    def _lay_out(self, counts: dict[str, int]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        form = QFormLayout()
        for one in self._titles:
            form.addRow(one.say(), self._editors[one.name])
        form.addRow(_("New begin"), self._editors[DAY])
        column.addLayout(form)
        column.addWidget(self.notice)
        column.addWidget(make_label(_("What comes along"), "heading"))
        for name, part in PARTS.items():
            if counts.get(name):
                box = QCheckBox(f"{_(part.words)}  ·  {counts[name]}".replace("&", "&&"))
                box.setObjectName(f"part_{name}")
                box.setChecked(part.is_usual)
                self._boxes[name] = box
                column.addWidget(box)
        hint = _("Answers, presence, seats and results stay with the old event.")
        column.addWidget(make_label(hint, "quiet", wrap=True))
        column.addStretch(1)
        add_answers(self, column, _("Copy"))

    def _tell_shift(self) -> None:
        """Say by how many days everything moves, and which days of the week these are."""
        parsed = self._day.type.parse(self._editors[DAY].typed(), typed_reading())
        wrong = parsed.message if parsed.severity in ("error", "doubt") else ""
        self.notice.setText(wrong or say_shift(self._begin, str(parsed.value or "")))

    def accept(self) -> None:
        """Take what was typed if it can be stored."""
        fields = (*self._titles, self._day)
        try:
            read = {one.name: read_value(one, self._editors[one.name].typed()) for one in fields}
        except UserError as error:
            self.notice.setText(error.message)
            return
        self.starts = str(read.pop(DAY) or "")
        self.values = read
        super().accept()


def say_shift(begin: str, starts: str) -> str:
    """By how many days everything moves from one begin to another."""
    shift = find_shift(begin, starts)
    days = shift.days
    if not days and shift.time:
        return _("All days stay as they are; the times of day move along.")
    if not days:
        return _("Without a new begin all days stay as they are.")
    words = ngettext(
        "From {old} to {new}: all days move by {number} day.",
        "From {old} to {new}: all days move by {number} days.",
        abs(days),
    )
    return words.format(old=_say_day(begin), new=_say_day(starts), number=days)


def _say_day(text: str) -> str:
    """A day with its name in the week."""
    name = format_date(date.fromisoformat(text[:10]), "EEE", locale=language())
    return f"{name} {DateTime().format(text)}"
