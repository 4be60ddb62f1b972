"""Building conditions within conditions: the same tree as the text of a search, row by row."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.fields import Kind, Kinds
from t20desk.i18n import N_, _
from t20desk.searching import (
    MAX_LENGTH,
    All,
    Any_,
    Not,
    QueryError,
    Tree,
    read_query,
    tidy_tree,
)
from t20desk.searching.suggesting import suggest
from t20desk.searching.translating import speak_query
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.lists.condition_row import ConditionRow
from t20desk.ui.lists.suggestion_list import AskMore, SuggestionList, mark_fault
from t20desk.ui.looks.scrolling import ScrollArea
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.owners import set_buddy
from t20desk.ui.page import make_button, make_label, restyle

JOINTS: Final = (
    N_("All of these hold"),
    N_("One of these holds"),
    N_("Not all of these hold"),
    N_("None of these holds"),
)


class ConditionGroup(QFrame):
    """Conditions and groups of which all, one or none have to hold."""

    changed = Signal()
    removed = Signal()

    def __init__(self, kinds: Kinds, kind: Kind, offer: AskMore, is_first: bool = False) -> None:
        super().__init__()
        self._about = (kinds, kind, offer)
        self.setProperty("look", "card")
        self.setObjectName("conditionGroup")
        self.joint = QComboBox()
        self.joint.setAccessibleName(_("How the conditions are joined"))
        self.joint.addItems([_(words) for words in JOINTS])
        self.joint.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.parts: list[ConditionRow | ConditionGroup] = []
        """The rows and groups in order."""
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(self._lay_head(is_first))
        column.addLayout(self._rows)

    def tree(self) -> Tree:
        """What the group asks; raises QueryError for a value that cannot be read."""
        parts = tuple(part.tree() for part in self.parts)
        row = self.joint.currentIndex()
        joined: Tree = Any_(parts) if row % 2 else All(parts)
        return tidy_tree(Not(joined) if row >= 2 else joined)

    def show_tree(self, tree: Tree) -> None:
        """Show what a tree asks."""
        while self.parts:
            self._drop(self.parts[0])
        tree, negated = _settle_not(tree)
        is_any = isinstance(tree, Any_)
        if not isinstance(tree, All | Any_):
            # A single condition says itself whether it must not hold.
            parts: tuple[Tree, ...] = (Not(tree) if negated else tree,)
            negated = False
        else:
            parts = tree.parts
        self.joint.setCurrentIndex((2 if negated else 0) + (1 if is_any else 0))
        for part in parts:
            inner, _negated = _settle_not(part)
            if isinstance(inner, All | Any_):
                self.add_group().show_tree(part)
            else:
                self.add_row().show_tree(part)
        if not parts:
            self.add_row()

    def add_row(self) -> ConditionRow:
        """One more condition."""
        row = ConditionRow(*self._about)
        self._add(row)
        return row

    def add_group(self) -> "ConditionGroup":
        """One more group within this one."""
        group = ConditionGroup(*self._about)
        self._add(group)
        return group

    def _add(self, part: "ConditionRow | ConditionGroup") -> None:
        part.changed.connect(self.changed)
        part.removed.connect(partial(self._remove, part))
        self._rows.addWidget(part)
        self.parts.append(part)
        tab_as_laid_out(self.window())

    def _drop(self, part: "ConditionRow | ConditionGroup") -> None:
        self.parts.remove(part)
        self._rows.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _remove(self, part: "ConditionRow | ConditionGroup") -> None:
        self._drop(part)
        self.changed.emit()

    def _lay_head(self, is_first: bool) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(self.joint)
        head.addStretch(1)
        more = make_button(_("+ condition"), "flat", "addCondition")
        more.clicked.connect(lambda: self.add_row().field.setFocus())
        inner = make_button(_("+ group"), "flat", "addGroup")
        inner.clicked.connect(lambda: self.add_group().add_row().field.setFocus())
        head.addWidget(more)
        head.addWidget(inner)
        if not is_first:
            gone = make_button(_("Take away"), "flat", "removeGroup")
            gone.clicked.connect(self.removed)
            head.addWidget(gone)
        return head


class ConditionDialog(QDialog):
    """Rows and groups above, the text of the search below; each follows the other."""

    def __init__(
        self, parent: QWidget, kinds: Kinds, kind: Kind, query: str, offer: AskMore
    ) -> None:
        """`offer` asks for values that records hold."""
        super().__init__(parent)
        self.setWindowTitle(_("Build conditions"))
        self.resize(860, 560)
        self._kinds, self._kind = kinds, kind
        self.group = ConditionGroup(kinds, kind, offer, is_first=True)
        self.text = QLineEdit()
        self.text.setObjectName("conditionText")
        self.text.setMaxLength(MAX_LENGTH)
        self.text.setAccessibleName(_("The search as text"))
        self.problem = make_label(look="problem", wrap=True, name="conditionProblem")
        self._lay_out()
        self.suggestions = SuggestionList(self.text, partial(suggest, kinds, kind.name), offer)
        self.text.setText(query)
        self._read_text()
        if self.problem.isHidden():
            self._write_text()
        tab_as_laid_out(self)
        self._begin()
        self.group.changed.connect(self._write_text)
        self.text.textEdited.connect(lambda _text: self._read_text())

    def _begin(self) -> None:
        """Put the cursor into the first condition, which is what one came for."""
        rows = (part.field for part in self.group.parts if isinstance(part, ConditionRow))
        (next(rows, None) or self.text).setFocus()

    def tree(self) -> Tree:
        """What the dialog asks; raises QueryError for what cannot be read."""
        return read_query(self._kinds, self._kind.name, self.text.text())

    def accept(self) -> None:
        """Close, unless something cannot be read."""
        if self.problem.isHidden():
            super().accept()

    def _read_text(self) -> None:
        """Rows from text; while that cannot be read they stay, and the place is marked."""
        try:
            tree = self.tree()
        except QueryError as error:
            self._say(error.message)
            mark_fault(self.text, error.place, error.end)
            return
        self._say("")
        self.group.blockSignals(True)
        self.group.show_tree(tree)
        self.group.blockSignals(False)

    def _write_text(self) -> None:
        try:
            text = speak_query(self._kinds, self._kind.name, self.group.tree())
        except QueryError as error:
            self._say(error.message)
            return
        self.text.setText(text)
        self._say("")

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        restyle(self.text, problem=bool(sentence))
        if not sentence:
            mark_fault(self.text, 0, 0)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("cards")
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.group)
        stack.addStretch(1)
        area = ScrollArea(inside, sideways=True)
        label = make_label(_("As text"), "quiet")
        set_buddy(label, self.text)
        buttons = QDialogButtonBox()
        search = make_button(_("Find records"), "main", "conditionSearch")
        buttons.addButton(search, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = make_button(_("Cancel"), "", "conditionCancel")
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(area, 1)
        column.addWidget(label)
        column.addWidget(self.text)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.problem.hide()
        self.text.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def build_conditions(
    parent: QWidget, kinds: Kinds, kind: Kind, query: str, offer: AskMore
) -> Tree | None:
    """Let the user build a query; nothing where it is left as it was."""
    dialog = ConditionDialog(parent, kinds, kind, query, offer)
    return dialog.tree() if run_dialog(dialog) else None


def _settle_not(tree: Tree) -> tuple[Tree, bool]:
    """A tree without the `not` before it, and whether there was one; two of them say nothing."""
    negated = False
    while isinstance(tree, Not):
        tree, negated = tree.part, not negated
    return tree, negated
