"""Reports: chosen on the left, asked for a day and options, shown as a table, then exported."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
)

from t20desk.as_known import is_known
from t20desk.db.types import Date, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.printing.printed_by import make_imprint
from t20desk.printing.report_paper import ReportPaper
from t20desk.reporting import read_reports, run_report
from t20desk.reporting.members import today
from t20desk.reporting.own_reports import own_folder
from t20desk.tables import Behind, Cells, Table
from t20desk.ui.desk import Desk
from t20desk.ui.lists.clock_dialog import prepare_known
from t20desk.ui.lists.exports import ask_target, write_tables
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import Notice, Page, make_button, make_column, make_label
from t20desk.ui.papers.options_pane import OptionsPane
from t20desk.ui.papers.print_preview import preview_paper
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.reports.report_questions import ReportQuestions
from t20desk.ui.reports.shown_report import ShownReport, take_rows


class ReportPage(Page):
    """One report at a time."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self._reports, problems = read_reports()
        self._left_out = " ".join(problems)
        names = ((one.name, _(one.label)) for one in self._reports.values())
        self.pane = OptionsPane("reports", _("Reports"), names)
        self.list = self.pane.list
        self._questions = ReportQuestions(desk, self.pane)
        self.report = ShownReport(desk)
        self._known: str | None = None
        self.notice = Notice("reportNotice")
        self.export = make_button(_("Export …"), "", "reportExport")
        self.print = make_button(_("Print …"), "main", "reportPrint")
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self.pane.choose(place.tab)

    def words_of_state(self) -> set[str]:
        return {"printable"} if self.report.tables else set()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"view", "own_field"}:
            self._questions.refill()
        if self.isVisible():
            self.run()

    def title(self) -> str:
        return _("Reports")

    def help_text(self) -> str:
        used = _(
            "Choose a report. Where it counts for a day, the figures are those of that day by the "
            "dates in the records, with today's knowledge. A second day takes back what was "
            "changed after it. Enter on a figure shows which records are behind it. Many reports "
            "can be drawn as bars; a bar leads on as well, and the picture can be saved."
        )
        own = _("Reports of your own are Python files in the folder “{folder}”.")
        return f"{used} {own.format(folder=own_folder())}"

    def print_page(self) -> None:
        """Show all tables of the report on paper."""
        tables = self.report.tables
        if tables:
            imprint = make_imprint(self._desk.db)
            preview_paper(self, self._desk, lambda: ReportPaper(tables, imprint))

    def export_list(self) -> None:
        """Write all tables of the report to a file."""
        tables = self.report.tables
        if tables:
            target = ask_target(self, f"{tables[0].title}.xlsx")
            if target is not None:
                write_tables(self, self._desk, lambda: tables, target)

    def run(self) -> None:
        """Make the report anew."""
        report = self._reports.get(self.pane.name())
        if report is None:
            return
        self._asked += 1
        asked = self._asked
        fail = partial(self._on_failure, asked)
        options = self.pane.read_options()
        day = options.pop("on", None)
        try:
            known = self._known = _read_day(options.pop("as_known", None))
        except UserError as error:
            fail(error)
            return
        if known and not is_known(self._desk.db, known):
            prepare_known(self._desk, known, self.run, fail)
            return

        def make() -> tuple[list[Table], list[list[Cells]]]:
            tables = run_report(self._desk.db, report.name, _read_day(day), options, known)
            return tables, [take_rows(table) for table in tables]

        self._desk.jobs.read(make, lambda found: self._take(asked, *found), fail)

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        column.addWidget(make_label(_("Reports"), "title"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.pane)
        row.addLayout(self._make_right(), 1)
        column.addLayout(row, 1)

    def _make_right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        bar = QHBoxLayout()
        bar.addWidget(self.report.heading, 1)
        for widget in (self.export, self.print):
            bar.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        line = FlowLayout(8)
        for choice in self.report.choices():
            line.addWidget(choice)
        right.addLayout(bar)
        right.addWidget(self.report.clock)
        right.addLayout(line)
        right.addWidget(self.notice)
        right.addWidget(self.report, 1)
        return right

    def _connect(self) -> None:
        self.pane.chosen.connect(self._show_options)
        self.pane.answered.connect(self._on_answer)
        self.export.clicked.connect(self.export_list)
        self.print.clicked.connect(self.print_page)
        self.report.behind_wanted.connect(self._open_records)

    def _show_options(self, name: str) -> None:
        report = self._reports.get(name)
        if report is None:
            return
        self._questions.ask(report)
        self.run()

    # --- slots --------------------------------------------------------------------------------

    def _on_answer(self) -> None:
        self._questions.follow_kind()
        self.run()

    def _take(self, asked: int, tables: list[Table], rows: list[list[Cells]]) -> None:
        if asked != self._asked:
            return
        self.notice.say(self._left_out)
        self.report.show_tables(tables, rows)
        self.state_changed.emit()

    def _open_records(self, found: Behind) -> None:
        """Show some records, for the day of the report where that is not today."""
        if found.record_id is not None:
            self.place_requested.emit(record_place(found.kind, found.record_id))
            return
        clock = {"as_known": self._known} if self._known else {}
        if not clock and found.on is not None and found.on != today():
            clock = {"on": found.on}
        self.place_requested.emit(list_place(found.kind, found.search, found.view, **clock))

    def _on_failure(self, asked: int, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if asked == self._asked:
            self.report.forget()
            self.notice.say(error.message)


def _read_day(typed: object) -> str | None:
    text = str(typed or "").strip()
    return None if not text else str(Date().store(text, typed_reading()))
