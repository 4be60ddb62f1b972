"""The sheet of keys, made from the actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.i18n import _
from t20desk.ui.menus import describe_keys


class KeySheet(QDialog):
    """Every verb that has a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.resize(520, 520)
        column = QVBoxLayout(self)
        column.addWidget(self._make_table())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.accept)
        column.addWidget(buttons)

    def _make_table(self) -> QTableWidget:
        keys = describe_keys()
        table = QTableWidget(len(keys), 2)
        table.setAccessibleName(_("Keys"))
        table.setHorizontalHeaderLabels([_("What it does"), _("Key")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for row, (text, key) in enumerate(keys):
            table.setItem(row, 0, QTableWidgetItem(text.replace("&", "")))
            table.setItem(row, 1, QTableWidgetItem(key))
        return table
