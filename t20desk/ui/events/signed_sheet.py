"""A signed sheet is typed in: its code, the numbers, and the names on its empty lines."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from t20desk.checking_in.sheets import list_sheets
from t20desk.checking_in.signing import Signing, plan_signing, say_signing, say_time
from t20desk.errors import UserError
from t20desk.i18n import _, list_words
from t20desk.ui.desk import Desk, say_refused
from t20desk.ui.dialogs import add_answers
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.page import Notice, make_label

PAUSE: Final = 120
"""Milliseconds after the last key before the names are looked up."""
MOST_SHEETS: Final = 4


class SignedSheetDialog(QDialog):
    """Numbers become names while they are typed; one button notes them all as one change."""

    def __init__(self, parent: QWidget, desk: Desk, event: int) -> None:
        super().__init__(parent)
        self._desk = desk
        self._event = event
        self._asked: dict[str, QLineEdit] = {}
        self.setWindowTitle(_("Signed sheet"))
        self.setMinimumSize(560, 420)
        self.code, self.numbers = QLineEdit(), QLineEdit()
        self.code.setObjectName("sheetCode")
        self.numbers.setObjectName("sheetNumbers")
        self.numbers.setPlaceholderText("3 7-9 w2")
        self.notice = Notice("sheetNotice")
        self.names = QListWidget()
        self.names.setObjectName("sheetNames")
        self.names.setAccessibleName(_("Who signed"))
        self.form = QFormLayout()
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE)
        self._wait.timeout.connect(self._look)
        for line in (self.code, self.numbers):
            line.textChanged.connect(lambda _text: self._wait.start())
        # A scanner ends the code with Enter; then the numbers are to be typed.
        self.code.returnPressed.connect(self.numbers.setFocus)
        self._offer_sheets()

    def accept(self) -> None:
        """Note who signed, as one change."""
        self._wait.stop()
        try:
            signing = self._plan()
            if self._is_nameless(signing):
                return
            applied = self._desk.apply(signing.change)
        except UserError as error:
            self.notice.say(error.message)
            return
        if applied.is_refused:
            self.notice.say(say_refused(applied))
            return
        super().accept()  # the status line says it and offers Undo

    def _is_nameless(self, signing: Signing) -> bool:
        """Whether somebody signed whose name is not said yet; then that is where to go on."""
        self._ask_names(signing)
        lacking = next((n for n, line in self._asked.items() if not line.text().strip()), "")
        if lacking:
            text = _("Say who signed on {number}, or take it out of the numbers.")
            self.notice.say(text.format(number=lacking))
            self._asked[lacking].setFocus()
        return bool(lacking)

    def _plan(self) -> Signing:
        names = {number: line.text() for number, line in self._asked.items()}
        db = self._desk.db
        return plan_signing(db, self._event, self.numbers.text(), self.code.text(), names)

    def _look(self) -> None:
        """Show who the numbers are; a sentence where they are none."""
        if not self.numbers.text().strip():
            self._show([], "")
            return
        try:
            signing = self._plan()
        except UserError as error:
            self._show([], error.message)
            return
        self._ask_names(signing)
        self._show(say_signing(signing), "")
        self.take.setEnabled(bool(signing.came or signing.added or signing.asked))

    def _show(self, lines: Sequence[str], sentence: str) -> None:
        self.names.clear()
        self.names.addItems(list(lines))
        self.take.setEnabled(False)
        self.notice.say(sentence)

    def _ask_names(self, signing: Signing) -> None:
        """A line for the name on each empty line that was typed."""
        empty = signing.asked
        for number in [one for one in self._asked if one not in empty]:
            self.form.removeRow(self._asked.pop(number))
        for number in [one for one in empty if one not in self._asked]:
            line = QLineEdit()
            line.setObjectName(f"walkIn_{number}")
            line.setPlaceholderText(_("Name (organisation)"))
            line.setAccessibleName(_("Who signed on {number}").format(number=number))
            line.textChanged.connect(lambda _text: self._wait.start())
            self.form.addRow(_("{number}: who?").format(number=number), line)
            line.show()  # what is not shown yet cannot have the cursor
            self._asked[number] = line
        tab_as_laid_out(self)

    def _offer_sheets(self) -> None:
        sheets = list_sheets(self._desk.db, self._event)
        if len(sheets) == 1:
            self.code.setText(sheets[0].code)
        told = [f"{one.code} ({say_time(one.printed_on)})" for one in sheets[:MOST_SHEETS]]
        self.known.setText(_("Printed so far: {codes}").format(codes=list_words(told)))
        self.known.setVisible(bool(told))
        (self.numbers if len(sheets) == 1 else self.code).setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(make_label(_("Type the numbers that signed."), "heading"))
        self.known = make_label(look="quiet", wrap=True)
        self.form.addRow(_("&Code of the sheet"), self.code)
        self.form.addRow(_("&Numbers"), self.numbers)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        column.addLayout(self.form)
        for widget in (self.known, self.notice):
            column.addWidget(widget)
        column.addWidget(self.names, 1)
        self.take = add_answers(self, column, _("Note these guests"))
        self.take.setEnabled(False)
