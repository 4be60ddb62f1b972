"""Taking an edited book back: see what it changed, decide what clashes, take it as one change."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from t20desk.db.journal import Applied
from t20desk.errors import UserError
from t20desk.i18n import _, language, ngettext
from t20desk.round_trip import (
    Clash,
    ReturnOptions,
    ReturnPlan,
    open_return,
    say_missing,
    settle,
    take_return,
)
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_file
from t20desk.ui.imports.clash_table import ClashPanel
from t20desk.ui.imports.import_words import say_counts
from t20desk.ui.imports.return_child import Planned, plan_in_child
from t20desk.ui.jobs import Job
from t20desk.ui.page import Page, make_button, make_column, make_label
from t20desk.ui.places import Place, list_place
from t20desk.ui.previews.preview import PreviewPanel, describe_refusal
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
        self._applied: Applied | None = None
        self._warnings: list[str] = []
        self.file_name = make_label(look="quiet", name="returnFile")
        self.notice = make_label(look="problem", wrap=True, name="returnNotice")
        self.clashes = ClashPanel()
        self.preview = PreviewPanel(desk, say_return)
        self.remove = QCheckBox()
        self.remove.setObjectName("returnRemove")
        self.result = make_label(look="heading", wrap=True, name="returnResult")
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
        for page in (self._make_choice(), self._make_look(), self._make_end()):
            self.steps.addWidget(page)
        self.notice.hide()

    def _make_choice(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(2)
        for text, look in (
            (_("Drop the edited workbook here, or choose it."), "heading"),
            (_("It was exported as a workbook to be edited and merged back."), "quiet"),
        ):
            label = make_label(text, look, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self.choose = make_button(_("Choose a file …"), "main", "returnChoose")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addSpacing(12)
        column.addLayout(row)
        column.addStretch(3)
        return page

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

    def _make_end(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(2)
        self.result.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.result)
        self.show_list = make_button(_("Show the list"), "main", "returnShow")
        self.again = make_button(_("Take back another one"), "", "returnAgain")
        self.undo = make_button(_("Undo"), "", "returnUndo")
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.undo, self.again, self.show_list):
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(12)
        column.addLayout(row)
        column.addStretch(3)
        return page

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_book)
        self.preview.accepted.connect(self._take)
        self.preview.rejected.connect(partial(self._show_step, CHOOSE))
        self.clashes.model.decided.connect(self._count)
        self.preview.model.ticked.connect(self._count)
        self.remove.toggled.connect(self._replan)
        self.again.clicked.connect(partial(self._show_step, CHOOSE))
        self.show_list.clicked.connect(self._open_list)
        self.undo.clicked.connect(self._undo)
        DropTarget(self, self._on_drop, lambda mime: bool(file_paths(mime)))

    # --- looking ------------------------------------------------------------------------------

    def choose_book(self) -> None:
        """Ask for the file."""
        tables = _("Workbooks")
        chosen = choose_file(self, _("Take back a workbook"), f"{tables} ({FILES})")
        if chosen is not None:
            self.open_paths([chosen])

    def _on_drop(self, mime: QMimeData) -> None:
        self.open_paths(file_paths(mime))

    def _replan(self) -> None:
        if not self._paths:
            return
        self._say("")
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
        self._plan, index = planned.open()
        self._paths = planned.paths
        plan = self._plan
        self.file_name.setText(_name_files(self._paths))
        self.clashes.show_lines(planned.lines)
        counted = "" if plan.is_several else plan.kind
        self.preview.show_change(plan.change, say_counts(plan), counted=counted, index=index)
        is_empty = not index.counts().total
        self.preview.table.setVisible(not is_empty)
        self.preview.show_sentences(self._list_sentences(plan, is_empty))
        self._offer_removal(plan)
        self._show_step(LOOK)
        self._count()

    def _list_sentences(self, plan: ReturnPlan, is_empty: bool) -> list[str]:
        said = [problem.sentence() for problem in plan.problems]
        if plan.ignored:
            message = _("Left out, for they fit no field: {headings}.")
            said.append(message.format(headings=", ".join(plan.ignored)))
        if is_empty and not plan.clashes and not plan.is_partial:
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
        self.remove.setToolTip(say_missing(count))
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
        self.preview.apply.setEnabled(bool(number or chosen))

    # --- taking -------------------------------------------------------------------------------

    def _take(self) -> None:
        paths, plan = self._paths, self._plan
        if not paths or plan is None:
            return
        self.preview.apply.setEnabled(False)
        chosen = [plan.clashes[at] for at in self.clashes.model.chosen]
        picked, total = self.preview.pick_change(), max(self.preview.count_chosen(), 1)
        warnings = self._warnings = list[str]()
        job: Job

        def work() -> tuple[ReturnPlan, Applied]:
            change = settle(self._desk.db, picked, chosen)
            wanted = replace(plan, change=change)
            with ExitStack() as stack:
                sources = [stack.enter_context(open_return(path)) for path in paths]
                applied = take_return(
                    self._desk.db,
                    sources,
                    wanted,
                    lambda rows: self._desk.jobs.report(job, rows, total),
                    warnings.append,
                )
            return wanted, applied

        job = self._desk.jobs.write(work, self._on_taken, self._on_failure, _("Taking back"))
        self._job = job

    def _on_taken(self, answer: tuple[ReturnPlan, Applied]) -> None:
        plan, applied = answer
        if applied.is_refused:
            kinds = self._desk.kinds
            said = describe_refusal(kinds, applied.problems, applied.conflicts)
            self.preview.show_sentences(said)
            self._say(_("Nothing was taken back; see the list below."))
            return
        self._applied = applied
        for path in self._paths:
            self._desk.tray.remove(path)
        self._desk.applied.emit(plan.change, applied)
        message = _("Taken back: {new} new, {changed} changed, {removed} removed.")
        counts = applied.counts
        words = message.format(new=counts.new, changed=counts.changed, removed=counts.removed)
        self.result.setText("\n".join([words, *self._warnings]))
        self.undo.setEnabled(True)
        self._show_step(DONE)

    def taken_operation(self) -> int | None:
        """The number of the change by which the last book was taken back."""
        return self._applied.operation if self._applied else None

    def _undo(self) -> None:
        from t20desk.ui.history.undoing import UndoSteps

        operation = self.taken_operation()
        if operation is not None:
            self.undo.setEnabled(False)
            UndoSteps(self._desk, self).undo(operation)

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
        self._say(error.message)
        self._count()

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        if step == CHOOSE:
            self._paths, self._plan = [], None
            self.file_name.setText("")
            self._say("")
            self.choose.setFocus()

    def _stop(self) -> None:
        if self._job is not None and not self._job.finished:
            self._job.cancel()

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))


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
