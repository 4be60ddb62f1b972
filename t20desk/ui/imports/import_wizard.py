"""Taking a spreadsheet in: choose it, say what its columns mean, answer, look, then take it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from t20desk.db.fields import Kind
from t20desk.errors import UserError
from t20desk.i18n import _, language
from t20desk.importing import ImportPlan
from t20desk.importing.profiles import Recall
from t20desk.importing.values import ImportOptions
from t20desk.reading import LargeFileError, SheetRow, Source
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_before, choose_file
from t20desk.ui.imports.import_child import Planned, Wanted, plan_in_child, unpack
from t20desk.ui.imports.import_ends import BeginStep, EndStep
from t20desk.ui.imports.import_file import FileStep
from t20desk.ui.imports.import_flow import (
    Draft,
    Look,
    Opening,
    look_at,
    open_file,
    recall_sheet,
    take_for_event,
)
from t20desk.ui.imports.import_lines import read_lines
from t20desk.ui.imports.import_preview import ImportPreview
from t20desk.ui.imports.import_questions import QuestionsStep
from t20desk.ui.imports.import_taking import ImportTaking
from t20desk.ui.imports.import_way import ColumnsStep
from t20desk.ui.imports.import_words import FILES
from t20desk.ui.jobs import Job
from t20desk.ui.looks.step_line import StepLine
from t20desk.ui.page import Page, make_button, make_label
from t20desk.ui.places import Place, list_place
from t20desk.ui.shell.dropping import DropTarget, copied_data, file_paths
from t20desk.ui.tables.pasted_tables import has_table, keep_table

BEGIN, FILE, COLUMNS, ASK, LOOK, DONE = range(6)


class ImportWizard(Page):
    """The steps of an import on one page; the questions are shown only where there are any."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._draft: Draft | None = None
        self._plan: ImportPlan | None = None
        self._job: Job | None = None
        self._options = ImportOptions()
        self._is_hasty = False
        self._event = ""
        """The event that the answers of a sheet are for, where it was opened for one."""
        self.begin = BeginStep()
        self.file = FileStep(desk.kinds)
        self.columns = ColumnsStep()
        self.questions = QuestionsStep(desk)
        self.preview = ImportPreview(desk)
        self.taking = ImportTaking(desk, self.preview)
        self.end = EndStep()
        self.skip_bad = QCheckBox(_("Leave out rows with errors"))
        self.ask_again = make_button(_("Questions"), "", "importAsk")
        self.bad_rows = make_button(_("Problem rows …"), "", "importBadRows")
        self.notice = make_label(look="problem", wrap=True, name="importNotice")
        self.file_name = make_label(look="quiet")
        self.line = StepLine([_("File"), _("Columns"), _("Questions"), _("Preview")])
        self.steps = QStackedWidget()
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self._stop()
        self.file.choose_kind(place.kind or "member")
        self._show_step(BEGIN)
        self._event = str(dict(place.values).get("event", ""))
        path = dict(place.values).get("path", "")
        if path:
            self._is_hasty = True
            self.open_path(Path(path))

    def place_shown(self) -> Place:
        return Place("import", self.file.kind())

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

    def open_path(self, path: Path, large: bool = False) -> None:
        """Open a stranger's file; its sheets and first rows follow."""
        self._open(Opening(path, large))

    def paste_table(self) -> None:
        """Take the cells that were copied, or the files."""
        mime = copied_data()
        if paths := file_paths(mime):
            self.open_path(paths[0])
        elif has_table(mime):
            self.open_path(keep_table(mime))
        else:
            self._say(_("There is no table on the clipboard; copy some cells in Excel first."))

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(10)
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
        self.preview.cancel.setText(_("Columns"))
        self.preview.foot.insertWidget(0, self.skip_bad)
        self.preview.foot.insertWidget(2, self.ask_again)
        self.preview.foot.insertWidget(2, self.bad_rows)
        self.bad_rows.hide()
        self.notice.hide()

    def _connect(self) -> None:
        DropTarget(self, self._on_drop, lambda mime: bool(file_paths(mime)))
        self.begin.choose.clicked.connect(self._choose_file)
        self.begin.paste.clicked.connect(self.paste_table)
        self.file.kind_chosen.connect(self._recall)
        self.file.header_chosen.connect(self._recall)
        self.file.sheet_chosen.connect(self._read_sheet)
        self.file.manner_chosen.connect(self._read_again)
        self.file.back.clicked.connect(partial(self._show_step, BEGIN))
        self.file.go_on.clicked.connect(partial(self._show_step, COLUMNS))
        self.columns.back.clicked.connect(partial(self._show_step, FILE))
        self.columns.go_on.clicked.connect(self.plan)
        self.questions.back.clicked.connect(partial(self._show_step, COLUMNS))
        self.questions.answered.connect(self._plan_answered)
        self.preview.accepted.connect(self._take)
        self.preview.decided.connect(self._plan_again)
        self.taking.taken.connect(self._on_taken)
        self.taking.refused.connect(self._on_refused)
        self.taking.failed.connect(self._on_failure)
        self.preview.rejected.connect(partial(self._show_step, COLUMNS))
        self.ask_again.clicked.connect(partial(self._show_step, ASK))
        self.skip_bad.toggled.connect(self._plan_again)
        self.bad_rows.clicked.connect(self._save_bad_rows)
        self.end.again.clicked.connect(partial(self._show_step, BEGIN))
        self.end.take_back.clicked.connect(self._undo)
        self.end.show_list.clicked.connect(
            lambda: self.place_requested.emit(list_place(self._kind().name, view="all"))
        )

    # --- the file -----------------------------------------------------------------------------

    def _kind(self) -> Kind:
        return self._desk.kinds[self.file.kind()]

    def _choose_file(self) -> None:
        tables = _("Tables")
        chosen = choose_file(self, _("Import a spreadsheet"), f"{tables} ({FILES})")
        if chosen is not None:
            self.open_path(chosen)

    def _on_drop(self, mime: QMimeData) -> None:
        paths = file_paths(mime)
        if len(paths) > 1:
            self.place_requested.emit(
                Place("in_tray", values=tuple(("path", str(path)) for path in paths))
            )
        else:
            self.open_path(paths[0])

    def _open(self, opening: Opening) -> None:
        self._say("")
        self.file_name.setText(_("Reading {file} …").format(file=opening.path.name))
        db, kind = self._desk.db, self.file.kind()
        self._job = self._desk.jobs.write(
            lambda: open_file(db, opening, kind),
            partial(self._take_source, opening),
            partial(self._on_open_failure, opening),
            _("Reading {file}").format(file=opening.path.name),
        )

    def _on_open_failure(self, opening: Opening, error: Exception) -> None:
        self.file_name.setText("")
        if isinstance(error, LargeFileError):
            if ask_before(self, str(error), _("Read it all the same")):
                self._open(replace(opening, large=True))
        elif isinstance(error, UserError):
            self._say(error.message)
        else:
            self._desk.jobs.broke.emit(error)

    def _take_source(self, opening: Opening, found: tuple[Source, Look]) -> None:
        self._close_source()
        source, look = found
        self._draft = Draft(opening, source, look)
        self.preview.forget()
        self.file_name.setText(source.name)
        self.file.show_source(source, look.sheet)
        self._take_look(look)

    def _read_sheet(self) -> None:
        draft, sheet = self._draft, self.file.sheet()
        self.preview.forget()
        if draft is not None:
            db, source, kind = self._desk.db, draft.source, self.file.kind()
            self._desk.jobs.write(
                lambda: look_at(db, source, sheet, kind), self._take_look, self._on_failure
            )

    def _read_again(self) -> None:
        """Read the text anew in another encoding, or with another sign between the cells."""
        if self._draft is not None:
            chosen = self.file.encoding.currentData(), self.file.separator.currentData()
            self._open(replace(self._draft.opening, encoding=chosen[0], separator=chosen[1]))

    def _take_look(self, look: Look) -> None:
        assert self._draft is not None
        self._draft.look = look
        if look.kind and not self._event:
            self.file.choose_kind(look.kind)
        if not look.rows:
            self._say(_("This sheet is empty; choose another sheet or another file."))
        if self.steps.currentIndex() != FILE:
            self._show_step(FILE)
        self._find_layout(None)

    def _recall(self) -> None:
        if self._draft is not None:
            self._find_layout(self.file.header_row.value())

    def _find_layout(self, header_row: int | None) -> None:
        """Look for the row of headings and for the layout the sheet is known by."""
        assert self._draft is not None
        db, look, kind = self._desk.db, self._draft.look, self.file.kind()
        self._desk.jobs.write(
            lambda: recall_sheet(db, look, kind, header_row), self._take_recall, self._on_failure
        )

    def _take_recall(self, found: tuple[SheetRow | None, Recall]) -> None:
        draft = self._draft
        if draft is None:
            return
        draft.header, draft.recall = found
        header, kind = draft.header, self._kind()
        if self._event and kind.name == "participation":
            draft.recall = take_for_event(draft.recall, kind, header, self._event)
        options = draft.recall.options
        self.file.show_rows(draft.look.rows, header.number if header else 1)
        kinds, rows = self._desk.kinds, draft.look.rows
        lines = read_lines(kind, kinds, rows, header, options) if header else []
        known = draft.recall.profile
        self.columns.show_columns(kind, kinds, lines, options)
        is_left = known is not None and bool(known.left_of)
        name = known.name if known and not is_left else draft.opening.path.stem[:60]
        self.file.show_remarks([*draft.recall.sentences()[:is_left], *draft.source.remarks])
        self.columns.show_recall(name, draft.recall.sentences())
        self.file.go_on.setEnabled(bool(lines))
        if self._is_hasty and known is not None:
            self.plan()
        self._is_hasty = False

    # --- looking ------------------------------------------------------------------------------

    def plan(self) -> None:
        """Plan the import as the columns say; what has to be asked is asked before the preview."""
        if self._draft is None:
            return
        problem = self.columns.table.find_problem()
        if problem:
            self._say(problem)
            return
        self._options = self.columns.give_options(self._draft.recall.options)
        self._compute(self._take_first_plan)

    def _plan_answered(self) -> None:
        self._options = self.questions.give_answers(self._options)
        self._compute(self._show_plan)

    def _plan_again(self) -> None:
        if self.steps.currentIndex() == LOOK:
            self._compute(self._show_plan)

    def _compute(self, done: Callable[[Planned], None]) -> None:
        if self._draft is None:
            return
        self._say("")
        self._job = self._desk.jobs.compute(
            plan_in_child,
            (self._wanted(self._draft),),
            done,
            self._on_failure,
            _("Looking through {file}").format(file=self._draft.source.name),
        )

    def _wanted(self, draft: Draft) -> Wanted:
        source, opening = draft.source, draft.opening
        options = replace(
            self._options,
            profile="",
            skip_bad=self.skip_bad.isChecked(),
            decisions=self.preview.decisions,
        )
        return Wanted(
            self._desk.address,
            language(),
            self._kind().name,
            source.path,
            options,
            large=opening.large,
            encoding=source.encoding or None,
            separator=source.separator or None,
            rows=next((s.rows for s in source.sheets if s.name == options.sheet), 0),
        )

    def _take_first_plan(self, planned: Planned) -> None:
        self.questions.show_questions(self._kind(), planned.rest.questions)
        if planned.rest.questions:
            self._show_step(ASK)
        else:
            self._show_plan(planned)

    def _show_plan(self, planned: Planned) -> None:
        kind = self._kind()
        self._plan, index = unpack(planned, kind)
        plan = self._plan
        self.preview.show_plan(plan, kind, index)
        if not plan.may_apply:
            self.preview.lock()
        self.skip_bad.setVisible(bool(plan.counts.errors) or self.skip_bad.isChecked())
        self.bad_rows.setVisible(plan.is_partial)
        self.ask_again.setVisible(bool(self.questions.cards))
        self._show_step(LOOK)

    def _save_bad_rows(self) -> None:
        """Write the rows that are left out to a workbook, to be corrected and taken in later."""
        from t20desk.ui.lists.exports import export_bad_rows

        if self._draft is not None and self._plan is not None:
            export_bad_rows(self, self._desk, self._draft.source, self._plan)

    # --- taking -------------------------------------------------------------------------------

    def _take(self) -> None:
        if self._draft is not None and self._plan is not None:
            self._job = self.taking.take(self._draft.source, self._plan)

    def _on_taken(self, said: str) -> None:
        self.end.result.setText(said)
        self.end.take_back.setEnabled(True)
        self._show_step(DONE)

    def _on_refused(self, sentences: list[str]) -> None:
        self.preview.show_sentences(sentences)
        self._say(_("Nothing was imported; see the list below."))

    def _undo(self) -> None:
        self.end.take_back.setEnabled(False)
        self.taking.undo(self)
        self.end.result.setText(_("The import is undone."))

    # --- inside -------------------------------------------------------------------------------

    def _on_failure(self, error: Exception) -> None:
        self.preview.apply.setEnabled(True)
        if isinstance(error, UserError):
            self._say(error.message)
        else:
            self._desk.jobs.broke.emit(error)

    def _show_step(self, step: int) -> None:
        self._say("")
        self.steps.setCurrentIndex(step)
        self.line.show_step(step - FILE)
        focus: dict[int, QWidget] = {
            BEGIN: self.begin.choose, FILE: self.file.go_on, COLUMNS: self.columns.go_on,
            ASK: self.questions.go_on, LOOK: self.preview.table, DONE: self.end.show_list,
        }  # fmt: skip
        focus[step].setFocus()
        if step == BEGIN:
            self._close_source()
            self.file_name.setText("")

    def _stop(self) -> None:
        if self._job is not None and not self._job.finished:
            self._job.cancel()
        self._close_source()

    def _close_source(self) -> None:
        if self._draft is not None:
            self._draft.source.close()
            self._draft = None

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
