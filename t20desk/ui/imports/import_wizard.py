"""Taking a spreadsheet in: choose it, say what its columns mean, answer, look, then take it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing.titles import read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.imports.chosen_file import ChosenFile
from t20desk.ui.imports.ends import EndStep, PasteStep
from t20desk.ui.imports.import_file import FileStep
from t20desk.ui.imports.import_planning import ImportPlanning
from t20desk.ui.imports.import_preview import ImportPreview
from t20desk.ui.imports.import_questions import QuestionsStep
from t20desk.ui.imports.import_reading import ImportReading
from t20desk.ui.imports.import_way import ColumnsStep
from t20desk.ui.imports.import_words import FILES
from t20desk.ui.imports.taking import Taking
from t20desk.ui.looks.dropping import DropTarget, file_paths
from t20desk.ui.looks.step_line import StepLine
from t20desk.ui.page import Notice, Page, make_column, make_label
from t20desk.ui.places import Place, list_place, record_place

BEGIN, FILE, COLUMNS, ASK, LOOK, DONE = range(6)


class ImportWizard(Page):
    """The steps of an import on one page; the questions are shown only where there are any."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._event: int | None = None
        """The event whose guests answered, where the import is for its answers alone."""
        self.reading = ImportReading(desk, self)
        self.begin = PasteStep(
            "import",
            _("Import a spreadsheet"),
            "",
            _(
                "Excel, LibreOffice, CSV, a calendar (.ics), address cards (.vcf), a table from a"
                " web page, or cells you copied."
            ),
            _("Tables") + f" ({FILES})",
        )
        self.file = FileStep(desk.kinds)
        self.columns = ColumnsStep()
        self.chosen = ChosenFile(desk, self.reading, self.file, self.columns)
        self.questions = QuestionsStep(desk)
        self.preview = ImportPreview(desk)
        self.planning = ImportPlanning(desk, self.questions, self.preview)
        self.taking = Taking(desk, self.preview)
        self.end = EndStep(
            "import",
            _("Import another file"),
            _("Undo the import"),
            _("The import is undone."),
        )
        self.notice = Notice("importNotice")
        self.file_name = self.chosen.name
        self.line = StepLine([_("File"), _("Columns"), _("Questions"), _("Preview")])
        self.steps = QStackedWidget()
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self._stop()
        values = dict(place.values)
        self.file.choose_kind(place.kind or "member")
        self._begin_for(place.record_id, str(values.get("event", "")))
        self._show_step(BEGIN)
        if path := values.get("path", ""):
            self.chosen.open_path(Path(path), at_once=True)

    def place_shown(self) -> Place:
        named = (("event", self.reading.for_event),) if self.reading.for_event else ()
        return Place("import", self.file.kind(), self._event, values=named)

    def can_leave(self) -> bool:
        self._stop()
        return True

    def title(self) -> str:
        return _("Import")

    def help_text(self) -> str:
        return _(
            "Choose a file from Excel, LibreOffice or a text table. You see what each column "
            "means and every row that would be new or changed before anything is written, and "
            "afterwards the whole import can be undone."
        )

    def open_path(self, path: Path) -> None:
        """Open a stranger's file; its sheets and first rows follow."""
        self.chosen.open_path(path)

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        head = QHBoxLayout()
        head.addWidget(make_label(_("Import a spreadsheet"), "title"))
        head.addSpacing(12)
        head.addWidget(self.file_name, 1)
        head.addWidget(self.line)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.steps, 1)
        for step in (self.begin, self.file, self.columns, self.questions, self.preview, self.end):
            self.steps.addWidget(step)

    def _connect(self) -> None:
        DropTarget(self, self._on_drop, lambda mime: bool(file_paths(mime)))
        self.begin.given.connect(self.open_path)
        self.begin.several.connect(self._leave_to_tray)
        self.begin.refused.connect(self.notice.say)
        self.chosen.said.connect(self.notice.say)
        self.chosen.opening.connect(self.begin.show_reading)
        self.chosen.forgotten.connect(self._forget)
        self.chosen.looked.connect(self._show_file)
        self.chosen.recalled.connect(self.plan)
        self.file.back.clicked.connect(partial(self._show_step, BEGIN))
        self.file.go_on.clicked.connect(partial(self._show_step, COLUMNS))
        self.columns.back.clicked.connect(partial(self._show_step, FILE))
        self.columns.go_on.clicked.connect(self.plan)
        self.questions.back.clicked.connect(partial(self._show_step, COLUMNS))
        self.questions.answered.connect(self.planning.plan_answered)
        self.planning.began.connect(partial(self.notice.say, ""))
        self.planning.asked.connect(partial(self._show_step, ASK))
        self.planning.shown.connect(partial(self._show_step, LOOK))
        self.preview.accepted.connect(partial(self.planning.take_with, self.taking))
        self.preview.decided.connect(self.planning.plan_again)
        self.preview.rejected.connect(partial(self._show_step, COLUMNS))
        self.preview.ask_again.clicked.connect(partial(self._show_step, ASK))
        self.preview.skip_bad.toggled.connect(self.planning.plan_again)
        self.preview.again.toggled.connect(self.planning.plan_again)
        self.preview.bad_rows.clicked.connect(self._save_bad_rows)
        self.taking.taken.connect(self._on_taken)
        self.taking.undone.connect(self.end.show_undone)
        self.taking.refused.connect(self._on_refused)
        for work in (self.reading, self.chosen, self.planning, self.taking):
            work.failed.connect(self._on_failure)
        self.end.again.clicked.connect(partial(self._show_step, BEGIN))
        self.end.take_back.clicked.connect(partial(self.taking.undo, self))
        self.end.show_list.clicked.connect(self._show_taken)

    def _begin_for(self, event: int | None, named: str) -> None:
        """Ask for a sheet with the answers to an event, or for any sheet."""
        self._event, self.reading.for_event = event, named
        asked, after = _("Drop a file here, or choose one."), _("Show the list")
        if event is not None:
            title = read_titles(self._desk.db, "event", [event]).get(event, named)
            asked = _("Drop a sheet with answers to “{event}” here, or choose one.")
            asked, after = asked.format(event=title), _("Back to the event")
        self.begin.ask(asked)
        self.end.show_list.setText(after)

    # --- the file -----------------------------------------------------------------------------

    def _on_drop(self, mime: QMimeData) -> None:
        paths = file_paths(mime)
        if len(paths) > 1:
            self._leave_to_tray(paths)
        else:
            self.open_path(paths[0])

    def _leave_to_tray(self, paths: Sequence[Path]) -> None:
        """Several files wait in the tray, and are taken one after another."""
        values = tuple(("path", str(path)) for path in paths)
        self.place_requested.emit(Place("in_tray", values=values))

    def _show_file(self) -> None:
        if self.steps.currentIndex() != FILE:
            self._show_step(FILE)

    def _forget(self) -> None:
        """Nothing is decided or answered of another sheet."""
        self.preview.forget()
        self.questions.forget()

    # --- looking and taking -------------------------------------------------------------------

    def plan(self) -> None:
        """Plan the import as the columns say; what has to be asked is asked before the preview."""
        draft = self.reading.draft
        if draft is None:
            return
        if problem := self.columns.table.find_problem():
            self.notice.say(problem)
            return
        options = self.columns.give_options(draft.recall.options)
        self.planning.begin(draft, self.chosen.kind(), options)

    def _save_bad_rows(self) -> None:
        """Write the rows that are left out to a workbook, to be corrected and taken in later."""
        from t20desk.ui.lists.exports import export_bad_rows

        if self.reading.draft is not None and self.planning.plan is not None:
            export_bad_rows(self, self._desk, self.reading.draft.source, self.planning.plan)

    def _on_taken(self, said: str) -> None:
        self.end.show_result(said)
        self._show_step(DONE)

    def _show_taken(self) -> None:
        """Lead to where what was taken is to be seen."""
        if self._event is not None and self.file.kind() == "participation":
            self.place_requested.emit(record_place("event", self._event))
        else:
            self.place_requested.emit(list_place(self.file.kind(), view="all"))

    def _on_refused(self, sentences: list[str]) -> None:
        self.preview.show_sentences(sentences)
        self.notice.say(_("Nothing was imported; see the list below."))

    # --- inside -------------------------------------------------------------------------------

    def _on_failure(self, error: Exception) -> None:
        self.preview.apply.setEnabled(True)
        if isinstance(error, UserError):
            self.notice.say(error.message)
        else:
            self._desk.jobs.broke.emit(error)

    def _show_step(self, step: int) -> None:
        self.notice.say("")
        self.steps.setCurrentIndex(step)
        self.line.show_step(step - FILE)
        focus: dict[int, QWidget] = {
            BEGIN: self.begin.choose, FILE: self.file.go_on, COLUMNS: self.columns.go_on,
            ASK: self.questions.go_on, LOOK: self.preview.body.currentWidget() or self.preview,
            DONE: self.end.show_list,
        }  # fmt: skip
        if step == BEGIN:
            self.begin.show_reading("")
            self.chosen.close()
        focus[step].setFocus()

    def _stop(self) -> None:
        self.taking.stop()
        self.planning.stop()
        self.reading.stop()
