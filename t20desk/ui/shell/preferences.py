"""The preferences window, drawn from the registry of settings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.i18n import _
from t20desk.settings import SETTINGS, Setting, Settings
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.page import make_label


class Preferences(QDialog):
    """One row for each setting; a choice holds at once.

    A language ends the dialog: the window below it is built anew, and opens it again in that one.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None, begin: str = "") -> None:
        """`begin`: the setting that has the keys first."""
        super().__init__(parent)
        self._settings = settings
        self._rows: list[tuple[QFormLayout, QWidget]] = []
        self.setWindowTitle(_("Preferences"))
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for section in dict.fromkeys(one.section for one in SETTINGS.values()):
            column.addWidget(make_label(_(section), "heading"))
            column.addLayout(self._make_section(section))
        self._align_rows()
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        keys = buttons.addButton(_("Keys …"), QDialogButtonBox.ButtonRole.ActionRole)
        keys.setObjectName("openKeys")
        keys.clicked.connect(self._show_keys)
        buttons.rejected.connect(self.accept)
        column.addWidget(buttons)
        if (first := self.findChild(QWidget, begin or "person")) is not None:
            first.setFocus()

    def _make_section(self, section: str) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for one in SETTINGS.values():
            if one.section == section:
                row = self._make_row(one)
                row.setObjectName(one.name)
                row.setAccessibleName(_(one.label))
                form.addRow(_(one.label), row)
                self._rows.append((form, row))
                if one.help:
                    form.addRow("", make_label(_(one.help), "quiet", wrap=True))
        return form

    def _show_keys(self) -> None:
        from t20desk.ui.shell.key_sheet import KeySheet

        run_dialog(KeySheet(self._settings, self))

    def _align_rows(self) -> None:
        """Let all rows begin at one edge, whatever section they stand in."""
        labels = [form.labelForField(row) for form, row in self._rows]
        widest = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(widest)

    def _make_row(self, one: Setting) -> QWidget:
        return self._make_choice(one) if one.type.choices() else self._make_line(one)

    def _make_choice(self, one: Setting) -> QComboBox:
        box = QComboBox()
        for code, label in one.type.choices():
            box.addItem(_(label), code)
        box.setCurrentIndex(max(box.findData(self._settings.value(one.name)), 0))
        box.activated.connect(
            lambda index: self._choose(one, str(box.itemData(index, Qt.ItemDataRole.UserRole)))
        )
        return box

    def _choose(self, one: Setting, code: str) -> None:
        self._settings.change(one.name, code)
        if one.name == "language":
            self.accept()

    def _make_line(self, one: Setting) -> QLineEdit:
        line = QLineEdit(self._settings.value(one.name))
        line.setMaxLength(200)
        line.editingFinished.connect(
            lambda: self._settings.change(one.name, line.text().strip() or None)
        )
        return line
