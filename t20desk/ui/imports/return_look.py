"""What a book that comes back would change: its clashes to decide, and the change to be ticked."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from t20desk.i18n import _, list_words, ngettext
from t20desk.round_trip.planning import say_missing
from t20desk.round_trip.saying import say_problems
from t20desk.round_trip.values import Clash, ReturnPlan
from t20desk.ui.desk import Desk
from t20desk.ui.imports.clash_table import ClashPanel
from t20desk.ui.imports.import_words import say_counts
from t20desk.ui.imports.kept_ticks import keep_ticks
from t20desk.ui.imports.return_child import Planned
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.previews.planned_change import ChangeIndex
from t20desk.ui.previews.preview_panel import Counted, PreviewPanel


class ReturnLook(QWidget):
    """Shows a plan; what was decided and ticked stays when the same files are planned again."""

    removal_chosen = Signal()
    """Records whose rows are missing are to be deleted too, or no more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.plan: ReturnPlan | None = None
        self._written: frozenset[tuple[str, int]] = frozenset()
        self.clashes = ClashPanel()
        self.preview = PreviewPanel(desk, say_return)
        self.remove = QCheckBox()
        self.remove.setObjectName("returnRemove")
        self.remove.hide()
        self._lay_out()
        self.clashes.model.decided.connect(self.count)
        self.preview.model.ticked.connect(self.count)
        self.remove.toggled.connect(self.removal_chosen)

    def forget(self) -> None:
        """Show nothing any more."""
        self.plan = None

    def keep_missing(self) -> None:
        """Delete nothing that is missing, until it is asked for again."""
        self.remove.blockSignals(True)
        self.remove.setChecked(False)
        self.remove.blockSignals(False)

    def show_plan(self, planned: Planned, again: bool) -> None:
        """Show what a plan would do; `again` says that it is of the files shown already."""
        kept = keep_ticks(self.preview.model.choice, self.plan) if again else None
        decided = {_name_clash(one) for one in self.chosen_clashes()} if again else set()
        plan, index = planned.open()
        self.plan, self._written = plan, planned.written
        self.clashes.show_lines(planned.lines)
        for at, clash in enumerate(plan.clashes):
            if _name_clash(clash) in decided:
                self.clashes.model.decide(at, True)
        self._show_change(plan, index)
        if kept is not None and self.preview.model.choice is not None:
            kept.leave_out(self.preview.model.choice, plan)
            self.preview.model.ticked.emit()
        is_empty = not index.counts().total
        self.preview.table.setVisible(not is_empty)
        self.preview.show_sentences(self._list_sentences(plan, is_empty, planned.paths))
        self._offer_removal(plan)

    def chosen_clashes(self) -> list[Clash]:
        """The clashes in which the book has its way."""
        plan = self.plan
        return [plan.clashes[at] for at in self.clashes.model.chosen] if plan else []

    def focus_first(self) -> None:
        """Go to what is to be decided, else to what would be changed."""
        (self.clashes.table if self.clashes.isVisible() else self.preview.table).setFocus()

    def count_chosen(self) -> int:
        """How many records are written with the clashes that were decided."""
        plan, chosen = self.plan, self.chosen_clashes()
        if plan is None:
            return 0
        # Rows that clash and are changed elsewhere too are records of the change already.
        records = ((_record_of(one), one.row) for one in chosen)
        more = {record for record, row in records if not row or record in plan.undecided}
        return self.preview.count_chosen() + len(more - self._written)

    def count(self) -> None:
        """Say on the button how many records are written."""
        if self.plan is not None:
            self.preview.apply.setText(say_return(self.count_chosen()))
            is_any = self.preview.takes_any() or self.chosen_clashes()
            self.preview.apply.setEnabled(bool(is_any))

    def _show_change(self, plan: ReturnPlan, index: ChangeIndex) -> None:
        counted, total = Counted(besides=plan.uncounted), None
        if not plan.is_several:
            removed = index.count(plan.kind, "removed")
            counted, total = Counted(plan.kind), plan.counts.new + plan.counts.changed + removed
        said = say_counts(plan)
        self.preview.show_change(plan.change, said, counted=counted, index=index, total=total)

    def _list_sentences(self, plan: ReturnPlan, is_empty: bool, paths: Sequence[Path]) -> list[str]:
        said = say_problems(plan.problems, with_file=len(paths) > 1)
        if plan.ignored:
            message = _("Left out, for they fit no field: {headings}.")
            said.append(message.format(headings=list_words(plan.ignored)))
        if plan.counts.missing and not self.remove.isChecked():
            said.append(say_missing(plan.counts.missing))
        elif is_empty and not plan.clashes and not plan.is_partial:
            said.append(_("Nothing changes: the workbook says what is here already."))
        return [*plan.remarks, *said]

    def _offer_removal(self, plan: ReturnPlan) -> None:
        count = plan.counts.missing
        words = ngettext(
            "Also delete {count} record whose row was removed",
            "Also delete {count} records whose rows were removed",
            count,
        )
        self.remove.setText(words.format(count=count))
        set_tip(self.remove, say_missing(count))
        self.remove.setVisible(bool(count))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.clashes)
        column.addWidget(self.preview, 1)
        self.preview.foot.insertWidget(0, self.remove)
        self.preview.cancel.setText(_("Another file"))


def _name_clash(clash: Clash) -> tuple[str, int, str | None]:
    """What stays of a clash when the book is planned again."""
    return clash.conflict.kind, clash.conflict.id, clash.conflict.field


def _record_of(clash: Clash) -> tuple[str, int]:
    return clash.conflict.kind, clash.conflict.id


def say_return(number: int) -> str:
    """The words of the button that merges a book."""
    words = ngettext("Take {number} record over", "Take {number} records over", number)
    return words.format(number=number)
