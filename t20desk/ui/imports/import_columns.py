"""The second step of an import: each column beside some of its cells, and where it goes."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, product

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.i18n import N_, _, list_words
from t20desk.importing.name_lists import find_line
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.imports.cut_dialog import CutDialog
from t20desk.ui.imports.import_lines import (
    CLEARS,
    CUT,
    SIGNS,
    ColumnLine,
    field_at,
    find_joined,
    find_unread,
    list_cuts,
    list_names,
    list_own_targets,
    list_targets,
    may_join,
    read_cut,
)
from t20desk.ui.imports.target_box import TargetBox
from t20desk.ui.looks.shaded_item import ShadedItem
from t20desk.ui.looks.tips import set_tip

AT_A_SIGN = "cut?"
COLUMN, TARGET, BLANK, CELLS = range(4)
BETWEEN = {
    " ": N_("joined with a blank"),
    ", ": N_("joined with a comma"),
    "; ": N_("joined with a semicolon"),
    "\n": N_("joined on a new line"),
}
ROW_HEIGHT = 40
SLICE = 0.01
"""Seconds that the boxes of some lines are made in at a time, while the table is not in sight."""
SHARES = {COLUMN: 0.17, TARGET: 0.33, BLANK: 0.17}
"""How much of the width the first columns have; the cells have the rest."""


class ColumnTable(QTableWidget):
    """A line for each column of the sheet, and for each text that all rows get."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.setObjectName("columnMapping")
        self.setAccessibleName(_("Columns of the sheet"))
        self.setHorizontalHeaderLabels([_("Column"), _("Goes to"), _("A blank cell"), _("Cells")])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setSectionResizeMode(CELLS, QHeaderView.ResizeMode.Stretch)
        self._kind: Kind | None = None
        self._kinds: Kinds = {}
        self.lines: list[ColumnLine] = []
        self._names: Mapping[str, Sequence[str]] = {}
        self._targets: Sequence[tuple[str, str]] = ()
        self._made = 0
        """So many lines have their boxes."""
        self._is_making = False
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_some)

    def show_lines(self, kind: Kind, kinds: Kinds, lines: Sequence[ColumnLine]) -> None:
        """Show the columns of a sheet."""
        self._kind, self._kinds, self.lines = kind, kinds, list(lines)
        self._names, self._targets = list_names(kind, kinds), list_targets(kind, kinds)
        self.setRowCount(0)
        self.setRowCount(len(self.lines))
        self._made, self._is_making = 0, True
        if self.isVisible():
            self.finish()
        else:
            self._making.start()

    def finish(self) -> None:
        """Have all lines at once."""
        self._make_some(float("inf"))

    def _make_some(self, seconds: float = SLICE) -> None:
        """Make the boxes of further lines; those of a wide sheet would halt the window."""
        end = time.perf_counter() + seconds
        while self._made < len(self.lines) and time.perf_counter() < end:
            self._make_line(self._made, self.lines[self._made])
            self._made += 1
        if self._is_making and self._made == len(self.lines):
            self._is_making = False
            self._making.stop()
            self._lead_tab()

    def _make_line(self, row: int, line: ColumnLine) -> None:
        said = line.said or line.heading
        name = f"{line.letter}   {said}" if line.letter else _("the same for every row")
        item = QTableWidgetItem(name)
        set_tip(item, said)
        self.setItem(row, COLUMN, item)
        self.setCellWidget(row, TARGET, self._make_target(row, line))
        self._show_after(row, line, find_joined(self.lines))

    def choose(self, letter: str, target: str) -> None:
        """Let a column go to a field."""
        for row, line in enumerate(self.lines):
            if line.letter == letter:
                self._take_target(row, target)
                self.setCellWidget(row, TARGET, self._make_target(row, self.lines[row]))
                self._lead_tab()

    def add_constant(self) -> None:
        """Add a line for a text that every row gets, and begin to fill it in."""
        assert self._kind is not None
        used = {line.target for line in self.lines}
        own = (name for name, _words in list_own_targets(self._kind))
        free = next((name for name in own if name not in used), "")
        self.show_lines(self._kind, self._kinds, [*self.lines, ColumnLine("", "", target=free)])
        self.scrollToBottom()
        self.cellWidget(self.rowCount() - 1, TARGET).setFocus()
        self.changed.emit()

    def find_problem(self) -> str:
        """What stands in the way of the preview, as one sentence."""
        assert self._kind is not None
        for name, several in find_joined(self.lines).items():
            one = self._field_of(name)
            letters = list_words(line.letter for line in several)
            if one is None or not may_join(one):
                message = _("Columns {columns} both go to {field}; leave one of them out.")
                return message.format(columns=letters, field=one.say() if one else name)
            if all(line.is_guessed for line in several):
                # Names must not be joined to one unasked.
                return _(
                    "The headings of columns {columns} both mean {field}; leave one of them out,"
                    " or choose what stands between the joined cells."
                ).format(columns=letters, field=one.say())
        return ""

    def _field_of(self, target: str) -> Field | None:
        assert self._kind is not None
        return field_at(self._kind, self._kinds, target)

    # --- making -------------------------------------------------------------------------------

    def _make_target(self, row: int, line: ColumnLine) -> TargetBox:
        assert self._kind is not None
        box = TargetBox(self._names)
        box.setObjectName(f"target{row}")
        box.setAccessibleName(_("Column {letter} goes to").format(letter=line.letter or "–"))
        box.addItem(_("– leave out –"), "")
        for name, label in self._targets if line.letter else list_own_targets(self._kind):
            box.addItem(label, name)
        if line.letter:
            box.insertSeparator(box.count())
            taken = {other.target for other in self.lines if other is not line}
            for name, label in list_cuts(self._kind, self._kinds, taken):
                box.addItem(label, name)
            if line.target.startswith(CUT) and box.findData(line.target) < 0:
                box.addItem(self._say_cut(line.target), line.target)
            box.addItem(_("cut at a sign …"), AT_A_SIGN)
        box.setCurrentIndex(max(box.findData(line.target), 0))
        box.activated.connect(lambda _at: self._on_target(row, box))
        return box

    def _say_cut(self, target: str) -> str:
        assert self._kind is not None
        fields, sign = read_cut(target)
        found = (self._field_of(name) for name in fields)
        return f" {sign or '·'} ".join(one.say() for one in found if one is not None)

    def _make_blank(self, row: int, line: ColumnLine) -> QWidget:
        if not line.letter:
            edit = QLineEdit(line.blank)
            edit.setObjectName(f"constant{row}")
            edit.setAccessibleName(_("Text for every row"))
            edit.setPlaceholderText(_("text for every row"))
            edit.textEdited.connect(partial(self._take_blank, row))
            return edit
        box = QComboBox()
        box.setObjectName(f"blank{row}")
        box.setAccessibleName(
            _("What a blank cell of column {letter} means").format(letter=line.letter)
        )
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItem(_("says nothing"), "")
        box.addItem(_("empties the field"), CLEARS)
        if line.blank == CLEARS:
            box.setCurrentIndex(1)
        else:
            box.setCurrentIndex(-1)
            box.setEditText(line.blank)
        line_edit = box.lineEdit()
        assert line_edit is not None
        line_edit.setPlaceholderText(_("says nothing"))
        box.setToolTip(_("Choose what a blank cell means, or type what is to stand in its place."))
        box.activated.connect(
            lambda _at, row=row, box=box: self._take_blank(row, box.currentData())
        )
        line_edit.textEdited.connect(partial(self._take_blank, row))
        return box

    def _make_sign(self, row: int, line: ColumnLine) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"sign{row}")
        box.setAccessibleName(_("What stands between the joined cells"))
        for sign in dict.fromkeys((*SIGNS, line.sign)):
            box.addItem(_(BETWEEN.get(sign, sign)), sign)
        box.setCurrentIndex(max(box.findData(line.sign), 0))
        box.activated.connect(lambda _at: self._take_sign(row, box.currentData()))
        return box

    def _show_rest(self) -> None:
        """What follows from where the columns go: blanks, signs, and cells that cannot be read."""
        self.finish()
        joined = find_joined(self.lines)
        for row, line in enumerate(self.lines):
            self._show_after(row, line, joined)
        self._lead_tab()

    def _show_after(
        self, row: int, line: ColumnLine, joined: Mapping[str, Sequence[ColumnLine]]
    ) -> None:
        one = self._field_of(line.target)
        behind = line.target in joined and joined[line.target][0] is not line
        if behind and line.letter and one is not None and may_join(one):
            self.setCellWidget(row, BLANK, self._make_sign(row, line))
        elif not self._may_be_blank(line):
            self.removeCellWidget(row, BLANK)
        else:
            self.setCellWidget(row, BLANK, self._make_blank(row, line))
        self._show_cells(row, line)

    def _may_be_blank(self, line: ColumnLine) -> bool:
        """Whether a blank cell may say something: of the row's own field, if it is no list."""
        assert self._kind is not None
        one = self._kind.fields.get(line.target)
        return one is not None and find_line(one) is None

    def _lead_tab(self) -> None:
        """Let Tab go through the lines before it leaves the table."""
        places = product(range(self.rowCount()), (TARGET, BLANK))
        widget = super().cellWidget
        boxes = [box for row, column in places if (box := widget(row, column)) is not None]
        for before, after in pairwise([self, *boxes]):
            QWidget.setTabOrder(before, after)

    def _show_cells(self, row: int, line: ColumnLine) -> None:
        assert self._kind is not None
        item = ShadedItem()
        self.setItem(row, CELLS, item)
        unread = find_unread(self._field_of(line.target), line)
        item.setText(("⚠  " if unread else "") + "   ·   ".join(line.examples))
        set_tip(item, unread)
        item.warns, item.is_quiet = bool(unread), not line.target

    # --- slots --------------------------------------------------------------------------------

    def _on_target(self, row: int, box: TargetBox) -> None:
        target = str(box.currentData() or "")
        if target == AT_A_SIGN:
            target = self._ask_cut(self.lines[row])
            self._take_target(row, target)
            box = self._make_target(row, self.lines[row])
            self.setCellWidget(row, TARGET, box)
            self._lead_tab()
            box.setFocus()
            return
        self._take_target(row, target)

    def _ask_cut(self, line: ColumnLine) -> str:
        assert self._kind is not None
        dialog = CutDialog(self, self._kind, self._kinds, line)
        return dialog.target() if run_dialog(dialog) else line.target

    def _take_target(self, row: int, target: str) -> None:
        self.lines[row] = replace(self.lines[row], target=target, is_guessed=False)
        self._show_rest()
        self.changed.emit()

    def _take_blank(self, row: int, text: str) -> None:
        self.lines[row] = replace(self.lines[row], blank=text or "")
        self.changed.emit()

    def _take_sign(self, row: int, sign: str) -> None:
        target = self.lines[row].target
        self.lines = [
            replace(line, sign=sign, is_guessed=False) if line.target == target else line
            for line in self.lines
        ]
        self.changed.emit()

    # --- Qt's own names -----------------------------------------------------------------------

    def cellWidget(self, row: int, column: int) -> QWidget:
        self.finish()
        return super().cellWidget(row, column)

    def showEvent(self, event: QShowEvent) -> None:
        self.finish()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for place, share in SHARES.items():
            self.setColumnWidth(place, int(self.viewport().width() * share))
        super().resizeEvent(event)
