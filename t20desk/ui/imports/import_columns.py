"""The second step of an import: each column beside some of its cells, and where it goes."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, product

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.i18n import _
from t20desk.importing.cells import Learned
from t20desk.importing.days_apart import DAY, MOMENTS
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.imports.blank_boxes import make_blank, make_constant, make_sign
from t20desk.ui.imports.column_targets import AT_A_SIGN, ColumnTargets
from t20desk.ui.imports.cut_dialog import CutDialog
from t20desk.ui.imports.import_lines import ColumnLine, find_joined, find_unread, may_join
from t20desk.ui.imports.target_box import TargetBox
from t20desk.ui.looks.shaded_item import ShadedItem
from t20desk.ui.looks.tips import set_tip

COLUMN, TARGET, BLANK, CELLS = range(4)
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
        self._shown: ColumnTargets | None = None
        self.lines: list[ColumnLine] = []
        self.learned: Learned = {}
        """What texts of each target mean."""
        self._made = 0
        """So many lines have their boxes."""
        self._is_making = False
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_some)

    def show_lines(self, kind: Kind, kinds: Kinds, lines: Sequence[ColumnLine]) -> None:
        """Show the columns of a sheet."""
        self._shown, self.lines = ColumnTargets(kind, kinds), list(lines)
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
        self._offer_targets(row)
        self._show_after(row, line, find_joined(self.lines))

    def choose(self, letter: str, target: str) -> None:
        """Let a column go to a field."""
        for row, line in enumerate(self.lines):
            if line.letter == letter:
                self._take_target(row, target)
                self._offer_targets(row)
                self._lead_tab()

    def add_constant(self) -> None:
        """Add a line for a text that every row gets, and begin to fill it in."""
        targets = self._targets()
        line = ColumnLine("", "", target=targets.find_free(self.lines))
        self.show_lines(targets.kind, targets.kinds, [*self.lines, line])
        self.scrollToBottom()
        self.cellWidget(self.rowCount() - 1, TARGET).setFocus()
        self.changed.emit()

    def find_problem(self) -> str:
        """What stands in the way of the preview, as one sentence."""
        return self._targets().find_problem(self.lines)

    def _targets(self) -> ColumnTargets:
        assert self._shown is not None
        return self._shown

    # --- making -------------------------------------------------------------------------------

    def _offer_targets(self, row: int) -> TargetBox:
        box = self._targets().make_box(row, self.lines)
        box.activated.connect(lambda _at: self._on_target(row, box))
        self.setCellWidget(row, TARGET, box)
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
        targets = self._targets()
        one = targets.field_of(line.target)
        behind = line.target in joined and joined[line.target][0] is not line
        if behind and line.letter and one is not None and may_join(one):
            self.setCellWidget(row, BLANK, make_sign(row, line, partial(self._take_sign, row)))
        elif not targets.may_be_blank(line):
            self.removeCellWidget(row, BLANK)
        else:
            make = make_blank if line.letter else make_constant
            self.setCellWidget(row, BLANK, make(row, line, partial(self._take_blank, row)))
        # What only joined cells say is no cell that can be read by itself.
        self._show_cells(row, line, None if line.target in joined or self._has_day(line) else one)

    def _has_day(self, line: ColumnLine) -> bool:
        """Whether a column holds times of day, of which another one says the day."""
        return line.target in MOMENTS and any(other.target == DAY for other in self.lines)

    def _lead_tab(self) -> None:
        """Let Tab go through the lines before it leaves the table."""
        places = product(range(self.rowCount()), (TARGET, BLANK))
        widget = super().cellWidget
        boxes = [box for row, column in places if (box := widget(row, column)) is not None]
        for before, after in pairwise([self, *boxes]):
            QWidget.setTabOrder(before, after)

    def _show_cells(self, row: int, line: ColumnLine, one: Field | None) -> None:
        item = ShadedItem()
        self.setItem(row, CELLS, item)
        unread = find_unread(one, line, self.learned)
        item.setText(("⚠  " if unread else "") + "   ·   ".join(line.examples))
        set_tip(item, unread)
        item.warns, item.is_quiet = bool(unread), not line.target

    # --- slots --------------------------------------------------------------------------------

    def _on_target(self, row: int, box: TargetBox) -> None:
        target = str(box.currentData() or "")
        if target == AT_A_SIGN:
            target = self._ask_cut(self.lines[row])
            self._take_target(row, target)
            box = self._offer_targets(row)
            self._lead_tab()
            box.setFocus()
            return
        self._take_target(row, target)

    def _ask_cut(self, line: ColumnLine) -> str:
        targets = self._targets()
        dialog = CutDialog(self, targets.kind, targets.kinds, line)
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
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll to the line with the cursor, where a word below the table took its room."""
        box = self.focusWidget()
        if box is not None and box is not self and box.hasFocus():
            self.scrollTo(self.indexAt(box.mapTo(self.viewport(), box.rect().center())))
