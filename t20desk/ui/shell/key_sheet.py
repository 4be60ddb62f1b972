"""The sheet of keys, made from the actions."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from t20desk.i18n import _
from t20desk.ui.shell.menus import describe_keys
from t20desk.ui.tables.table_looks import fill_line, fit_column, make_text_table


class KeySheet(QDialog):
    """Every verb that has a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.resize(560, 560)
        column = QVBoxLayout(self)
        column.addWidget(self._make_table())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.accept)
        column.addWidget(buttons)

    def _make_table(self) -> QTableWidget:
        keys = describe_keys()
        table = make_text_table([_("What it does"), _("Key")], "keySheet", _("Keys"), {0: 0})
        table.setRowCount(len(keys))
        for row, (text, key) in enumerate(keys):
            fill_line(table, row, (text.replace("&", ""), key))
        fit_column(table, 1)
        return table
