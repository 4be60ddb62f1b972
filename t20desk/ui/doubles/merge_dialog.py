"""Two records side by side: which value of each field stays, what moves, and what is given up."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.doubles.decided import plan_no_doubles
from t20desk.doubles.rules import SCHEMES
from t20desk.errors import UserError
from t20desk.i18n import _, list_words
from t20desk.listing import read_titles
from t20desk.merging import FieldPair, Merging, Side, compare_records, may_join, plan_merge
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog, set_answer_keys
from t20desk.ui.looks.cell_texts import cell_text
from t20desk.ui.looks.shaded_item import ShadedItem
from t20desk.ui.looks.table_looks import dress_table
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label

FIELD, MINE, THEIRS = range(3)
CHOSEN = "✓ "
OTHER = "   "
WIDTHS = {FIELD: 190, MINE: 0, THEIRS: 0}
MOST_NOTES = 6
HEAD_MARGINS = 26


class SideTable(QTableWidget):
    """One line a field; Space, a click or ← → choose the side that stays, B both."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__(0, 3)
        self._changed = changed
        self.pairs: list[FieldPair] = []
        self.sides: dict[str, Side] = {}
        self._texts: list[tuple[str, str]] = []
        self._heads: dict[int, str] = {}
        dress_table(self, "mergeFields", _("Fields of both records"), WIDTHS)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectItems)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.cellClicked.connect(self._on_click)
        self.horizontalHeader().sectionResized.connect(lambda *_sizes: self._fit_heads())

    def show_pairs(
        self, pairs: list[FieldPair], texts: list[tuple[str, str]], heads: tuple[str, str]
    ) -> None:
        """Show fields with the texts of both records."""
        self.pairs, self._texts = pairs, texts
        self.sides = {pair.field.name: pair.side for pair in pairs}
        self.setHorizontalHeaderLabels([_("Field"), *heads])
        self._heads = dict(zip((MINE, THEIRS), heads, strict=True))
        self._fit_heads()
        header = self.horizontalHeader()
        header.setSectionResizeMode(FIELD, QHeaderView.ResizeMode.Interactive)
        self.setRowCount(len(pairs))
        for row in range(len(pairs)):
            self._fill(row)

    def _fit_heads(self) -> None:
        """Shorten long names in the headings; the style sheet would cut them within a letter."""
        header = self.horizontalHeader()
        font = QFont(header.font())
        font.setBold(True)
        for column, words in self._heads.items():
            room = header.sectionSize(column) - HEAD_MARGINS
            cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            if item := self.horizontalHeaderItem(column):
                item.setText(cut)
                set_tip(item, words if cut != words else "")

    def show_equal(self, shown: bool) -> None:
        """Show or hide the fields in which both agree, or that one alone has not."""
        for row, pair in enumerate(self.pairs):
            self.setRowHidden(row, not shown and not pair.differs)
        visible = [row for row in range(len(self.pairs)) if not self.isRowHidden(row)]
        if visible and self.currentRow() not in visible:
            self.setCurrentCell(visible[0], MINE)

    def choose(self, row: int, side: Side) -> None:
        """Let a value stay."""
        if not 0 <= row < len(self.pairs):
            return
        pair = self.pairs[row]
        if not pair.differs or (side == "both" and not may_join(pair.field)):
            return
        self.sides[pair.field.name] = side
        self._fill(row)
        self._changed()

    def _fill(self, row: int) -> None:
        pair = self.pairs[row]
        side = self.sides[pair.field.name]
        self._put(row, FIELD, pair.field.say(), False)
        for column, own in ((MINE, "mine"), (THEIRS, "theirs")):
            text = self._texts[row][column - MINE]
            chosen = pair.differs and side in (own, "both")
            sign = (CHOSEN if chosen else OTHER) if pair.differs else ""
            self._put(row, column, sign + (text or "∅"), chosen)

    def _put(self, row: int, column: int, text: str, chosen: bool) -> None:
        item = self.item(row, column)
        if not isinstance(item, ShadedItem):
            item = ShadedItem()
            self.setItem(row, column, item)
        item.setText(" ".join(text.split("\n")))
        set_tip(item, text.strip())
        item.meaning = "new" if chosen else ""
        spoken = _("{value}, stays").format(value=text.strip(CHOSEN)) if chosen else text.strip()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _on_click(self, row: int, column: int) -> None:
        if column in (MINE, THEIRS):
            self.choose(row, "mine" if column == MINE else "theirs")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self.currentRow(), self.currentColumn()
        if event.key() == Qt.Key.Key_Space and column in (MINE, THEIRS):
            self.choose(row, "mine" if column == MINE else "theirs")
        elif event.key() == Qt.Key.Key_B:
            self.choose(row, "both")
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            side: Side = "mine" if event.key() == Qt.Key.Key_Left else "theirs"
            self.setCurrentCell(row, MINE if side == "mine" else THEIRS)
            self.choose(row, side)
        else:
            super().keyPressEvent(event)


