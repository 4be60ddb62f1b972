"""Whom a letter does not reach, to be read and copied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from t20desk.i18n import _, ngettext, say_number
from t20desk.ui.looks.copy_list import CopyList


class LackingDialog(QDialog):
    """Names those who have no postal address, however many they are."""

    def __init__(self, parent: QWidget, names: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Postal addresses"))
        self.resize(460, 240)
        count = len(names)
        words = ngettext(
            "{number} without a postal address", "{number} without a postal address", count
        )
        self.names = CopyList("postalLacking", _("Without a postal address"))
        self.names.show_texts(words.format(number=say_number(count)), names)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.names)
        column.addWidget(buttons)
