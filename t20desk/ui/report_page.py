"""Reports: chosen on the left, asked for a day and options, shown as a table, then exported."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QTableView,
    QVBoxLayout,
)

from t20desk.as_known import is_known
from t20desk.db.types import Date, Link, Stored, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext
from t20desk.printing.list_paper import ListOptions, ListPaper
from t20desk.reporting import REPORTS, Report, run_report
from t20desk.tables import Cells, Column, Table
from t20desk.ui.clock_bar import prepare_known
from t20desk.ui.desk import Desk
from t20desk.ui.exports import ask_target, write_tables
from t20desk.ui.page import Page, add_entry, make_button, make_label
from t20desk.ui.places import Place
from t20desk.ui.print_preview import PrintPreview
from t20desk.ui.printed_by import make_imprint
from t20desk.ui.searches import list_titles

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
MOST_ROWS = 5_000
"""So many rows are shown here; a file or paper has all of them."""
MOST_RECORDS = 300


class TableModel(QAbstractTableModel):
    """A table of a report; its last row holds the totals."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._rows: list[Cells] = []
        self._has_totals = False

    def show(self, table: Table | None, rows: Sequence[Cells]) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table, self._rows = table, list(rows)
        self._has_totals = table is not None and table.totals is not None
        if table is not None and table.totals is not None:
            self._rows.append(table.totals)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if self._table is None:
            return None
        column = self._table.columns[index.column()]
        if role == Role.DisplayRole:
            return _say(column, self._rows[index.row()][index.column()])
        if role == Role.TextAlignmentRole:
            return _side(column.type.numeric)
        if role == Role.FontRole and _is_total(self, index):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if self._table is None or orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return self._table.columns[section].label
        if role == Role.TextAlignmentRole:
            return _side(self._table.columns[section].type.numeric)
        return None

    def is_total(self, row: int) -> bool:
        """Whether a row holds the totals."""
        return self._has_totals and row == len(self._rows) - 1


def _is_total(model: TableModel, index: Index) -> bool:
    return model.is_total(index.row())


def _say(column: Column, value: Stored) -> str:
    """A cell in words; cells of links are text already."""
    if value is None:
        return ""
    return str(value) if isinstance(column.type, Link) else column.type.format(value)


