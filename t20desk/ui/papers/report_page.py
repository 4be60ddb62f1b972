"""Reports: chosen on the left, asked for a day and options, shown as a table, then exported."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
)

from t20desk.as_known import is_known
from t20desk.attachments.file_names import safe_name
from t20desk.db.types import Date, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext
from t20desk.printing.bar_chart import PICTURES, write_picture
from t20desk.printing.printed_by import make_imprint
from t20desk.printing.report_paper import ReportPaper
from t20desk.reporting import REPORTS, run_report
from t20desk.reporting.members import today
from t20desk.tables import Behind, Cells, Table
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_target, show_problem
from t20desk.ui.lists.clock_dialog import prepare_known
from t20desk.ui.lists.exports import ask_target, write_tables
from t20desk.ui.looks.chip_row import ChipRow
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.looks.table_looks import fit_columns, make_paged_table
from t20desk.ui.page import Notice, Page, make_button, make_column, make_label
from t20desk.ui.papers.options_pane import OptionsPane
from t20desk.ui.papers.print_preview import preview_paper
from t20desk.ui.papers.report_chart import ReportChart
from t20desk.ui.papers.report_questions import ReportQuestions
from t20desk.ui.papers.report_table import TableModel
from t20desk.ui.places import Place, list_place, record_place

CHART_FILTER = "PNG (*.png);;SVG (*.svg)"
MOST_ROWS = 5_000
"""So many rows are shown here; a file or paper has all of them."""


class ReportPage(Page):
    """One report at a time."""

    _shape = "table"

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._tables: list[Table] = []
        self._rows: list[list[Cells]] = []
        self._asked = 0
        names = ((one.name, _(one.label)) for one in REPORTS.values())
        self.pane = OptionsPane("reports", _("Reports"), names)
        self.list = self.pane.list
        self._questions = ReportQuestions(desk, self.pane)
        self.model = TableModel()
        self.table = make_paged_table(self.model, "reportTable", _("Table of the report"))
        self.parts = QComboBox()
        self.parts.setAccessibleName(_("Part of the report"))
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.shapes = ChipRow([("table", _("Table")), ("chart", _("Chart"))])
        self.shapes.choose("table")
        self.chart = ReportChart()
        self.save = make_button(_("Save picture …"), "", "chartSave")
        self.body = QStackedWidget()
        self._known: str | None = None
        self.heading = make_label(look="heading", wrap=True, name="reportHeading")
        self.clock = make_label(look="quiet", wrap=True, name="reportClock")
        self.notice = Notice("reportNotice")
        self.export = make_button(_("Export …"), "", "reportExport")
        self.print = make_button(_("Print …"), "main", "reportPrint")
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        self.pane.choose(place.tab)

    def words_of_state(self) -> set[str]:
        return {"printable"} if self._tables else set()

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"view", "own_field"}:
            self._questions.refill()
        if self.isVisible():
            self.run()

    def title(self) -> str:
        return _("Reports")

    def help_text(self) -> str:
        return _(
            "Choose a report. Where it counts for a day, the figures are those of that day by the "
            "dates in the records, with today's knowledge. A second day takes back what was "
            "changed after it. Enter on a figure shows which records are behind it. Many reports "
            "can be drawn as bars; a bar leads on as well, and the picture can be saved."
        )

    def print_page(self) -> None:
        """Show all tables of the report on paper."""
        tables = self._tables
        if tables:
            imprint = make_imprint(self._desk.db)
            preview_paper(self, self._desk, lambda: ReportPaper(tables, imprint))

    def export_list(self) -> None:
        """Write all tables of the report to a file."""
        tables = self._tables
        if tables:
            target = ask_target(self, f"{tables[0].title}.xlsx")
            if target is not None:
                write_tables(self, self._desk, lambda: tables, target)

    def show_shape(self, name: str) -> None:
        """Show the numbers as a table, or drawn as bars where the report has such."""
        self._shape = name
        table = self._shown_table()
        can_draw = table is not None and bool(table.charts)
        is_drawn = can_draw and name == "chart"
        self.shapes.choose(name)
        self.shapes.setVisible(can_draw)
        for choice in (*self.chart.choices, self.save):
            choice.setVisible(is_drawn)
        self.body.setCurrentIndex(int(is_drawn))

    def save_chart(self) -> None:
        """Save the bars as a picture, to be put into a letter or onto a slide."""
        chart = self.chart.chart()
        if chart is None:
            return
        name = f"{safe_name(chart.title)}.png"
        target = choose_target(self, _("Save picture"), name, CHART_FILTER)
        if target is None:
            return
        if target.suffix.lower() not in PICTURES:
            target = target.with_name(f"{target.name}.png")
        try:
            write_picture(chart, target)
            self._desk.tell(_("{file} was written.").format(file=target.name))
        except UserError as error:
            show_problem(self, error.message)

    def run(self) -> None:
        """Make the report anew."""
        report = REPORTS.get(self.pane.name())
        if report is None:
            return
        self._asked += 1
        asked = self._asked
        options = self.pane.read_options()
        day, known = options.pop("on", None), self._known_day(options.pop("as_known", None))
        self._known = known
        if known and not is_known(self._desk.db, known):
            prepare_known(self._desk, known, self.run, self._on_failure)
            return

        def make() -> tuple[list[Table], list[list[Cells]]]:
            tables = run_report(self._desk.db, report.name, _read_day(day), options, known)
            return tables, [_take_rows(table) for table in tables]

        self._desk.jobs.read(make, lambda found: self._take(asked, *found), self._on_failure)

    def _known_day(self, typed: object) -> str | None:
        """The day on which things were known; a text that is none is said beside the report."""
        try:
            return _read_day(typed)
        except UserError as error:
            self._on_failure(error)
            return None

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
        bar.addWidget(self.heading, 1)
        for widget in (self.export, self.print):
            bar.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        line = FlowLayout(8)
        for choice in (self.parts, self.shapes, *self.chart.choices, self.save):
            line.addWidget(choice)
        right.addLayout(bar)
        right.addWidget(self.clock)
        right.addLayout(line)
        right.addWidget(self.notice)
        self.body.addWidget(self.table)
        self.body.addWidget(self.chart)
        right.addWidget(self.body, 1)
        return right

    def _connect(self) -> None:
        self.pane.chosen.connect(self._show_options)
        self.pane.answered.connect(self._on_answer)
        self.parts.activated.connect(self._show_part)
        self.export.clicked.connect(self.export_list)
        self.print.clicked.connect(self.print_page)
        self.save.clicked.connect(self.save_chart)
        self.table.activated.connect(self._open_behind)
        self.shapes.chosen.connect(self.show_shape)
        self.chart.behind_wanted.connect(self._open_records)

    def _show_options(self, name: str) -> None:
        report = REPORTS.get(name)
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
        self.notice.hide()
        self._tables, self._rows = tables, rows
        kept = self.parts.currentIndex()
        self.parts.clear()
        self.parts.addItems([table.name or table.title for table in tables])
        self.parts.setCurrentIndex(max(min(kept, len(tables) - 1), 0))
        self.parts.setVisible(len(tables) > 1)
        self._show_part()
        self.state_changed.emit()

    def _show_part(self) -> None:
        table = self._shown_table()
        if table is None:
            self.model.show(None, [])
            self.show_shape(self._shape)
            return
        rows = self._rows[self.parts.currentIndex()]
        self.heading.setText(table.title)
        count = ngettext("{number} row", "{number} rows", len(rows)).format(number=len(rows))
        self.clock.setText("   ·   ".join(filter(None, (table.subtitle, count))))
        self.model.show(table, rows)
        if table.charts:
            self.chart.show_table(table, rows)
        self.show_shape(self._shape)
        fit_columns(self.table, 70, 340)
        self._narrow_texts(table)

    def _narrow_texts(self, table: Table) -> None:
        """Keep columns of short texts narrow below a long heading, so that many are seen."""
        for place, column in enumerate(table.columns):
            if column.is_short:
                width = self.table.fontMetrics().averageCharWidth() * (column.width + 2)
                self.table.setColumnWidth(place, min(self.table.columnWidth(place), width))

    def _shown_table(self) -> Table | None:
        at = max(self.parts.currentIndex(), 0)
        return self._tables[at] if at < len(self._tables) else None

    def _open_behind(self, index: QModelIndex) -> None:
        """Show the records that a cell counts or names."""
        found = self.model.behind(index)
        if found is not None:
            self._open_records(found)

    def _open_records(self, found: Behind) -> None:
        """Show some records, for the day of the report where that is not today."""
        if found.record_id is not None:
            self.place_requested.emit(record_place(found.kind, found.record_id))
            return
        clock = {"as_known": self._known} if self._known else {}
        if not clock and found.on is not None and found.on != today():
            clock = {"on": found.on}
        self.place_requested.emit(list_place(found.kind, found.search, found.view, **clock))

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._tables = []
        self.model.show(None, [])
        self.notice.say(error.message)


def _take_rows(table: Table) -> list[Cells]:
    return [row for row, _number in zip(table.rows(), range(MOST_ROWS), strict=False)]


def _read_day(typed: object) -> str | None:
    text = str(typed or "").strip()
    return None if not text else str(Date().store(text, typed_reading()))
