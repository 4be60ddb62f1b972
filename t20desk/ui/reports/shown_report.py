"""The tables of a report, one at a time: as a table with its heading, or drawn as bars."""

from itertools import islice
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from t20desk.i18n import _, ngettext, say_number
from t20desk.tables import Cells, Table
from t20desk.ui.desk import Desk
from t20desk.ui.looks.chip_row import ChipRow
from t20desk.ui.looks.table_looks import fit_columns, make_paged_table
from t20desk.ui.page import make_button, make_label
from t20desk.ui.reports.chart_saving import save_chart
from t20desk.ui.reports.report_chart import ReportChart
from t20desk.ui.reports.report_table import TableModel

MOST_ROWS: Final = 5_000
"""So many rows are shown; a file or paper has all of them."""


class ShownReport(QStackedWidget):
    """Shows what was made; its heading and its choices are laid out by the page."""

    behind_wanted = Signal(object)
    """The records that a cell or a bar counts or names."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.tables: list[Table] = []
        self._rows: list[list[Cells]] = []
        self._shape = "table"
        self.model = TableModel()
        self.table = make_paged_table(self.model, "reportTable", _("Table of the report"))
        self.parts = QComboBox()
        self.parts.setAccessibleName(_("Part of the report"))
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.shapes = ChipRow([("table", _("Table")), ("chart", _("Chart"))])
        self.shapes.choose("table")
        self.chart = ReportChart()
        self.save = make_button(_("Save picture …"), "", "chartSave")
        self.heading = make_label(look="heading", wrap=True, name="reportHeading")
        self.clock = make_label(look="quiet", wrap=True, name="reportClock")
        self.addWidget(self.table)
        self.addWidget(self.chart)
        self.parts.activated.connect(self._show_part)
        self.save.clicked.connect(self.save_chart)
        self.table.activated.connect(self._open_behind)
        self.shapes.chosen.connect(self.show_shape)
        self.chart.behind_wanted.connect(self.behind_wanted)

    def choices(self) -> tuple[QWidget, ...]:
        """What is chosen of a report, in its order."""
        return (self.parts, self.shapes, *self.chart.choices, self.save)

    def show_tables(self, tables: list[Table], rows: list[list[Cells]]) -> None:
        """Show the tables of a report, each with its rows; the part chosen stays chosen."""
        self.tables, self._rows = tables, rows
        kept = self.parts.currentIndex()
        self.parts.clear()
        self.parts.addItems([table.name or table.title for table in tables])
        self.parts.setCurrentIndex(max(min(kept, len(tables) - 1), 0))
        self.parts.setVisible(len(tables) > 1)
        self._show_part()

    def forget(self) -> None:
        """Show nothing, since nothing was made."""
        self.tables = []
        self.parts.hide()
        self.heading.setText("")
        self.clock.setText("")
        self._show_part()

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
        self.setCurrentIndex(int(is_drawn))

    def save_chart(self) -> None:
        """Save the bars as a picture, to be put into a letter or onto a slide."""
        chart = self.chart.chart()
        if chart is not None:
            save_chart(self, self._desk, chart)

    def _shown_table(self) -> Table | None:
        at = max(self.parts.currentIndex(), 0)
        return self.tables[at] if at < len(self.tables) else None

    def _show_part(self) -> None:
        table = self._shown_table()
        if table is None:
            self.model.show(None, [])
            self.show_shape(self._shape)
            return
        taken = self._rows[self.parts.currentIndex()]
        rows = taken[:MOST_ROWS]
        self.heading.setText(table.title)
        count = _say_rows(len(rows), is_cut=len(taken) > MOST_ROWS)
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

    def _open_behind(self, index: QModelIndex) -> None:
        """Ask for the records that a cell counts or names."""
        found = self.model.behind(index)
        if found is not None:
            self.behind_wanted.emit(found)


def take_rows(table: Table) -> list[Cells]:
    """The rows of a table that are shown, and one more where there are more."""
    return list(islice(table.rows(), MOST_ROWS + 1))


def _say_rows(number: int, *, is_cut: bool) -> str:
    if is_cut:
        words = _("the first {number} rows; a file or paper has all")
    else:
        words = ngettext("{number} row", "{number} rows", number)
    return words.format(number=say_number(number))
