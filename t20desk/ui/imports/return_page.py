"""Taking an edited book back: see what it changed, decide what clashes, take it as one change."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from t20desk.db.change import Applied, Change
from t20desk.errors import UserError
from t20desk.i18n import _, language, ngettext, say_number
from t20desk.progress import Progress
from t20desk.round_trip.opening import open_return
from t20desk.round_trip.settling import settle
from t20desk.round_trip.taking import take_return
from t20desk.round_trip.values import ReturnOptions
from t20desk.ui.desk import Desk
from t20desk.ui.imports.ends import BeginStep, EndStep, say_reading
from t20desk.ui.imports.return_child import Planned, plan_in_child
from t20desk.ui.imports.return_look import ReturnLook
from t20desk.ui.imports.taking import Taking, Warn
from t20desk.ui.jobs import Job
from t20desk.ui.looks.dropping import DropTarget, file_paths
from t20desk.ui.page import Notice, Page, make_column, make_label
from t20desk.ui.places import Place, list_place, record_place

CHOOSE, LOOK, DONE = range(3)
FILES = "*.xlsx *.ods *.csv"


class ReturnPage(Page):
    """Three steps on one page."""

    def __init__(self, desk: Desk, _place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._paths: list[Path] = []
        self._event: int | None = None
        """The event whose second door sent the workbook."""
        self._job: Job | None = None
        self.file_name = make_label(look="quiet", name="returnFile")
        self.notice = Notice("returnNotice")
        self.look = ReturnLook(desk)
        self.preview = self.look.preview
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
        self._event = next((key for name, key in place.values if name == "event"), None)

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
        self._paths, self._event = list(paths), None
        self.look.keep_missing()
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
        for page in (self.begin, self.look, self.end):
            self.steps.addWidget(page)

    def _connect(self) -> None:
        self.begin.given.connect(lambda path: self.open_paths([path]))
        self.preview.accepted.connect(self._take)
        self.preview.rejected.connect(partial(self._show_step, CHOOSE))
        self.look.removal_chosen.connect(self._replan)
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
        if self.steps.currentIndex() == CHOOSE:
            self.begin.show_reading(name)
        else:
            self.file_name.setText(say_reading(name))
        self.preview.lock()
        options = ReturnOptions(self.look.remove.isChecked(), is_decided=True)
        self._job = self._desk.jobs.compute(
            plan_in_child,
            (self._desk.address, language(), self._paths, options),
            self._take_plan,
            self._on_failure,
            _("Looking through {file}").format(file=name),
        )

    def _take_plan(self, planned: Planned) -> None:
        self.look.show_plan(planned, planned.paths == self._paths)
        self._paths = planned.paths
        self.file_name.setText(_name_files(self._paths))
        is_first = self.steps.currentIndex() != LOOK
        self._show_step(LOOK)
        self.look.count()
        if is_first:
            self.look.focus_first()

    # --- taking -------------------------------------------------------------------------------

    def _take(self) -> None:
        paths, plan, chosen = self._paths, self.look.plan, self.look.chosen_clashes()
        if not paths or plan is None:
            return
        db, picked = self._desk.db, self.preview.pick_change()

        def write(progress: Progress, warn: Warn) -> tuple[Change, Applied]:
            wanted = replace(plan, change=settle(db, picked, chosen))
            with ExitStack() as stack:
                sources = [stack.enter_context(open_return(path)) for path in paths]
                return wanted.change, take_return(db, sources, wanted, progress, warn)

        number = self.look.count_chosen()
        self.taking.take(paths, write, lambda _done: _say_taken(number), _("Taking back"))

    def _on_taken(self, said: str) -> None:
        self.end.show_result(said)
        self._show_step(DONE)
        self.end.show_list.setFocus()

    def _on_refused(self, sentences: list[str]) -> None:
        self.preview.show_sentences(sentences)
        self.notice.say(_("Nothing was taken back; see the list below."))

    # --- inside -------------------------------------------------------------------------------

    def _open_list(self) -> None:
        plan = self.look.plan
        if plan is not None:
            place = list_place(plan.kind, view="all")
            if plan.uncounted:
                place = Place("confirmations")
            elif self._event is not None:
                place = record_place("event", self._event)
            self.place_requested.emit(place)

    def _on_failure(self, error: Exception) -> None:
        self.begin.show_reading("")
        if not isinstance(error, UserError):
            self._desk.jobs.broke.emit(error)
            return
        self.notice.say(error.message)
        self.look.count()

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        if step == CHOOSE:
            self._paths = []
            self.look.forget()
            self.file_name.setText("")
            self.notice.say("")
            self.begin.show_reading("")
            self.begin.choose.setFocus()

    def _stop(self) -> None:
        self.taking.stop()
        if self._job is not None and not self._job.finished:
            self._job.cancel()


def _name_files(paths: Sequence[Path]) -> str:
    """The file, or how many there are."""
    if len(paths) == 1:
        return paths[0].name
    return ngettext("{number} file", "{number} files", len(paths)).format(number=len(paths))


def _say_taken(number: int) -> str:
    """How many records were taken over, as the button said."""
    words = ngettext("{number} record taken over.", "{number} records taken over.", number)
    return words.format(number=say_number(number))
