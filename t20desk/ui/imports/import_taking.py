"""Writing a planned import on the writing lane, and taking it back."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from t20desk.db.journal import Applied
from t20desk.i18n import _, ngettext
from t20desk.importing import ImportPlan, take_import
from t20desk.reading import Source
from t20desk.ui.desk import Desk
from t20desk.ui.history.undoing import UndoSteps
from t20desk.ui.jobs import Job
from t20desk.ui.previews.preview import PreviewPanel, describe_refusal


class ImportTaking(QObject):
    """Takes what a preview shows as it is ticked."""

    taken = Signal(str)
    """It is written: a sentence says what."""
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, preview: PreviewPanel) -> None:
        super().__init__(preview)
        self._desk = desk
        self._preview = preview
        self._plan: ImportPlan | None = None
        self._path: Path | None = None
        self._operation: int | None = None
        self._job: Job | None = None
        self._warnings: list[str] = []
        self._chosen = 0

    def take(self, source: Source, plan: ImportPlan) -> None:
        """Write a plan, without what was unticked in the preview."""
        self._preview.apply.setEnabled(False)
        self._plan, self._path = plan, source.path
        self._chosen = self._preview.count_chosen()
        total = max(plan.counts.new + plan.counts.changed, 1)
        warnings = self._warnings = list[str]()
        wanted = replace(plan, change=self._preview.pick_change())
        job: Job

        def work() -> Applied:
            return take_import(
                self._desk.db,
                source,
                wanted,
                lambda rows: self._desk.jobs.report(job, rows, total),
                warnings.append,
            )

        job = self._desk.jobs.write(work, self._on_applied, self.failed.emit, _("Importing"))
        self._job = job

    def stop(self) -> None:
        """Write no further; nothing is written then."""
        if self._job is not None and not self._job.finished:
            self._job.cancel()

    def undo(self, parent: QWidget) -> None:
        """Take the import back."""
        if self._operation is not None:
            UndoSteps(self._desk, parent).undo(self._operation)

    def _on_applied(self, applied: Applied) -> None:
        if applied.is_refused:
            kinds = self._desk.kinds
            self.refused.emit(describe_refusal(kinds, applied.problems, applied.conflicts))
            return
        self._operation = applied.operation
        if self._plan is not None:
            self._desk.applied.emit(self._plan.change, applied)
        if self._path is not None:
            self._desk.tray.remove(self._path)
        words = ngettext("{number} record imported.", "{number} records imported.", self._chosen)
        self.taken.emit("\n".join([words.format(number=self._chosen), *self._warnings]))
