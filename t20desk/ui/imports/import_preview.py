"""The preview of an import: filters by kind of row, and doubtful rows beside their candidates."""

from array import array
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton

from t20desk.db.fields import Field, Kind
from t20desk.i18n import _, ngettext, say_number
from t20desk.importing.values import ImportPlan, OddRow
from t20desk.listing import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.imports.doubtful_pane import DoubtfulPane
from t20desk.ui.imports.import_words import (
    say_absent,
    say_counts,
    say_ignored,
    say_import,
    say_import_and_end,
)
from t20desk.ui.imports.kept_ticks import keep_ticks
from t20desk.ui.imports.odd_row_table import REASON, OddRowModel
from t20desk.ui.looks.flow import FlowLayout, empty_layout
from t20desk.ui.looks.table_looks import fit_columns, make_paged_table
from t20desk.ui.page import make_button
from t20desk.ui.previews.planned_change import VERBS, ChangeIndex
from t20desk.ui.previews.preview_panel import Counted, PreviewPanel
from t20desk.ui.tables.paged_model import PagedModel, Role

WRITTEN, SAME, BEFORE, DOUBTFUL, ALIKE, DECIDED, ERROR = (
    "written", "same", "before", "doubtful", "alike", "decided", "error",
)  # fmt: skip
SIGNS: Final = {
    WRITTEN: "", "new": "+", "changed": "→", SAME: "=", BEFORE: "=", DOUBTFUL: "?", ALIKE: "≈",
    DECIDED: "✓", ERROR: "✕",
}  # fmt: skip
REASON_WIDTH: Final = 340
ROW_WIDTH: Final = 70


