"""How the long tables of changes and of deleted records look: calm rows and no grid."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from t20desk.ui.tint import TintDelegate

ROW_PIXELS = 34


def make_paged_table(model: QAbstractItemModel, name: str, spoken: str) -> QTableView:
    """A table over a model; `name` is what tests know it by, `spoken` what is heard."""
    table = QTableView()
    table.setObjectName(name)
    table.setAccessibleName(spoken)
    table.setModel(model)
    table.setItemDelegate(TintDelegate(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setResizeContentsPrecision(50)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    return table


def fit_columns(table: QTableView, narrowest: int = 80, widest: int = 320) -> None:
    """Columns as wide as what is shown asks for, within bounds."""
    table.resizeColumnsToContents()
    for column in range(table.model().columnCount()):
        width = table.columnWidth(column) + 12
        table.setColumnWidth(column, max(narrowest, min(width, widest)))
