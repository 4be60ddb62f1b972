"""The bars of a report: which column is drawn, in which order, and the picture that is saved."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.charts import Bar, Chart, find_drawn, make_chart
from t20desk.i18n import _, tell_value
from t20desk.printing.bar_chart import (
    BarScale,
    ChartLook,
    measure_bars,
    paint_bar,
    write_plainly,
)
from t20desk.tables import Behind, Cells, Table
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_label

ROW = 30
SIDE = 12
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
BAR_ROLE = Role.UserRole


class BarModel(QAbstractListModel):
    """A bar a row, heard as its words and its number."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()

    def show(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self.beginResetModel()
        self._bars = bars
        self.endResetModel()

    # --- Qt's own names -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._bars)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        bar = self._bars[index.row()]
        if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return tell_value(bar.label, bar.text)
        return bar if role == BAR_ROLE else None


class BarPainter(QStyledItemDelegate):
    """Paints a row in the colours of the window."""

    def __init__(self, view: "BarView") -> None:
        super().__init__(view)
        self._view = view

    # --- Qt's own names -----------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(ROW, option.fontMetrics.height() + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        state, palette = option.state, option.palette
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = state & QStyle.StateFlag.State_Selected and self._view.hasFocus()
            shade = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Midlight
            painter.fillRect(option.rect, palette.color(shade))
        painter.setFont(option.font)
        room = QRectF(option.rect).adjusted(SIDE, 0, -SIDE, 0)
        roles = QPalette.ColorRole
        shades = (roles.Base, roles.Text, roles.PlaceholderText, roles.Accent, roles.Mid)
        look = ChartLook(*(palette.color(one) for one in shades))
        paint_bar(painter, room, index.data(BAR_ROLE), self._view.scale(), look, write_plainly)
        painter.restore()


class BarView(QListView):
    """The bars below each other; a click or Enter asks for what is behind one."""

    wanted = Signal(int)
    """The row of the table whose records are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reportBars")
        self.setAccessibleName(_("Chart of the report"))
        self.bars = BarModel()
        self._chart: Chart | None = None
        self.setModel(self.bars)
        self.setItemDelegate(BarPainter(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._ask)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self._chart = chart
        self.bars.show(chart.bars)
        if chart.bars:
            self.setCurrentIndex(self.bars.index(0))

    def scale(self) -> BarScale:
        """How the rows share the width there is."""
        assert self._chart is not None
        return measure_bars(self._chart, self.font(), self.viewport().width() - 2 * SIDE)

    def _ask(self, index: Index) -> None:
        bar = index.data(BAR_ROLE)
        if bar is not None:
            self.wanted.emit(bar.row)

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ReportChart(QWidget):
    """The chart of a table, with the choice of what is drawn."""

    behind_wanted = Signal(object)
    """The records that a bar counts."""

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._rows: Sequence[Cells] = ()
        self.column = QComboBox()
        self.column.setObjectName("chartColumn")
        self.by_size = QCheckBox(_("Largest first"))
        self.by_size.setObjectName("chartBySize")
        self.by_size.setMinimumHeight(34)
        self.words = make_label(look="quiet", wrap=True, name="chartWords")
        self.view = BarView()
        self.choices: tuple[QWidget, ...] = (self.column, self.by_size)
        self._lay_out()
        self.column.activated.connect(lambda _row: self._draw())
        self.by_size.toggled.connect(lambda _on: self._draw())
        self.view.wanted.connect(self._tell_behind)

    def show_table(self, table: Table, rows: Sequence[Cells]) -> None:
        """Draw another table; the column drawn stays where that has one of the same name."""
        kept = self.column.currentData()
        self._table, self._rows = table, rows
        self.column.clear()
        for one in find_drawn(table):
            self.column.addItem(one.label, one.name)
        self.column.setCurrentIndex(max(self.column.findData(kept), 0))
        self._draw()

    def chart(self) -> Chart | None:
        """What is drawn now."""
        if self._table is None or not self._table.charts:
            return None
        column = str(self.column.currentData())
        return make_chart(self._table, self._rows, column, self.by_size.isChecked())

    def _lay_out(self) -> None:
        self.column.setAccessibleName(_("What the bars show"))
        set_tip(self.column, _("What the bars show"))
        self.column.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.view, 1)

    def _draw(self) -> None:
        chart = self.chart()
        if chart is not None:
            self.view.show_chart(chart)
            self.words.setText(chart.left_out)
            self.words.setVisible(bool(chart.left_out))

    def _tell_behind(self, row: int) -> None:
        lead = self._table.behind if self._table is not None else None
        found: Behind | None = lead(row, str(self.column.currentData())) if lead else None
        if found is not None:
            self.behind_wanted.emit(found)
