"""What stands beside where a column goes: what a blank cell means, what joins it, or a text."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QComboBox, QLineEdit

from t20desk.i18n import N_, _
from t20desk.ui.imports.import_lines import CLEARS, SIGNS, ColumnLine

BETWEEN: Final = {
    " ": N_("joined with a blank"),
    ", ": N_("joined with a comma"),
    "; ": N_("joined with a semicolon"),
    "\n": N_("joined on a new line"),
}
Take = Callable[[str], None]
"""Takes what was chosen or typed."""


def make_constant(row: int, line: ColumnLine, take: Take) -> QLineEdit:
    """The line for a text that every row gets."""
    edit = QLineEdit(line.blank)
    edit.setObjectName(f"constant{row}")
    edit.setAccessibleName(_("Text for every row"))
    edit.setPlaceholderText(_("text for every row"))
    edit.textEdited.connect(take)
    return edit


def make_blank(row: int, line: ColumnLine, take: Take) -> QComboBox:
    """The box that says what a blank cell means, or what is to stand in its place."""
    box = QComboBox()
    box.setObjectName(f"blank{row}")
    box.setAccessibleName(
        _("What a blank cell of column {letter} means").format(letter=line.letter)
    )
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItem(_("says nothing"), "")
    box.addItem(_("empties the field"), CLEARS)
    if line.blank == CLEARS:
        box.setCurrentIndex(1)
    else:
        box.setCurrentIndex(-1)
        box.setEditText(line.blank)
    edit = box.lineEdit()
    assert edit is not None
    edit.setPlaceholderText(_("says nothing"))
    box.setToolTip(_("Choose what a blank cell means, or type what is to stand in its place."))
    box.activated.connect(lambda _at: take(box.currentData()))
    edit.textEdited.connect(take)
    return box


def make_sign(row: int, line: ColumnLine, take: Take) -> QComboBox:
    """The box that says what stands between cells of columns that go to one field."""
    box = QComboBox()
    box.setObjectName(f"sign{row}")
    box.setAccessibleName(_("What stands between the joined cells"))
    for sign in dict.fromkeys((*SIGNS, line.sign)):
        box.addItem(_(BETWEEN.get(sign, sign)), sign)
    box.setCurrentIndex(max(box.findData(line.sign), 0))
    box.activated.connect(lambda _at: take(box.currentData()))
    return box