class ImportPreview(PreviewPanel):
    """One filter at a time: what is written, what is the same, what is doubtful, what is wrong."""

    decided = Signal()
    """What was decided of rows is to be looked at."""

    def __init__(self, desk: Desk) -> None:
        self._shown = WRITTEN
        self._filters = FlowLayout(8)
        self._group = QButtonGroup()
        self._buttons: dict[str, QPushButton] = {}
        self._taken: dict[int, int] = {}
        self._plan: ImportPlan | None = None
        self._of: Kind | None = None
        super().__init__(desk, say_import)
        # The filters say what happens to the records.
        self.chips.has_verbs = False
        self.pane = DoubtfulPane(desk)
        self.errors = OddRowModel()
        self.error_table = make_paged_table(self.errors, "importErrors", _("Rows with errors"))
        heads = [_("Row"), _("Record")]
        self.same: PagedModel[tuple[int, str]] = PagedModel(desk, heads, _answer_same)
        self.same_table = make_paged_table(
            self.same, "importSame", _("Rows that change nothing"), {0: ROW_WIDTH, 1: 0}
        )
        for page in (self.pane, self.error_table, self.same_table):
            self.body.addWidget(page)
        self.pane.decided.connect(self._on_tick)
        self.skip_bad = QCheckBox(_("Leave out rows with errors"))
        self.again = QCheckBox(_("Take rows once more that came in before"))
        self.ask_again = make_button("‹ " + _("Questions"), "", "importAsk")
        self.bad_rows = make_button(_("Problem rows …"), "", "importBadRows")
        self.cancel.setText("‹ " + _("Columns"))
        self.foot.insertWidget(0, self.again)
        self.foot.insertWidget(0, self.skip_bad)
        self.foot.insertWidget(2, self.ask_again)
        self.foot.insertWidget(2, self.bad_rows)
        self.bad_rows.hide()

    @property
    def decisions(self) -> dict[int, int]:
        """What was decided of rows, by their number."""
        return dict(self.pane.decisions)

    @property
    def is_pending(self) -> bool:
        """Whether something was decided that the plan does not know yet."""
        return self.pane.decisions != self._taken

    def forget(self) -> None:
        """Another file: nothing is decided."""
        self.pane.decisions, self._taken, self._shown = {}, {}, WRITTEN
        self._plan = None
        # That rows of one file were left out says nothing of the next.
        for box in (self.skip_bad, self.again):
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)

    def show_plan(self, plan: ImportPlan, kind: Kind, index: ChangeIndex) -> None:
        """Show what an import would do."""
        kept = keep_ticks(self.model.choice, self._plan)
        was_locked = self._plan is not None and not self._plan.may_apply
        self._plan, self._of = plan, kind
        self._taken = self.decisions
        # Known before, so that the table is not laid out twice.
        self._fill_filters(plan, index)
        if was_locked or self._shown not in self._buttons:
            self._shown = next(iter(self._buttons), WRITTEN)
        if not plan.may_apply and ERROR in self._buttons:
            # Why nothing can be taken in is what has to be seen first.
            self._shown = ERROR
        total = plan.counts.new + plan.counts.changed
        counted = Counted(kind.name)
        self.show_change(plan.change, say_counts(plan), counted, index, total)
        if kept is not None and self.model.choice is not None:
            kept.leave_out(self.model.choice, plan)
            self._on_tick()
        elif self._comes_twice(plan) and self.model.choice is not None:
            # What points to its records goes with them.
            self.model.choice.leave_out([(plan.kind, key) for key in plan.fresh.ids], {})
            self._on_tick()
        self.summary.hide()
        odd = {row.number for row in plan.odd}
        said = [one.sentence() for one in plan.problems if one.row not in odd]
        remarks = [*plan.remarks, *self._say_twice(plan), *say_ignored(plan)]
        self.show_sentences([*self._say_locked(plan), *say_absent(plan), *said, *remarks])
        self.show_filter(self._shown)
        if not plan.may_apply:
            self.lock()
        self.skip_bad.setVisible(bool(plan.counts.errors) or self.skip_bad.isChecked())
        self.again.setVisible(bool(plan.before.ids) or self.again.isChecked())
        self.bad_rows.setVisible(plan.is_partial)

    def show_filter(self, name: str) -> None:
        """Show the rows of one kind."""
        self._shown = name
        if name in self._buttons:
            self._buttons[name].setChecked(True)
        is_written = name in (WRITTEN, *VERBS)
        self.chips.setVisible(is_written)
        has_room = is_written or name in (ERROR, SAME, BEFORE)
        self.sentences.setVisible(has_room and self.sentences.count() > 0)
        if is_written:
            self.body.setCurrentWidget(self.table)
            if self._listed != self._wanted():
                self._show_rows()
        elif name in (SAME, BEFORE):
            self._show_same(name)
        elif name == ERROR:
            self._show_errors()
        else:
            self._show_doubtful(name)

    def count_chosen(self) -> int:
        """How many records that rows make or change are ticked; who leaves stands in no row."""
        return super().count_chosen() + self._count_leavers_left()

    def count_leavers(self) -> int:
        """How many of the records end of which no row speaks."""
        return (len(self._plan.leaving) if self._plan else 0) - self._count_leavers_left()

    def _count_leavers_left(self) -> int:
        choice, plan = self.model.choice, self._plan
        if choice is None or plan is None or not plan.leaving:
            return 0
        return len(choice.left_records(plan.kind) & plan.leaving)

    def press(self) -> None:
        """Take the change, or look first what the decisions make of it."""
        (self.decided if self.is_pending else self.accepted).emit()

    def verbs_shown(self) -> tuple[str, ...]:
        """What happens to the records that are listed."""
        return (self._shown,) if self._shown in VERBS else VERBS

    # --- inside -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        super()._lay_out()
        self.column.insertLayout(1, self._filters)

    def _on_tick(self) -> None:
        super()._on_tick()
        if self.is_pending:
            number = len(self.pane.decisions.items() ^ self._taken.items())
            words = ngettext("Look at {number} decision", "Look at {number} decisions", number)
            self.apply.setText(words.format(number=number))
            self.apply.setEnabled(True)
        elif leaving := self.count_leavers():
            self.apply.setText(say_import_and_end(self.count_chosen(), leaving))

    def _say_locked(self, plan: ImportPlan) -> list[str]:
        """Why nothing can be imported as it stands, and what makes it possible."""
        if not plan.counts.read:
            return [_("Below the headings there are no rows; choose another sheet or file.")]
        if plan.may_apply or not plan.counts.errors:
            return []
        text = _("Nothing is imported while rows have errors: correct them, or tick “{choice}”.")
        return [text.format(choice=self.skip_bad.text())]

    def _comes_twice(self, plan: ImportPlan) -> bool:
        """Whether a file that came in before would make its records once more."""
        is_asked = self.again.isChecked()
        return plan.was_taken and plan.mode == "add" and not is_asked and plan.counts.new > 0

    def _say_twice(self, plan: ImportPlan) -> list[str]:
        if not self._comes_twice(plan):
            return []
        return [_("So that nothing comes in twice, no row is ticked; tick those that you want.")]

    def _rows_of(self, sort: str) -> list[OddRow]:
        return [row for row in self._plan.odd if row.sort == sort] if self._plan else []

    def _fill_filters(self, plan: ImportPlan, index: ChangeIndex) -> None:
        empty_layout(self._filters)
        self._buttons = {}
        for button in self._group.buttons():
            self._group.removeButton(button)
        total = index.counts().total
        new, changed = plan.counts.new, plan.counts.changed
        for name, number, words in (
            (
                WRITTEN,
                total if sum(map(bool, (new, changed, plan.leaving))) > 1 else 0,
                ngettext("change", "changes", total),
            ),
            ("new", new, _("new")),
            ("changed", changed, _("changed")),
            (SAME, plan.counts.same - len(plan.before.ids), _("the same")),
            (BEFORE, len(plan.before.ids), _("came in before")),
            (DOUBTFUL, len(self._rows_of(DOUBTFUL)), _("doubtful")),
            (ALIKE, len(self._rows_of(ALIKE)), _("maybe there already")),
            (DECIDED, len(self._rows_of(DECIDED)), _("decided")),
            (ERROR, plan.counts.errors, _("with errors")),
        ):
            if not number:
                continue
            told = f"{SIGNS[name]} {say_number(number)} {words}".strip()
            button = make_button(told, "chip", f"rows_{name}")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, name=name: self.show_filter(name))
            self._group.addButton(button)
            self._filters.addWidget(button)
            self._buttons[name] = button

    def _show_same(self, name: str) -> None:
        assert self._plan is not None
        same = self._plan.same if name == SAME else self._plan.before
        kind, db = self._plan.kind, self._desk.db

        def fetch(places: "array[int]") -> dict[int, tuple[int, str]]:
            titles = read_titles(db, kind, [same.ids[at] for at in places])
            return {at: (same.numbers[at], titles.get(same.ids[at], "")) for at in places}

        self.same.show_keys(array("q", range(len(same.ids))), fetch)
        self.body.setCurrentWidget(self.same_table)

    def _show_errors(self) -> None:
        self.errors.show(self._rows_of(ERROR), self._fields())
        self.body.setCurrentWidget(self.error_table)
        fit_columns(self.error_table, ROW_WIDTH, REASON_WIDTH, REASON)

    def _show_doubtful(self, sort: str) -> None:
        assert self._of is not None
        self.pane.show_rows(self._of, self._fields(), self._rows_of(sort))
        self.body.setCurrentWidget(self.pane)
        self.pane.rows.setFocus()

    def _fields(self) -> list[Field]:
        return [column.field for column in self._plan.columns] if self._plan else []


def _answer_same(found: tuple[int, str], column: int, role: int) -> Any:
    return str(found[column]) if role in (Role.DisplayRole, Role.ToolTipRole) else None