def _side(numeric: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class ReportPage(Page):
    """One report at a time."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._tables: list[Table] = []
        self._rows: list[list[Cells]] = []
        self._asked = 0
        self._readers: dict[str, Callable[[], object]] = {}
        self.list = QListWidget()
        self.list.setObjectName("reports")
        self.list.setAccessibleName(_("Reports"))
        self.model = TableModel()
        self.table = QTableView()
        self.parts = QComboBox()
        self.parts.setAccessibleName(_("Part of the report"))
        self.heading = make_label(look="heading", wrap=True, name="reportHeading")
        self.clock = make_label(look="quiet", wrap=True, name="reportClock")
        self.notice = make_label(look="problem", wrap=True, name="reportNotice")
        self.export = make_button(_("Export …"), "", "reportExport")
        self.print = make_button(_("Print …"), "main", "reportPrint")
        self._options = QFormLayout()
        for one in REPORTS.values():
            add_entry(self.list, _(one.label), one.name)
        self._lay_out()
        self._connect()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        first = self.list.item(0)
        if first is not None and not self.list.selectedItems():
            self.list.setCurrentItem(first)
            first.setSelected(True)
        self.list.setFocus()

    def words_of_state(self) -> set[str]:
        return {"printable"} if self._tables else set()

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.isVisible():
            self.run()

    def title(self) -> str:
        return _("Reports")

    def help_text(self) -> str:
        return _(
            "Choose a report. Where it counts for a day, the figures are those of that day by the "
            "dates in the records, with today's knowledge. A second day takes back what was "
            "changed after it."
        )

    def print_page(self) -> None:
        """Show the table on paper."""
        table = self._shown_table()
        if table is not None:
            preview = PrintPreview(self, self._desk, _("Print"))
            options = ListOptions(make_imprint(self._desk.db))
            preview.panel.make_paper(lambda: ListPaper(table, options=options))
            preview.exec()
            preview.deleteLater()

    def export_list(self) -> None:
        """Write all tables of the report to a file."""
        tables = self._tables
        if tables:
            target = ask_target(self, f"{tables[0].title}.xlsx")
            if target is not None:
                write_tables(self, self._desk, lambda: tables, target)

    def run(self) -> None:
        """Make the report anew."""
        report = self._report()
        if report is None:
            return
        self._asked += 1
        asked = self._asked
        options = {name: read() for name, read in self._readers.items()}
        day, known = options.pop("on", None), self._known_day(options.pop("as_known", None))
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
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.addWidget(make_label(_("Reports"), "title"))
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QVBoxLayout()
        self.list.setFixedWidth(280)
        left.addWidget(self.list, 1)
        left.addLayout(self._options)
        row.addLayout(left)
        row.addLayout(self._make_right(), 1)
        column.addLayout(row, 1)

    def _make_right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        bar = QHBoxLayout()
        bar.addWidget(self.heading, 1)
        for widget in (self.parts, self.export, self.print):
            bar.addWidget(widget)
        right.addLayout(bar)
        right.addWidget(self.clock)
        right.addWidget(self.notice)
        right.addWidget(self.table, 1)
        self.notice.hide()
        self.table.setObjectName("reportTable")
        self.table.setAccessibleName(_("Table of the report"))
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        return right

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda _now, _before: self._on_choice())
        self.parts.activated.connect(self._show_part)
        self.export.clicked.connect(self.export_list)
        self.print.clicked.connect(self.print_page)

    def _report(self) -> Report | None:
        item = self.list.currentItem()
        return None if item is None else REPORTS[str(item.data(Role.UserRole))]

    def _on_choice(self) -> None:
        while self._options.rowCount():
            self._options.removeRow(0)
        self._readers = {}
        report = self._report()
        if report is None:
            return
        if report.is_for_a_day:
            self._add_line("on", _("As of"), Date().format(date.today().isoformat()))
        for option in report.options:
            if isinstance(option.type, Link):
                self._add_box(option.name, _(option.label), option.type.target_kind)
            else:
                self._add_line(option.name, _(option.label), option.type.format(option.default))
        self._add_line("as_known", _("As it was known on"), "")
        self.run()

    def _add_line(self, name: str, label: str, text: str) -> None:
        line = QLineEdit(text)
        line.setObjectName(f"option_{name}")
        line.setAccessibleName(label)
        line.setMaxLength(200)
        line.editingFinished.connect(self.run)
        self._options.addRow(label, line)
        self._readers[name] = line.text

    def _add_box(self, name: str, label: str, kind: str) -> None:
        box = QComboBox()
        box.setObjectName(f"option_{name}")
        box.setAccessibleName(label)
        box.setMaximumWidth(200)
        box.addItem(_("– all –"), None)
        for key, text in list_titles(self._desk.db, kind, MOST_RECORDS):
            box.addItem(text, str(key))
        box.activated.connect(self.run)
        self._options.addRow(label, box)
        self._readers[name] = box.currentData

    # --- slots --------------------------------------------------------------------------------

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
            return
        rows = self._rows[self.parts.currentIndex()]
        self.heading.setText(table.title)
        count = ngettext("{number} row", "{number} rows", len(rows)).format(number=len(rows))
        self.clock.setText("   ·   ".join(filter(None, (table.subtitle, count))))
        self.model.show(table, rows)
        self.table.resizeColumnsToContents()
        for column in range(self.model.columnCount()):
            width = self.table.columnWidth(column)
            self.table.setColumnWidth(column, max(70, min(width + 14, 340)))

    def _shown_table(self) -> Table | None:
        at = max(self.parts.currentIndex(), 0)
        return self._tables[at] if at < len(self._tables) else None

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._tables = []
        self.model.show(None, [])
        self.notice.setText(error.message)
        self.notice.show()


def _take_rows(table: Table) -> list[Cells]:
    return [row for row, _number in zip(table.rows(), range(MOST_ROWS), strict=False)]


def _read_day(typed: object) -> str | None:
    text = str(typed or "").strip()
    return None if not text else str(Date().store(text, typed_reading()))
