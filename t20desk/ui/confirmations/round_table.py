"""The table of a round: who was asked, when, and where each reply stands."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableWidget

from t20desk.confirming import BoardRow
from t20desk.db.fields import Kinds
from t20desk.db.types import Date
from t20desk.i18n import N_, _
from t20desk.ui.looks.icons import icon
from t20desk.ui.looks.table_looks import dress_table, fill_line

HEADINGS: Final = (
    N_("Organisation"), N_("State of the reply"), N_("Due on"), N_("Back on"), N_("Confirmed by"),
    N_("Reminded on"), N_("Sent on"),
)  # fmt: skip
WIDTHS: Final = {1: 168, 2: 118, 3: 126, 4: 150, 5: 126, 6: 126}
DAYS: Final = (2, 3, 5, 6)
LONG_DAY: Final = "2028-12-28"
CELL_MARGINS: Final = 28
NARROWEST: Final = 210
"""Pixels for the name; where less is left the table is scrolled."""
STATE: Final = 1
SHADES: Final = {"conflicts": "orange", "back": "green"}
ICONS: Final = {
    "sent": "mdi6.email-fast-outline",
    "conflicts": "mdi6.help-circle-outline",
    "back": "mdi6.check-circle-outline",
}
LATE_ICON: Final = "mdi6.alert-circle-outline"


class RoundTable(QTableWidget):
    """One line for each confirmation; several may be selected."""

    def __init__(self, kinds: Kinds) -> None:
        super().__init__(0, len(HEADINGS))
        self._kinds = kinds
        self._rows: Sequence[BoardRow] = ()
        self.setHorizontalHeaderLabels([_(heading) for heading in HEADINGS])
        day = self.fontMetrics().horizontalAdvance(Date().format(LONG_DAY)) + CELL_MARGINS
        widths = WIDTHS | {column: max(WIDTHS[column], day) for column in DAYS}
        dress_table(self, "roundTable", _("Confirmations"), widths)
        self.setSelectionMode(QTableWidget.SelectionMode.ExtendedSelection)

    def show_rows(self, rows: Sequence[BoardRow]) -> None:
        """Show other confirmations; those that were selected stay so."""
        chosen = {row.id for row in self.chosen()}
        self._rows = rows
        self.clearSelection()
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            self._fill(at, row)
        for at, row in enumerate(rows):
            if row.id in chosen:
                self._select(at)

    def listed(self) -> list[BoardRow]:
        """All that are shown."""
        return list(self._rows)

    def chosen(self) -> list[BoardRow]:
        """Those that are selected, in their order."""
        places = {index.row() for index in self.selectedIndexes()}
        return [self._rows[at] for at in sorted(places) if at < len(self._rows)]

    def current(self) -> BoardRow | None:
        """The one that the cursor is on."""
        at = self.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _select(self, at: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(at, 0)
        self.selectionModel().select(index, flags.Select | flags.Rows)

    def _fill(self, at: int, row: BoardRow) -> None:
        name, _country, state, sent, due, reminded, back, signed = row.cells
        words = self._kinds["confirmation"].fields["state"].type.format(state)
        shade = SHADES.get(str(state))
        if row.is_overdue:
            words, shade = _("overdue"), "red"
        due, back, reminded, sent = map(Date().format, (due, back, reminded, sent))
        texts = (str(name or ""), words, due, back, str(signed or ""), reminded, sent)
        items = fill_line(self, at, texts)
        items[STATE].setIcon(icon(LATE_ICON if row.is_overdue else ICONS.get(str(state), "")))
        items[STATE].row_shade = shade or ""

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = sum(self.columnWidth(column) for column in range(1, self.columnCount()))
        self.setColumnWidth(0, max(NARROWEST, self.viewport().width() - taken))
