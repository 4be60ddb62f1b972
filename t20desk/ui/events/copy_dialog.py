"""Copying an event: its title, the new begin, and what comes along; how far the days move."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from babel.dates import format_date
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QWidget,
)

from t20desk.db.change import Change
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
from t20desk.events.repeating import (
    MOST_TIMES,
    UNITS,
    Interval,
    list_begins,
    plan_series,
    say_begins,
)
from t20desk.i18n import _, language, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import AskingDialog, run_dialog, show_problem
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.page import Notice, make_label, make_number
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
    problems: list[str] = []
    change = dialog.plan()
    odd = find_odd_days(desk.db, change)
    apply_planned(desk, change, problems.append)
    if problems:
        show_problem(parent, "\n".join(problems))
        return
    done(change.batches[0].rows[0][0])
    if odd:
        desk.tell(odd[0].message)


class CopyDialog(AskingDialog):
    """The title and the begin of the copy, and a tick for each thing that comes along."""

    def __init__(self, parent: QWidget, desk: Desk, key: int) -> None:
        super().__init__(parent, _("Copy event"))
        kind = desk.kinds["event"]
        self.values: dict[str, Stored] = {}
        self.starts = ""
        self._desk, self._key = desk, key
        self._begin = read_begin(desk.db, key)
        self._titles = title_fields(kind)
        self._day = kind.fields[DAY]
        self._editors: dict[str, Any] = {
            one.name: make_editor(one, desk) for one in (*self._titles, self._day)
        }
        self._boxes: dict[str, QCheckBox] = {}
        self.notice = Notice("copyNotice", look="quiet")
        self.times, self.number, self.unit = make_number(), make_number(), QComboBox()
        self._lay_out(count_parts(desk.db, key))
        for name, value in {**read_start(desk.db, "event", key), DAY: self._begin}.items():
            self._editors[name].show_value(value or None)
        self._editors[self._titles[0].name].offer_text()
        self._editors[DAY].edited.connect(self._tell_shift)
        for number in (self.times, self.number):
            number.valueChanged.connect(lambda _number: self._tell_shift())
        self.unit.activated.connect(lambda _row: self._tell_shift())
        self._tell_shift()

    def plan(self) -> Change:
        """The copy, or the copies of a series, as they were asked for."""
        db, parts = self._desk.db, self.chosen_parts()
        if self.times.value() == 1:
            return plan_copy(db, self._key, self.starts, parts, self.values)
        return plan_series(db, self._key, self._list_begins(), parts, self.values)

    def chosen_parts(self) -> list[str]:
        """What comes along."""
        return [name for name, box in self._boxes.items() if box.isChecked()]

    def _lay_out(self, counts: dict[str, int]) -> None:
        column = self.column
        form = QFormLayout()
        for one in self._titles:
            form.addRow(one.say(), self._editors[one.name])
        form.addRow(_("New begin"), self._editors[DAY])
        form.addRow(_("Copies"), self._lay_out_series())
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
        self.add_answers(_("Copy"))

    def _lay_out_series(self) -> QHBoxLayout:
        """How many copies, and how far they are from one another."""
        self.times.setRange(1, MOST_TIMES)
        self.number.setRange(1, 365)
        for unit, words in UNITS:
            self.unit.addItem(_(words), unit)
        self.times.setAccessibleName(_("Copies"))
        self.number.setAccessibleName(_("Every"))
        self.unit.setAccessibleName(_("Interval"))
        row = QHBoxLayout()
        row.addWidget(self.times)
        row.addWidget(make_label(_("Every")))
        row.addWidget(self.number)
        row.addWidget(self.unit)
        row.addStretch(1)
        return row

    def _list_begins(self) -> list[str]:
        every = Interval(self.number.value(), str(self.unit.currentData()))
        return list_begins(self._desk.db, self._key, self.starts, every, self.times.value())

    def _tell_shift(self) -> None:
        """Say by how many days everything moves, and which days of the week these are."""
        is_series = self.times.value() > 1
        for one in (self.number, self.unit):
            one.setEnabled(is_series)
        parsed = self._day.type.parse(self._editors[DAY].typed(), typed_reading())
        wrong = parsed.message if parsed.severity in ("error", "doubt") else ""
        self.starts = "" if wrong else str(parsed.value or "")
        if wrong or not is_series:
            self.notice.say(wrong or say_shift(self._begin, self.starts))
            return
        try:
            self.notice.say(say_begins(self._list_begins()))
        except UserError as error:
            self.notice.say(error.message)

    def accept(self) -> None:
        """Take what was typed if it can be stored."""
        fields = (*self._titles, self._day)
        try:
            read = {one.name: read_value(one, self._editors[one.name].typed()) for one in fields}
            self.starts = str(read.pop(DAY) or "")
            if self.times.value() > 1:
                self._list_begins()
        except UserError as error:
            self.notice.say(error.message)
            return
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
