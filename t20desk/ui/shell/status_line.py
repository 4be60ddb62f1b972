"""The line at the foot of the window: the last change with Undo, what is running, who works."""

from typing import Any

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from t20desk.i18n import _
from t20desk.progress import say_progress
from t20desk.ui.jobs import Job, Jobs
from t20desk.ui.looks.cut_label import CutLabel
from t20desk.ui.page import make_button, make_label


class StatusLine(QWidget):
    """Good news, progress with Cancel, and the name of the person working."""

    undo_requested = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._job: Job | None = None
        self._is_passing = False
        self.message = CutLabel("statusMessage")
        self.undo = make_button(_("Undo"), "flat", "statusUndo")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(160)
        self.progress.setAccessibleName(_("Progress"))
        self.progress_text = CutLabel("statusProgress")
        self.cancel = make_button(_("Cancel"), "flat", "statusCancel")
        self.person = make_label()
        self._lay_out()
        self.undo.clicked.connect(self.undo_requested)
        self.cancel.clicked.connect(self.cancel_job)
        jobs.started.connect(self._on_start)
        jobs.progressed.connect(self._on_progress)
        jobs.finished.connect(self._on_finish)

    def say(self, sentence: str, undoable: bool = False, passing: bool = False) -> None:
        """Show one sentence; `undoable` puts Undo beside it, `passing` is of this page alone."""
        self._is_passing = passing
        self.message.say(sentence)
        self.undo.setVisible(undoable)

    def turn_page(self) -> None:
        """Drop what was said of the page that is left."""
        if self._is_passing:
            self.say("")

    def say_saved(self, label: str) -> None:
        """Say what was changed, and when."""
        now = QTime.currentTime().toString("HH:mm")
        self.say(_("Saved {time}: {change}").format(time=now, change=label), undoable=True)

    def say_unchanged(self) -> None:
        """Say that nothing was written; Undo would take back something else."""
        self.say(_("Nothing changes: everything is so already."))

    def show_person(self, name: str) -> None:
        """Show who is working."""
        self.person.setText(name)

    def cancel_job(self) -> None:
        """Cancel what is running."""
        if self._job is None:
            self.say(_("Nothing is running that could be cancelled."), passing=True)
        else:
            self._job.cancel()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(8)
        for widget in (self.message, self.undo):
            row.addWidget(widget)
        row.addStretch(1)
        right: tuple[QWidget, ...] = (self.progress_text, self.progress, self.cancel, self.person)
        for part in right:
            row.addWidget(part)
        self.setFixedHeight(34)
        self.undo.hide()
        self._show_progress(False)

    def _show_progress(self, shown: bool) -> None:
        for widget in (self.progress_text, self.progress, self.cancel):
            widget.setVisible(shown)

    def _on_start(self, job: Job) -> None:
        self._job = job
        self.progress.setRange(0, 0)
        self.progress_text.say(job.label)
        self._show_progress(True)

    def _on_progress(self, job: Job, done: Any, total: Any) -> None:
        if job is not self._job:
            return
        # Behind the last row nobody knows how long what follows takes.
        self.progress.setRange(0, int(total) if done < total else 0)
        self.progress.setValue(int(done))
        self.progress_text.say(say_progress(job.label, int(done), int(total)))

    def _on_finish(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._show_progress(False)
