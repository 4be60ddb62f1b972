"""Whom a letter does not reach, and who wants none, to be read and copied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from t20desk.i18n import _, ngettext, say_number
from t20desk.ui.looks.copy_list import CopyList


class LackingDialog(QDialog):
    """Names those who were left out or have no postal address, however many they are."""

    def __init__(self, parent: QWidget, unwilling: Sequence[str], lacking: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Postal addresses"))
        self.resize(460, 340 if unwilling and lacking else 240)
        self.unwilling = CopyList("postalUnwilling", _("Left out, no contact wanted"))
        count = len(unwilling)
        words = ngettext(
            "{number} left out, no contact wanted", "{number} left out, no contact wanted", count
        )
        self.unwilling.show_texts(words.format(number=say_number(count)), unwilling)
        self.lacking = CopyList("postalLacking", _("Without a postal address"))
        count = len(lacking)
        words = ngettext(
            "{number} without a postal address", "{number} without a postal address", count
        )
        self.lacking.show_texts(words.format(number=say_number(count)), lacking)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.unwilling)
        column.addWidget(self.lacking)
        column.addWidget(buttons)
