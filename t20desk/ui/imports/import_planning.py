"""Planning an opened file as its columns and answers say, and showing what would be written."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from t20desk.db.change import Applied, Change
from t20desk.db.fields import Kind
from t20desk.i18n import _, language, ngettext, say_number
from t20desk.importing.sheet import pass_reasons
from t20desk.importing.values import ImportOptions, ImportPlan
from t20desk.progress import Progress
from t20desk.ui.desk import Desk
from t20desk.ui.imports.import_child import Planned, Wanted, plan_in_child, unpack
from t20desk.ui.imports.import_flow import Draft
from t20desk.ui.imports.import_preview import ImportPreview
from t20desk.ui.imports.import_questions import QuestionsStep
from t20desk.ui.imports.taking import Taking, Warn
from t20desk.ui.jobs import Job


class ImportPlanning(QObject):
    """Has an import planned in a child process; what must be asked is asked before the preview."""

    began = Signal()
    asked = Signal()
    shown = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, questions: QuestionsStep, preview: ImportPreview) -> None:
        super().__init__(preview)
        self._desk = desk
        self._questions = questions
        self._preview = preview
        self._draft: Draft | None = None
        self._kind: Kind | None = None
        self._options = ImportOptions()
        self._job: Job | None = None
        self._alike = b""
        """What the rows of this file look like, for planning them again."""
        self.plan: ImportPlan | None = None

    @property
    def is_running(self) -> bool:
        """Whether a plan is on its way."""
        return self._job is not None and not self._job.finished

    def begin(self, draft: Draft, kind: Kind, options: ImportOptions) -> None:
        """Plan a file as its columns say."""
        if draft is not self._draft:
            self._alike = b""
        self._draft, self._kind, self._options = draft, kind, options
        self._compute(self._ask)

    def plan_answered(self) -> None:
        """Plan with what was answered to the questions."""
        self._options = self._questions.give_answers(self._options)
        self._compute(self._show)

    def plan_again(self) -> None:
        """Plan with what was decided in the preview."""
        if not self._preview.isHidden():
            self._compute(self._show)

    def take_with(self, taking: Taking) -> None:
        """Have the plan written, without what was unticked in the preview."""
        draft, plan = self._draft, self.plan
        if draft is None or plan is None:
            return
        db, source, number = self._desk.db, draft.source, self._preview.count_chosen()
        wanted = replace(plan, change=self._preview.pick_change())
        left_out = plan.counts.errors + plan.counts.doubtful
        said = _say_taken(number, self._preview.count_leavers(), left_out)

        def write(progress: Progress, warn: Warn) -> tuple[Change, Applied]:
            from t20desk.importing.taking import take_import

            return plan.change, take_import(db, source, wanted, progress, warn)

        taking.take(
            [source.path],
            write,
            lambda _applied: said,
            _("Importing"),
        )

    def stop(self) -> None:
        """Plan no further, and forget the file."""
        if self._job is not None and self.is_running:
            self._job.cancel()
        self._draft = None

    def _compute(self, done: Callable[[Planned], None]) -> None:
        if self._draft is None or self._kind is None:
            return

        def take(planned: Planned) -> None:
            self._alike = planned.alike
            done(planned)

        self.began.emit()
        self._job = self._desk.jobs.compute(
            plan_in_child,
            (self._wanted(self._draft, self._kind),),
            take,
            self.failed.emit,
            _("Looking through {file}").format(file=self._draft.source.name),
        )

    def _wanted(self, draft: Draft, kind: Kind) -> Wanted:
        source, opening = draft.source, draft.opening
        options = replace(
            self._options,
            profile="",
            recalled=draft.recall.name,
            skip_bad=self._preview.skip_bad.isChecked(),
            again=self._preview.again.isChecked(),
            decisions=self._preview.decisions,
        )
        return Wanted(
            self._desk.address,
            language(),
            kind.name,
            source.path,
            options,
            large=opening.large,
            encoding=source.encoding or None,
            separator=source.separator or None,
            alike=self._alike,
            kept=draft.kept,
        )

    def _ask(self, planned: Planned) -> None:
        assert self._kind is not None
        self._questions.show_questions(self._kind, planned.rest.questions)
        if planned.rest.questions:
            self.asked.emit()
        else:
            self._show(planned)

    def _show(self, planned: Planned) -> None:
        assert self._kind is not None
        assert self._draft is not None
        self.plan, index = unpack(planned, self._kind)
        # A layout that is known leads straight here, past the columns where it is told of.
        known = self._draft.recall.sentences()
        self.plan.ignored = pass_reasons(self._draft.recall.profile, self.plan.ignored)
        told = [said for said in self.plan.remarks if said not in known]
        self.plan.remarks = [*known, *told]
        self._preview.show_plan(self.plan, self._kind, index)
        self._preview.ask_again.setVisible(bool(self._questions.cards))
        # It is laid out and painted in the next turn: the window lives on between.
        QTimer.singleShot(0, self, partial(self._turn_to, self._draft))

    def _turn_to(self, draft: Draft) -> None:
        if draft is self._draft:
            self.shown.emit()


def _say_taken(number: int, leaving: int, left: int) -> str:
    """How many records were imported, how many end, and how many rows of the file were not."""
    taken = ngettext("{number} record imported.", "{number} records imported.", number)
    out = ngettext("{number} row was left out.", "{number} rows were left out.", left)
    ends = ngettext(
        "{number} record that is not in the file ends today.",
        "{number} records that are not in the file end today.",
        leaving,
    )
    parts = [(taken, number), *(one for one in ((ends, leaving), (out, left)) if one[1])]
    return " ".join(text.format(number=say_number(count)) for text, count in parts)
