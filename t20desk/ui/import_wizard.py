"""Taking a spreadsheet in: choose it, say what its columns mean, look, then take it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Kind
from t20desk.db.journal import Applied
from t20desk.errors import UserError
from t20desk.i18n import _, language
from t20desk.importing import ImportOptions, ImportPlan, take_import
from t20desk.importing.headings import SEARCHED_ROWS, find_header
from t20desk.importing.values import Mode
from t20desk.reading import LargeFileError, SheetRow, Source, open_source
from t20desk.ui.column_mapping import ColumnMapping, guess_columns, target_fields
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_before, choose_file
from t20desk.ui.import_child import Planned, Wanted, plan_in_child, unpack
from t20desk.ui.import_words import (
    DATES,
    FILES,
    MODES,
    list_kinds,
    make_box,
    make_buddy,
    say_counts,
    say_ignored,
    say_import,
)
from t20desk.ui.jobs import Job
from t20desk.ui.page import Page, make_button, make_label
from t20desk.ui.places import Place, list_place
from t20desk.ui.preview import PreviewPanel, describe_refusal

CHOOSE, MAP, LOOK, DONE = range(4)


class ImportWizard(Page):
    """Four steps on one page."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._source: Source | None = None
        self._rows: list[SheetRow] = []
        self._plan: ImportPlan | None = None
        self._job: Job | None = None
        self._applied: Applied | None = None
        self._warnings: list[str] = []
        self.kind_box = make_box("importKind", _("What is it"), list_kinds(desk.kinds))
        self.sheet_box = make_box("importSheet", _("Sheet"), [])
        self.header_row = QSpinBox()
        self.header_row.setRange(1, SEARCHED_ROWS)
        self.header_row.setAccessibleName(_("Row of the headings"))
        self.mode_box = make_box("importMode", _("What to do"), [(c, _(t)) for c, t in MODES])
        self.key_box = make_box("importKey", _("Told apart by"), [])
        self.dates_box = make_box(
            "importDates", _("Dates are written"), [(c, _(t)) for c, t in DATES]
        )
        self.mapping = ColumnMapping()
        self.skip_bad = QCheckBox(_("Leave out rows with errors and take the others"))
        self.notice = make_label(look="problem", wrap=True, name="importNotice")
        self.file_name = make_label(look="quiet")
        self.preview = PreviewPanel(desk, say_import)
        self.result = make_label(look="heading", wrap=True, name="importResult")
        self.steps = QStackedWidget()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self._stop()
        self.kind_box.setCurrentIndex(max(self.kind_box.findData(place.kind), 0))
        self._show_step(CHOOSE)

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
        self._say("")
        self.file_name.setText(_("Reading {file} …").format(file=path.name))
        self._job = self._desk.jobs.write(
            lambda: _open_file(path, large),
            self._take_source,
            partial(self._on_open_failure, path),
            _("Reading {file}").format(file=path.name),
        )

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(make_label(_("Import a spreadsheet"), "title"))
        head.addSpacing(12)
        head.addWidget(self.file_name, 1)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.steps, 1)
        for page in (
            self._make_choice(),
            self._make_mapping(),
            self._make_look(),
            self._make_end(),
        ):
            self.steps.addWidget(page)
        self.notice.hide()

    def _make_choice(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(2)
        for label in (
            make_label(_("Drop a file here, or choose one."), "heading"),
            make_label(_("Excel, LibreOffice, CSV or a table from a web page."), "quiet"),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self.choose = make_button(_("Choose a file …"), "main", "importChoose")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(make_buddy(_("What &is it"), self.kind_box))
        row.addWidget(self.kind_box)
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addSpacing(12)
        column.addLayout(row)
        column.addStretch(3)
        return page

    def _make_mapping(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        for pairs in (
            ((_("&Sheet"), self.sheet_box), (_("&Headings in row"), self.header_row),
             (_("&Dates are written"), self.dates_box)),
            ((_("What to d&o"), self.mode_box), (_("Told apart &by"), self.key_box)),
        ):  # fmt: skip
            row = QHBoxLayout()
            for text, widget in pairs:
                row.addWidget(make_buddy(text, widget))
                row.addWidget(widget)
                row.addSpacing(14)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(self.mapping, 1)
        column.addLayout(self._make_foot(_("Show preview"), "importPreview", self.plan))
        return page

    def _make_look(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview, 1)
        self.preview.foot.insertWidget(0, self.skip_bad)
        return page

    def _make_end(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(2)
        self.result.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.result)
        self.show_list = make_button(_("Show the list"), "main", "importShow")
        self.again = make_button(_("Import another file"), "", "importAgain")
        self.take_back = make_button(_("Undo the import"), "", "importUndo")
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.take_back, self.again, self.show_list):
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(12)
        column.addLayout(row)
        column.addStretch(3)
        return page

    def _make_foot(self, text: str, name: str, act: Callable[[], None]) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addStretch(1)
        back = make_button(_("Another file"))
        back.clicked.connect(partial(self._show_step, CHOOSE))
        go_on = make_button(text, "main", name)
        go_on.clicked.connect(lambda: act())
        foot.addWidget(back)
        foot.addWidget(go_on)
        return foot

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose_file)
        self.sheet_box.activated.connect(self._read_sheet)
        self.header_row.valueChanged.connect(self._on_header)
        self.mapping.changed.connect(self._fill_keys)
        self.preview.accepted.connect(self._take)
        self.preview.rejected.connect(partial(self._show_step, MAP))
        self.skip_bad.toggled.connect(self.plan)
        self.again.clicked.connect(partial(self._show_step, CHOOSE))
        self.show_list.clicked.connect(
            lambda: self.place_requested.emit(list_place(self._kind().name, view="all"))
        )
        self.take_back.clicked.connect(self._undo)

    # --- choosing -----------------------------------------------------------------------------

    def _kind(self) -> Kind:
        return self._desk.kinds[str(self.kind_box.currentData())]

    def _choose_file(self) -> None:
        tables = _("Tables")
        chosen = choose_file(self, _("Import a spreadsheet"), f"{tables} ({FILES})")
        if chosen is not None:
            self.open_path(chosen)

    def _on_open_failure(self, path: Path, error: Exception) -> None:
        self.file_name.setText("")
        if isinstance(error, LargeFileError):
            if ask_before(self, str(error), _("Read it all the same")):
                self.open_path(path, large=True)
        elif isinstance(error, UserError):
            self._say(error.message)
        else:
            self._desk.jobs.broke.emit(error)

    def _take_source(self, source: Source) -> None:
        self._close_source()
        self._source = source
        self.file_name.setText(source.name)
        self.sheet_box.clear()
        for sheet in source.sheets:
            self.sheet_box.addItem(sheet.name, sheet.name)
        best = next((at for at, sheet in enumerate(source.sheets) if not sheet.hidden), 0)
        self.sheet_box.setCurrentIndex(best)
        self._read_sheet()

    def _read_sheet(self) -> None:
        source, name = self._source, str(self.sheet_box.currentData() or "")
        if source is None:
            return
        self._desk.jobs.write(lambda: _first_rows(source, name), self._take_rows, self._on_failure)

    def _take_rows(self, rows: list[SheetRow]) -> None:
        self._rows = rows
        if not rows:
            self._say(_("This sheet is empty; choose another sheet or another file."))
        header = find_header(self._kind(), rows, {}) or (rows[0] if rows else None)
        self.header_row.blockSignals(True)
        self.header_row.setValue(header.number if header else 1)
        self.header_row.blockSignals(False)
        self._on_header()
        self._show_step(MAP)

    def _on_header(self) -> None:
        header = next((r for r in self._rows if r.number == self.header_row.value()), None)
        columns = guess_columns(self._kind(), self._rows, header) if header else []
        self.mapping.show_columns(self._kind(), columns)
        self._fill_keys()

    def _fill_keys(self) -> None:
        kept = self.key_box.currentData()
        labels = dict(target_fields(self._kind()))
        mapped = [name for name in self.mapping.mapping().values() if name]
        self.key_box.clear()
        self.key_box.addItem(_("– nothing, all rows are new –"), "")
        for name in dict.fromkeys(mapped):
            self.key_box.addItem(labels.get(name, name), name)
        wanted = kept if kept in mapped else ("number" if "number" in mapped else "")
        self.key_box.setCurrentIndex(max(self.key_box.findData(wanted), 0))

    # --- looking ------------------------------------------------------------------------------

    def plan(self) -> None:
        """Plan the import in a child process and show it."""
        if self._source is None:
            return
        self._say("")
        self._job = self._desk.jobs.compute(
            plan_in_child,
            (self._wanted(self._source),),
            self._take_plan,
            self._on_failure,
            _("Looking through {file}").format(file=self._source.name),
        )

    def _wanted(self, source: Source) -> Wanted:
        key = str(self.key_box.currentData() or "")
        mode: Mode = self.mode_box.currentData() if key else "add"
        options = ImportOptions(
            sheet=str(self.sheet_box.currentData()),
            header_row=self.header_row.value(),
            key=(key,) if key else (),
            mode=mode,
            mapping=self.mapping.mapping(),
            dates=self.dates_box.currentData(),
            skip_bad=self.skip_bad.isChecked(),
        )
        rows = next((s.rows for s in source.sheets if s.name == options.sheet), 0)
        wanted = Wanted(
            self._desk.address, language(), self._kind().name, source.path, options, rows=rows
        )
        return replace(wanted, encoding=source.encoding or None, separator=source.separator or None)

    def _take_plan(self, planned: Planned) -> None:
        kind = self._kind()
        self._plan, index = unpack(planned, kind)
        plan = self._plan
        self.preview.show_change(plan.change, say_counts(plan), counted=kind.name, index=index)
        self.preview.show_sentences(
            [*(problem.sentence() for problem in plan.problems), *plan.remarks, *say_ignored(plan)]
        )
        if not plan.may_apply:
            self.preview.lock()
        self.skip_bad.setVisible(bool(plan.counts.errors) or self.skip_bad.isChecked())
        self._show_step(LOOK)

    # --- taking -------------------------------------------------------------------------------

    def _take(self) -> None:
        source, plan = self._source, self._plan
        if source is None or plan is None:
            return
        self.preview.apply.setEnabled(False)
        total = max(plan.counts.new + plan.counts.changed, 1)
        job: Job
        warnings = self._warnings = list[str]()
        wanted = replace(plan, change=self.preview.pick_change())

        def work() -> Applied:
            return take_import(
                self._desk.db,
                source,
                wanted,
                lambda rows: self._desk.jobs.report(job, rows, total),
                warnings.append,
            )

        job = self._desk.jobs.write(work, self._on_taken, self._on_failure, _("Importing"))
        self._job = job

    def _on_taken(self, applied: Applied) -> None:
        if applied.is_refused:
            self.preview.show_sentences(
                describe_refusal(self._desk.kinds, applied.problems, applied.conflicts)
            )
            self._say(_("Nothing was imported; see the list below."))
            return
        self._applied = applied
        if self._plan is not None:
            self._desk.applied.emit(self._plan.change, applied)
        counts = applied.counts
        said = _("Imported: {new} new, {changed} changed.").format(
            new=counts.new, changed=counts.changed
        )
        self.result.setText("\n".join([said, *self._warnings]))
        self.take_back.setEnabled(True)
        self._show_step(DONE)

    def _undo(self) -> None:
        from t20desk.ui.undoing import UndoSteps

        if self._applied is not None and self._applied.operation is not None:
            self.take_back.setEnabled(False)
            UndoSteps(self._desk, self).undo(self._applied.operation)
            self.result.setText(_("The import is undone."))

    # --- inside -------------------------------------------------------------------------------

    def _on_failure(self, error: Exception) -> None:
        self.preview.apply.setEnabled(True)
        if isinstance(error, UserError):
            self._say(error.message)
        else:
            self._desk.jobs.broke.emit(error)

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        if step == CHOOSE:
            self._close_source()
            self.file_name.setText("")
            self._say("")
            self.choose.setFocus()

    def _stop(self) -> None:
        if self._job is not None and not self._job.finished:
            self._job.cancel()
        self._close_source()

    def _close_source(self) -> None:
        if self._source is not None:
            self._source.close()
            self._source = None

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))

    # --- Qt's own names -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.open_path(Path(files[0]))


def _open_file(path: Path, large: bool) -> Source:
    return open_source(path, large=large)


def _first_rows(source: Source, sheet: str) -> list[SheetRow]:
    rows = source.read_rows(sheet)
    return [row for row, _number in zip(rows, range(SEARCHED_ROWS), strict=False)]
