"""Writing what a preview shows on the writing lane, and taking it back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from t20desk.db.change import Applied, Change
from t20desk.progress import Progress
from t20desk.ui.desk import Desk
from t20desk.ui.history.undoing import UndoSteps
from t20desk.ui.jobs import Job
from t20desk.ui.previews.preview_panel import PreviewPanel
from t20desk.ui.previews.refusals import describe_refusal

Warn = Callable[[str], None]
Write = Callable[[Progress, Warn], tuple[Change, Applied]]


class Taking(QObject):
    """Takes what came in files over, as it is ticked in a preview."""

    taken = Signal(str)
    """It is written: a sentence says what."""
    undone = Signal(bool)
    """What was taken last is taken back now, or is in force again."""
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, preview: PreviewPanel) -> None:
        super().__init__(preview)
        self._desk = desk
        self._preview = preview
        self._job: Job | None = None
        self.operation: int | None = None
        """The number of the change by which the last one was taken."""
        self._is_undone = False
        desk.changed.connect(self._look_again)

    def take(
        self,
        paths: Sequence[Path],
        write: Write,
        say: Callable[[Applied], str],
        label: str,
    ) -> None:
        """Write what came in some files; `say` puts in words what was done."""
        self._preview.apply.setEnabled(False)
        warnings: list[str] = []

        def work(progress: Progress) -> tuple[Change, Applied]:
            return write(progress, warnings.append)

        def done(answer: tuple[Change, Applied]) -> None:
            change, applied = answer
            if applied.is_refused:
                kinds = self._desk.kinds
                self.refused.emit(describe_refusal(kinds, applied))
                return
            self.operation, self._is_undone = applied.operation, False
            self._desk.applied.emit(change, applied)
            for path in paths:
                self._desk.tray.remove(path)
            self.taken.emit("\n".join([say(applied), *warnings]))

        self._job = self._desk.jobs.write_long(work, done, self.failed.emit, label)

    def stop(self) -> None:
        """Write no further; nothing is written then."""
        if self._job is not None and not self._job.finished:
            self._job.cancel()

    def undo(self, parent: QWidget) -> None:
        """Take it back."""
        if self.operation is not None:
            UndoSteps(self._desk, parent).undo(self.operation)

    def _look_again(self) -> None:
        """Ask whether it still stands: it may be undone here, by Ctrl+Z, or on another page."""
        asked = self.operation
        if asked is None:
            return
        from t20desk.db.history.operations import find_taken_back

        self._desk.read(
            lambda: asked in find_taken_back(self._desk.db), lambda gone: self._note(asked, gone)
        )

    def _note(self, asked: int, is_undone: bool) -> None:
        if asked == self.operation and is_undone != self._is_undone:
            self._is_undone = is_undone
            self.undone.emit(is_undone)