class MergeDialog(QDialog):
    """Merges two records, or notes that they are no doubles; the change is what it leaves."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, kind: str, keep: int, other: int
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = desk.kinds[kind]
        self._ends = (keep, other)
        self._asked = 0
        self.change: Change | None = None
        self.planned: Merging | None = None
        self.setWindowTitle(_("Merge: {kind}").format(kind=_(self._kind.plural)))
        self.resize(880, 600)
        self.table = SideTable(self._plan)
        self.moves = make_label(look="quiet", wrap=True, name="mergeMoves")
        self.notes = make_label(look="doubt", wrap=True, name="mergeNotes")
        self.problem = make_label(look="problem", wrap=True, name="mergeProblem")
        self.equal = QCheckBox(_("Show equal fields too"))
        self.flip = make_button(_("Keep the other one"), "", "mergeFlip")
        self.apart = make_button(_("No double"), "", "mergeNoDouble")
        self.merge = make_button(_("Merge"), "main", "mergeTake")
        self._lay_out()
        self._connect()
        self._read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        words = _(
            "The left record stays; ✓ marks the values it will have. All that points to the right "
            "one moves to it; names, numbers and addresses not chosen are kept beside."
        )
        head.addWidget(make_label(words, "quiet", wrap=True), 1)
        head.addWidget(self.flip)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.equal)
        for label in (self.moves, self.notes, self.problem):
            column.addWidget(label)
        self.problem.hide()
        foot = QHBoxLayout()
        cancel = make_button(_("Cancel"), "", "mergeCancel")
        cancel.clicked.connect(self.reject)
        foot.addWidget(make_label(_("← → choose · B both · Ctrl+Enter merges"), "quiet"))
        foot.addStretch(1)
        self.apart.setVisible(self._kind.name in SCHEMES)
        for button in (cancel, self.apart, self.merge):
            foot.addWidget(button)
        column.addLayout(foot)
        set_answer_keys(self.merge)
        set_tip(self.merge, "Ctrl+Enter")
        self.merge.setEnabled(False)

    def _connect(self) -> None:
        self.equal.toggled.connect(self.table.show_equal)
        self.flip.clicked.connect(self._turn)
        self.apart.clicked.connect(self._part)
        self.merge.clicked.connect(self._take)

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        try:
            pairs = compare_records(self._desk.db, self._kind.name, *self._ends)
        except UserError as error:
            self._say(error.message)
            return
        shown = [pair for pair in pairs if not pair.field.hidden and _is_filled(pair)]
        texts = _read_texts(self._desk.db, shown)
        titles = read_titles(self._desk.db, self._kind.name, list(self._ends))
        stays, goes = (titles.get(key, "") for key in self._ends)
        heads = (
            _("Stays: {title}").format(title=stays),
            _("Goes into it: {title}").format(title=goes),
        )
        self.table.show_pairs(shown, texts, heads)
        self.table.show_equal(self.equal.isChecked())
        self.table.setFocus()
        self._plan()

    def _turn(self) -> None:
        self._ends = (self._ends[1], self._ends[0])
        self._read()

    def _plan(self) -> None:
        """Plan with the sides that are chosen, on the reading lane."""
        self._asked += 1
        asked, db, kind, ends = self._asked, self._desk.db, self._kind.name, self._ends
        sides = dict(self.table.sides)
        self.merge.setEnabled(False)

        def fail(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            self._say(error.message)

        self._desk.jobs.read(
            lambda: plan_merge(db, kind, *ends, sides),
            lambda planned: self._show_plan(asked, planned),
            fail,
        )

    def _show_plan(self, asked: int, planned: Merging) -> None:
        if asked != self._asked:
            return
        self.planned = planned
        kinds = self._desk.kinds
        moved = [f"{count} × {_(kinds[name].label)}" for name, count in planned.moved.items()]
        words = _("Moves to the record that stays: {records}").format(records=list_words(moved))
        self.moves.setText(words if moved else _("Nothing else points to the record that goes."))
        notes = planned.notes[:MOST_NOTES]
        if len(planned.notes) > MOST_NOTES:
            notes.append(_("… and {number} more.").format(number=len(planned.notes) - MOST_NOTES))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.merge.setEnabled(True)

    # --- slots --------------------------------------------------------------------------------

    def _take(self) -> None:
        if self.planned is not None and self.merge.isEnabled():
            self._leave(self.planned.change)

    def _part(self) -> None:
        self._leave(plan_no_doubles(self._desk.db, self._kind.name, [self._ends]))

    def _leave(self, change: Change) -> None:
        """Write the change; what refuses it is said, and the window stays."""
        applied = self._desk.apply(change)
        if applied.is_refused:
            said = [one.message for one in applied.problems]
            self._say(said[0] if said else _("One of the records was changed; look again."))
            return
        self.change = change
        self.accept()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()


def _is_filled(pair: FieldPair) -> bool:
    return pair.mine is not None or pair.theirs is not None


def _read_texts(database: Database, pairs: list[FieldPair]) -> list[tuple[str, str]]:
    """What both records say, in words; links by the text of what they point to."""
    wanted: dict[str, set[int]] = {}
    for pair in pairs:
        if pair.field.target:
            cells = (pair.mine, pair.theirs)
            wanted.setdefault(pair.field.target, set()).update(
                cell for cell in cells if isinstance(cell, int)
            )
    titles = {kind: read_titles(database, kind, list(ids)) for kind, ids in wanted.items()}

    def say(pair: FieldPair, cell: Stored) -> str:
        if pair.field.target:
            return titles[pair.field.target].get(int(cell or 0), "")
        return cell_text(pair.field, cell)

    return [(say(pair, pair.mine), say(pair, pair.theirs)) for pair in pairs]


def merge_two(parent: QWidget, desk: Desk, kind: str, ends: tuple[int, int]) -> Change | None:
    """Let two records be merged; the change that was written, if one was."""
    dialog = MergeDialog(parent, desk, kind, *ends)
    run_dialog(dialog)
    return dialog.change
