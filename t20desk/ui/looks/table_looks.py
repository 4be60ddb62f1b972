"""How the tables of changes, backups, reports and the trash look: calm rows and no grid."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QTableWidget

from t20desk.ui.looks.shaded_item import ShadedItem
from t20desk.ui.looks.tint import TintDelegate
from t20desk.ui.looks.tips import set_tip

ROW_PIXELS = 34
MEASURED_ROWS = 50
"""So many rows say how wide a column is."""
AIR = 14
CELL_ROOM = 46
"""Pixels beside the text of a cell: its margins, and some air."""
TICK_ROOM = 18
"""What a tick takes beyond that."""
TICKS_ASKED = 10
"""So many rows say whether a column has ticks."""

Widths = Mapping[int, int]
"""Pixels by column; 0 for a column that takes what is left."""


def make_paged_table(
    model: QAbstractItemModel, name: str, spoken: str, widths: Widths | None = None
) -> QTableView:
    """A table over a model; `name` is what tests know it by, `spoken` what is heard."""
    table = QTableView()
    table.setModel(model)
    dress_table(table, name, spoken, widths)
    return table


def make_text_table(
    headings: Sequence[str], name: str, spoken: str, widths: Widths | None = None
) -> QTableWidget:
    """A table of texts that is filled line by line; one line is chosen at a time."""
    table = QTableWidget(0, len(headings))
    table.setHorizontalHeaderLabels(list(headings))
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    dress_table(table, name, spoken, widths)
    return table


def dress_table(table: QTableView, name: str, spoken: str, widths: Widths | None = None) -> None:
    """Give a table with its columns the look of all others."""
    table.setObjectName(name)
    table.setAccessibleName(spoken)
    table.setItemDelegate(TintDelegate(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    header.setHighlightSections(False)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.setResizeContentsPrecision(MEASURED_ROWS)
    for column, width in (widths or {}).items():
        if width:
            table.setColumnWidth(column, width)
        else:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


def fill_line(table: QTableWidget, row: int, texts: Sequence[str]) -> list[ShadedItem]:
    """Write a line of a table of texts; each cell says its text as a tool tip too."""
    items = [ShadedItem(text) for text in texts]
    for column, item in enumerate(items):
        set_tip(item, item.text())
        table.setItem(row, column, item)
    return items


def fit_columns(
    table: QTableView, narrowest: int = 80, widest: int = 320, growing: int | None = None
) -> None:
    """Columns as wide as what is shown asks for, within bounds; one may take the room left."""
    for column in range(table.model().columnCount()):
        width = _find_width(table, column)
        table.setColumnWidth(column, max(narrowest, min(width, widest)))
    if growing is not None:
        taken = sum(map(table.columnWidth, range(table.model().columnCount())))
        room = table.columnWidth(growing) + max(table.viewport().width() - taken, 0)
        table.setColumnWidth(growing, max(narrowest, min(_find_width(table, growing), room)))


def _find_width(table: QTableView, column: int) -> int:
    """Room for what the first rows say; to ask each cell for all its looks would take long."""
    model, metrics = table.model(), table.fontMetrics()
    rows = range(min(model.rowCount(), MEASURED_ROWS))
    texts = [str(model.index(row, column).data() or "") for row in rows]
    widest = max(map(metrics.horizontalAdvance, texts), default=0) + CELL_ROOM
    tick = Qt.ItemDataRole.CheckStateRole
    if any(model.index(row, column).data(tick) is not None for row in rows[:TICKS_ASKED]):
        widest += TICK_ROOM
    heading = table.horizontalHeader().sectionSizeHint(column) + AIR
    return max(widest, heading)


def fit_column(table: QTableView, column: int, widest: int | None = None) -> None:
    """A column as wide as what is shown asks for, up to a bound."""
    table.resizeColumnToContents(column)
    width = table.columnWidth(column) + AIR
    table.setColumnWidth(column, width if widest is None else min(width, widest))
