"""The rules of precedence: their order, and the order of the values of each."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.rules.agreeing import split_words
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.protocol.precedence import Rule, check_rules, plan_rules, read_rules, say_word
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import add_answers
from t20desk.ui.page import Notice, make_button, make_label


class PrecedenceDialog(QDialog):
    """A row a rule; the first one decides, the next where it leaves guests equal."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Rules of precedence"))
        self.setMinimumSize(620, 420)
        self.resize(660, 520)  # so that the rules there are at first are all in sight
        self.table = QTableWidget(0, 2)
        self.notice = Notice("rulesNotice")
        self._lay_out()
        for rule in read_rules(desk.db):
            words = (say_word(desk.db, rule.criterion, word) for word in rule.sequence)
            self._add_row(self.table.rowCount(), Rule(rule.criterion, tuple(words)))
        self.table.setCurrentCell(0, 1)
        self.table.itemChanged.connect(self._check)

    def accept(self) -> None:
        """Write the rules as one change."""
        rules = self._read_rules()
        hindered = self._desk.attempt(lambda: plan_rules(self._desk.db, rules))
        self.notice.say(hindered)
        if not hindered:
            super().accept()

    def _check(self) -> None:
        """Say at once which words a rule cannot take."""
        try:
            check_rules(self._desk.db, self._read_rules())
        except UserError as error:
            self.notice.say(error.message)
        else:
            self.notice.say("")

    def move_rule(self, step: int) -> None:
        """Move the rule at the cursor up or down."""
        at = self.table.currentRow()
        if at < 0 or not 0 <= at + step < self.table.rowCount():
            return
        rule = self._read_row(at)
        self.table.removeRow(at)
        self._add_row(at + step, rule)
        self.table.setCurrentCell(at + step, 1)

    def add_rule(self) -> None:
        """Add a rule at the end."""
        self._add_row(self.table.rowCount(), Rule("role"))
        self.table.setCurrentCell(self.table.rowCount() - 1, 1)

    def remove_rule(self) -> None:
        """Remove the rule at the cursor."""
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())
            self._check()

    def _add_row(self, at: int, rule: Rule) -> None:
        self.table.insertRow(at)
        box = QComboBox()
        box.setAccessibleName(_("Goes by"))
        kind = self._desk.kinds["precedence_rule"].fields["criterion"].type
        for code, word in kind.choices():
            box.addItem(_(word), code)
        box.setCurrentIndex(box.findData(rule.criterion))
        self.table.setCellWidget(at, 0, box)
        box.currentIndexChanged.connect(self._check)
        self.table.setItem(at, 1, QTableWidgetItem("; ".join(rule.sequence)))

    def _read_rules(self) -> list[Rule]:
        return [self._read_row(row) for row in range(self.table.rowCount())]

    def _read_row(self, at: int) -> Rule:
        box, item = self.table.cellWidget(at, 0), self.table.item(at, 1)
        assert isinstance(box, QComboBox)
        return Rule(str(box.currentData()), split_words(item.text() if item else ""))

    def _lay_out(self) -> None:
        self.table.setObjectName("precedenceRules")
        self.table.setAccessibleName(_("Rules of precedence"))
        self.table.setHorizontalHeaderLabels([_("Goes by"), _("In this order")])
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setDefaultSectionSize(38)
        self.table.horizontalHeader().resizeSection(0, 220)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.addWidget(make_label(_("Who comes first?"), "heading"))
        hint = _(
            "The first rule decides; where it leaves guests equal, the next one does. Values are "
            "parted by semicolons: roles, words of honours and posts, or countries."
        )
        column.addWidget(make_label(hint, "quiet", wrap=True))
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        self.up, self.down = make_button(_("Up")), make_button(_("Down"))
        self.add, self.remove = make_button(_("Add a rule")), make_button(_("Remove"))
        self.up.clicked.connect(lambda: self.move_rule(-1))
        self.down.clicked.connect(lambda: self.move_rule(1))
        self.add.clicked.connect(self.add_rule)
        self.remove.clicked.connect(self.remove_rule)
        for button in (self.up, self.down, self.add, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.notice)
        add_answers(self, column, _("Save"))
