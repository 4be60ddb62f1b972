"""The question whether a list leaves as a whole, or only what is selected in it."""

from PySide6.QtWidgets import QMessageBox, QWidget

from t20desk.i18n import _, say_number
from t20desk.ui.dialogs import run_dialog

Role = QMessageBox.ButtonRole


def ask_rows(parent: QWidget, chosen: int, total: int) -> int | None:
    """How many rows are meant: those selected, as usual, or all; None for not at all."""
    counts = {"chosen": say_number(chosen), "total": say_number(total)}
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("t20desk")
    box.setText(_("{chosen} of {total} rows are selected. Which are meant?").format(**counts))
    some = box.addButton(_("The {chosen} selected").format(**counts), Role.AcceptRole)
    every = box.addButton(_("All {total}").format(**counts), Role.AcceptRole)
    box.addButton(_("Cancel"), Role.RejectRole)
    box.setDefaultButton(some)
    run_dialog(box)
    if box.clickedButton() is every:
        return total
    return chosen if box.clickedButton() is some else None
