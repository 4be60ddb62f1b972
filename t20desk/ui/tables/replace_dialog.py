"""Find and replace: what would change is shown while typing, with a tick for each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change, Label
from t20desk.db.fields import Kind
from t20desk.editing.pasting import Planned
from t20desk.editing.replacing import REPLACED_MANY, Wanted, plan_replace, text_fields
from t20desk.i18n import _, ngettext, say_number
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.jobs import Job
from t20desk.ui.owners import set_buddy
from t20desk.ui.page import Notice, restyle
from t20desk.ui.previews.plan_child import Asked
from t20desk.ui.previews.planned_change import ChangeIndex
from t20desk.ui.previews.plans import apply_planned, make_plan, say_notes
from t20desk.ui.previews.preview_panel import PreviewPanel

PAUSE: Final = 120
"""Milliseconds after the last key until the preview is made again."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where text can be replaced: the selected records, all of the list, and the columns shown.

    `chosen` are the columns of a block of cells that is selected.
    """

    selected: Sequence[int]
    listed: Sequence[int]
    columns: Sequence[str]
    chosen: Sequence[str] = ()


def replace_text(parent: QWidget, desk: Desk, kind: Kind, places: Places) -> None:
    """Ask what to replace, show it while it is typed, and apply what is ticked."""
    dialog = ReplaceDialog(parent, desk, kind, places)
    if run_dialog(dialog) and (change := dialog.pick_change()) is not None:
        apply_planned(desk, change, desk.tell)


class ReplaceDialog(QDialog):
    """What to find, what to put there, where; below it what would change."""

    def __init__(self, parent: QWidget, desk: Desk, kind: Kind, places: Places) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind
        self._places = places
        self._job: Job | None = None
        self._asked = 0
        self._is_current = False
        self.setWindowTitle(_("Find and replace"))
        self.resize(960, 640)
        self.sought = _make_line(_("Find"), "replaceFind")
        self.replacement = _make_line(_("Replace with"), "replaceWith")
        self.where = self._make_where()
        self.column = self._make_column()
        self.whole = QCheckBox(_("&Whole cell"))
        self.case = QCheckBox(_("&Match case"))
        self.pattern = QCheckBox(_("Regular &expression"))
        self.pattern.setToolTip(_("$1 stands for what the first pair of brackets found."))
        self.notice = Notice("replaceNotice")
        self.panel = PreviewPanel(desk, _say_replace)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._lay_out()
        self._connect()
        self._show(_no_plan())

    def pick_change(self) -> Change | None:
        """What is ticked, if the preview shows what was typed."""
        return self.panel.pick_change() if self._is_current else None

    def _make_where(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Where"))
        box.setObjectName("replaceWhere")
        listed, selected = len(self._places.listed), len(self._places.selected)
        all_words = ngettext("This list ({number} record)", "This list ({number} records)", listed)
        box.addItem(all_words.format(number=say_number(listed)), self._places.listed)
        if selected:
            words = ngettext(
                "The selection ({number} record)", "The selection ({number} records)", selected
            )
            box.addItem(words.format(number=say_number(selected)), self._places.selected)
            box.setCurrentIndex(1 if selected > 1 else 0)
        return box

    def _make_column(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("Column"))
        box.setObjectName("replaceColumn")
        fields = text_fields(self._kind)
        shown = [one.name for one in fields if one.name in self._places.columns]
        chosen = [one.name for one in fields if one.name in self._places.chosen]
        if chosen:
            box.addItem(_("The columns selected"), chosen)
        box.addItem(_("All text columns shown"), shown)
        box.addItem(_("All text fields"), [one.name for one in fields])
        for one in fields:
            box.addItem(one.say(), [one.name])
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        pairs = ((_("&Find"), self.sought), (_("&Replace with"), self.replacement))
        places = ((_("W&here"), self.where), (_("&Column"), self.column))
        for row, (left, right) in enumerate(zip(pairs, places, strict=True)):
            for at, (words, widget) in ((0, left), (2, right)):
                label = QLabel(words)
                set_buddy(label, widget)
                grid.addWidget(label, row, at)
                grid.addWidget(widget, row, at + 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        ticks = QHBoxLayout()
        ticks.setSpacing(18)
        for box in (self.whole, self.case, self.pattern):
            ticks.addWidget(box)
        ticks.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addLayout(ticks)
        column.addWidget(self.notice)
        column.addWidget(self.panel, 1)
        # One types what is found and what replaces it; where is chosen seldom.
        order = (self.sought, self.replacement, self.where, self.column, self.whole)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self._wait.timeout.connect(self._plan)
        for line in (self.sought, self.replacement):
            line.textChanged.connect(self._on_edit)
        # Enter behind what is found must not replace it by nothing at once.
        self.sought.returnPressed.connect(self.replacement.setFocus)
        self.replacement.returnPressed.connect(self.panel.apply.click)
        for tick in (self.whole, self.case, self.pattern):
            tick.toggled.connect(self._on_edit)
        for box in (self.where, self.column):
            box.currentIndexChanged.connect(self._on_edit)
        self.panel.accepted.connect(self._accept_current)
        self.panel.rejected.connect(self.reject)

    def _on_edit(self) -> None:
        self._is_current = False
        self._drop()
        self.panel.lock()
        self._wait.start()

    def _drop(self) -> None:
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _plan(self) -> None:
        self._wait.stop()
        self._drop()
        asked, ids, names = self._asked, self.where.currentData(), self.column.currentData()
        wanted = Wanted(
            self.sought.text(),
            self.replacement.text(),
            self.whole.isChecked(),
            self.case.isChecked(),
            self.pattern.isChecked(),
        )
        cells = len(ids) * len(names) if wanted.find else 0
        self._job = make_plan(
            self._desk,
            Asked(plan_replace, (self._kind.name, ids, names, wanted), cells, is_light=True),
            lambda planned, index: self._take(asked, planned, index),
            lambda sentence: self._refuse(asked, sentence),
        )
        if self._job is not None:
            self.panel.wait()

    def _take(self, asked: int, planned: Planned, index: ChangeIndex) -> None:
        if asked == self._asked:
            self._show(planned, index)

    def _show(self, planned: Planned, index: ChangeIndex | None = None) -> None:
        self._is_current = True
        self._say("")
        nothing = _("Nothing found.") if self.sought.text() else _("Type what is to be found.")
        empty = planned.change.is_empty
        self.panel.show_change(planned.change, nothing if empty else "", index=index)
        self.panel.show_sentences(say_notes(planned))

    def _refuse(self, asked: int, sentence: str) -> None:
        if asked == self._asked:
            self._show(_no_plan())
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.notice.say(sentence)
        restyle(self.sought, problem=bool(sentence))

    def _accept_current(self) -> None:
        if self._is_current:
            self.accept()

    def done(self, result: int) -> None:
        self._wait.stop()
        self._drop()
        super().done(result)


def _no_plan() -> Planned:
    return Planned(Change(Label(REPLACED_MANY), []))


def _make_line(name: str, object_name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setObjectName(object_name)
    line.setClearButtonEnabled(True)
    return line


def _say_replace(number: int) -> str:
    words = ngettext("Replace in {number} record", "Replace in {number} records", number)
    return words.format(number=say_number(number))
