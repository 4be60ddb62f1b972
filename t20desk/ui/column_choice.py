"""Which columns a list shows, and in which order."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Kind
from t20desk.i18n import _
from t20desk.ui.page import make_button, make_label

NAME = Qt.ItemDataRole.UserRole


def choose_columns(parent: QWidget, kind: Kind, shown: list[str]) -> list[str]:
    """Ask for the columns; nothing where the user leaves it as it is."""
    dialog = ColumnDialog(parent, kind, shown)
    return dialog.columns() if dialog.exec() == QDialog.DialogCode.Accepted else []


class ColumnDialog(QDialog):
    """A list of all columns to tick and to drag."""

    def __init__(self, parent: QWidget, kind: Kind, shown: list[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Columns"))
        self.resize(360, 520)
        others = [
            one.name
            for one in kind.fields.values()
            if one.name not in shown and not one.hidden and not one.language
        ]
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for name in (*shown, *others):
            item = QListWidgetItem(kind.fields[name].say())
            item.setData(NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked
            item.setCheckState(on)
            self.list.addItem(item)
        column = QVBoxLayout(self)
        column.addWidget(make_label(_("Tick what is shown; drag to change the order."), "quiet"))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel, take = make_button(_("Cancel")), make_button(_("Show these"), "main")
        cancel.clicked.connect(self.reject)
        take.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(take)
        column.addLayout(row)

    def columns(self) -> list[str]:
        """The names ticked, in order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(one.data(NAME)) for one in items if one.checkState() == Qt.CheckState.Checked]
