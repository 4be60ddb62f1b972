"""Taking an edited book back: see what it changed, decide what clashes, take it as one change."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from t20desk.db.change import Applied, Change
from t20desk.errors import UserError
from t20desk.i18n import _, language, list_words, ngettext
from t20desk.progress import RowProgress
from t20desk.round_trip import (
    Clash,
    ReturnOptions,
    ReturnPlan,
    open_return,
    say_missing,
    say_problems,
    settle,
    take_return,
)
from t20desk.ui.desk import Desk
from t20desk.ui.imports.clash_table import ClashPanel
from t20desk.ui.imports.ends import BeginStep, EndStep
from t20desk.ui.imports.import_words import say_counts
from t20desk.ui.imports.kept_ticks import keep_ticks
from t20desk.ui.imports.return_child import Planned, plan_in_child
from t20desk.ui.imports.taking import Taking, Warn
from t20desk.ui.jobs import Job
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import Notice, Page, make_column, make_label
from t20desk.ui.places import Place, list_place
from t20desk.ui.previews.preview import Counted, PreviewPanel
from t20desk.ui.shell.dropping import DropTarget, file_paths

CHOOSE, LOOK, DONE = range(3)
FILES = "*.xlsx *.ods *.csv"


class ReturnPage(Page):
    """Three steps on one page."""

    def __init__(self, desk: Desk, _place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._paths: list[Path] = []
        self._plan: ReturnPlan | None = None
        self._job: Job | None = None
        self.file_name = make_label(look="quiet", name="returnFile")
        self.notice = Notice("returnNotice")
        self.clashes = ClashPanel()
        self.preview = PreviewPanel(desk, say_return)
        self.remove = QCheckBox()
        self.remove.setObjectName("returnRemove")
        self.taking = Taking(desk, self.preview)
        self.begin = BeginStep(
            "return",
            _("Take back a workbook"),
            _("Drop the edited workbook here, or choose it."),
            _("It was exported as a workbook to be edited and merged back."),
            _("Workbooks") + f" ({FILES})",
        )
        self.end = EndStep(
            "return",
            _("Take back another one"),
            _("Undo"),
            _("It is undone: the records are as they were before this workbook."),
        )
        self.steps = QStackedWidget()
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self._stop()
        self._show_step(CHOOSE)
        self.open_paths([Path(path) for name, path in place.values if name == "path"])

    def place_shown(self) -> Place:
        return Place("return")

    def can_leave(self) -> bool:
        self._stop()
        return True

    def title(self) -> str:
        return _("Take back a workbook")

    def help_text(self) -> str:
        return _(
            "Choose a workbook that was exported to be edited. What only the workbook changed is "
            "taken, what only changed here is kept; where both changed you choose. Nothing is "
            "written before you have seen it, and it can be undone as one."
        )

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Plan taking files back in a child process, as one."""
        self._paths = list(paths)
        self.remove.blockSignals(True)
        self.remove.setChecked(False)
        self.remove.blockSignals(False)
        self._replan()

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        head = QHBoxLayout()
        head.addWidget(make_label(_("Take back a workbook"), "title"))
        head.addSpacing(12)
        head.addWidget(self.file_name, 1)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.steps, 1)
        for page in (self.begin, self._make_look(), self.end):
            self.steps.addWidget(page)

    def _make_look(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.clashes)
        column.addWidget(self.preview, 1)
        self.preview.foot.insertWidget(0, self.remove)
        self.preview.cancel.setText(_("Another file"))
        return page

    def _connect(self) -> None:
        self.begin.given.connect(lambda path: self.open_paths([path]))
        self.preview.accepted.connect(self._take)
        self.preview.rejected.connect(partial(self._show_step, CHOOSE))
        self.clashes.model.decided.connect(self._count)
        self.preview.model.ticked.connect(self._count)
        self.remove.toggled.connect(self._replan)
        self.taking.taken.connect(self._on_taken)
        self.taking.undone.connect(self.end.show_undone)
        self.taking.refused.connect(self._on_refused)
        self.taking.failed.connect(self._on_failure)
        self.end.again.clicked.connect(partial(self._show_step, CHOOSE))
        self.end.show_list.clicked.connect(self._open_list)
        self.end.take_back.clicked.connect(partial(self.taking.undo, self))
        DropTarget(self, self._on_drop, lambda mime: bool(file_paths(mime)))

    # --- looking ------------------------------------------------------------------------------

    def _on_drop(self, mime: QMimeData) -> None:
        self.open_paths(file_paths(mime))

    def _replan(self) -> None:
        if not self._paths:
            return
        self.notice.say("")
        self._stop()
        name = _name_files(self._paths)
        self.file_name.setText(_("Reading {file} …").format(file=name))
        self.preview.lock()
        options = ReturnOptions(self.remove.isChecked(), is_decided=True)
        self._job = self._desk.jobs.compute(
            plan_in_child,
            (self._desk.address, language(), self._paths, options),
            self._take_plan,
            self._on_failure,
            _("Looking through {file}").format(file=name),
        )

    def _take_plan(self, planned: Planned) -> None:
        again = planned.paths == self._paths
        kept = keep_ticks(self.preview.model.choice, self._plan) if again else None
        decided = self._list_decided() if again else set()
        self._plan, index = planned.open()
        self._paths = planned.paths
        plan = self._plan
        self.file_name.setText(_name_files(self._paths))
        self.clashes.show_lines(planned.lines)
        for at, clash in enumerate(plan.clashes):
            if _name_clash(clash) in decided:
                self.clashes.model.decide(at, True)
        counted, total = Counted(), None
        if not plan.is_several:
            removed = index.count(plan.kind, "removed")
            counted, total = Counted(plan.kind), plan.counts.new + plan.counts.changed + removed
        said = say_counts(plan)
        self.preview.show_change(plan.change, said, counted=counted, index=index, total=total)
        if kept is not None and self.preview.model.choice is not None:
            kept.leave_out(self.preview.model.choice, plan)
            self.preview.model.ticked.emit()
        is_empty = not index.counts().total
        self.preview.table.setVisible(not is_empty)
        self.preview.show_sentences(self._list_sentences(plan, is_empty))
        self._offer_removal(plan)
        self._show_step(LOOK)
        self._count()

    def _list_decided(self) -> set[tuple[str, int, str | None]]:
        """The clashes in which the book has its way."""
        plan = self._plan
        return (
            {_name_clash(plan.clashes[at]) for at in self.clashes.model.chosen} if plan else set()
        )

    def _list_sentences(self, plan: ReturnPlan, is_empty: bool) -> list[str]:
        said = say_problems(plan.problems, with_file=len(self._paths) > 1)
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

    def _count(self) -> None:
        """Say on the button how many records are written with the clashes that were decided."""
        if self._plan is None or self.steps.currentIndex() != LOOK:
            return
        plan = self._plan
        chosen = [plan.clashes[at] for at in self.clashes.model.chosen]
        # Rows that clash and are changed elsewhere too are records of the change already.
        more = {one.conflict.id for one in chosen if not one.row or _is_undecided(plan, one)}
        number = self.preview.count_chosen() + len(more)
        self.preview.apply.setText(say_return(number))
        self.preview.apply.setEnabled(bool(self.preview.takes_any() or chosen))

    # --- taking -------------------------------------------------------------------------------

    def _take(self) -> None:
        paths, plan = self._paths, self._plan
        if not paths or plan is None:
            return
        chosen = [plan.clashes[at] for at in self.clashes.model.chosen]
        db, picked = self._desk.db, self.preview.pick_change()

        def write(progress: RowProgress, warn: Warn) -> tuple[Change, Applied]:
            wanted = replace(plan, change=settle(db, picked, chosen))
            with ExitStack() as stack:
                sources = [stack.enter_context(open_return(path)) for path in paths]
                return wanted.change, take_return(db, sources, wanted, progress, warn)

        self.taking.take(paths, write, _say_taken, _("Taking back"), self.preview.count_chosen())

    def _on_taken(self, said: str) -> None:
        self.end.show_result(said)
        self._show_step(DONE)
        self.end.show_list.setFocus()

    def _on_refused(self, sentences: list[str]) -> None:
        self.preview.show_sentences(sentences)
        self.notice.say(_("Nothing was taken back; see the list below."))

    # --- inside -------------------------------------------------------------------------------

    def _open_list(self) -> None:
        if self._plan is not None:
            is_reply = self._plan.is_several
            place = Place("confirmations") if is_reply else list_place(self._plan.kind, view="all")
            self.place_requested.emit(place)

    def _on_failure(self, error: Exception) -> None:
        self.file_name.setText("")
        if not isinstance(error, UserError):
            self._desk.jobs.broke.emit(error)
            return
        self.notice.say(error.message)
        self._count()

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        if step == CHOOSE:
            self._paths, self._plan = [], None
            self.file_name.setText("")
            self.notice.say("")
            self.begin.choose.setFocus()

    def _stop(self) -> None:
        self.taking.stop()
        if self._job is not None and not self._job.finished:
            self._job.cancel()


def _name_clash(clash: Clash) -> tuple[str, int, str | None]:
    """What stays of a clash when the book is planned again."""
    return clash.conflict.kind, clash.conflict.id, clash.conflict.field


def _is_undecided(plan: ReturnPlan, clash: Clash) -> bool:
    return (clash.conflict.kind, clash.conflict.id) in plan.undecided


def _name_files(paths: Sequence[Path]) -> str:
    """The file, or how many there are."""
    if len(paths) == 1:
        return paths[0].name
    return ngettext("{number} file", "{number} files", len(paths)).format(number=len(paths))


def say_return(number: int) -> str:
    """The words of the button that merges a book."""
    words = ngettext("Take {number} record over", "Take {number} records over", number)
    return words.format(number=number)


def _say_taken(applied: Applied) -> str:
    message = _("Taken back: {new} new, {changed} changed, {removed} removed.")
    counts = applied.counts
    return message.format(new=counts.new, changed=counts.changed, removed=counts.removed)
