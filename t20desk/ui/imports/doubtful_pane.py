"""Rows that may speak of a record that is there: each beside its candidates, decided by keys."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.i18n import N_, _
from t20desk.importing.values import LEFT_OUT, NEW_RECORD, OddRow
from t20desk.listing import Listing, read_rows, read_titles
from t20desk.ui.desk import Desk
from t20desk.ui.imports.side_by_side import DECIDING, Cells, SideBySide
from t20desk.ui.looks.entries import add_entry
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import make_button, make_label

LIST_WIDTH: Final = 250
LOOKS_LIKE: Final = N_("This row would be new, but looks like a record that is there.")
SIGN: Final = "✓ "
Key = Qt.Key


class RowList(QListWidget):
    """The rows; figures, plus, Delete and Backspace decide the one that is chosen."""

    candidate_wanted = Signal(int)
    """The record of this place is the one."""
    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("doubtfulRows")
        self.setAccessibleName(_("Rows to be decided"))
        self.setFixedWidth(LIST_WIDTH)
        self.setUniformItemSizes(True)

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Key.Key_Return, Key.Key_Enter):
            self.candidate_wanted.emit(0)
        elif Key.Key_1 <= key <= Key.Key_9:
            self.candidate_wanted.emit(key - Key.Key_1)
        elif key == Key.Key_Plus:
            self.decided.emit(NEW_RECORD)
        elif key == Key.Key_Delete:
            self.decided.emit(LEFT_OUT)
        elif key == Key.Key_Backspace:
            self.decided.emit(None)
        else:
            super().keyPressEvent(event)


class DoubtfulPane(QWidget):
    """The rows at the left, the chosen one beside its candidates at the right."""

    decided = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.decisions: dict[int, int] = {}
        """What was said of rows, by their number."""
        self._desk = desk
        self._kind: Kind | None = None
        self._fields: Sequence[Field] = ()
        self._rows: Sequence[OddRow] = ()
        self._titles: dict[int, str] = {}
        self._asked = 0
        self.rows = RowList()
        self.setFocusProxy(self.rows)
        self.reason = make_label(look="quiet", wrap=True, name="doubtfulReason")
        self.cells = SideBySide()
        self.new = make_button(_("+  Is new"), "chip", "doubtfulNew")
        self.out = make_button(_("Del  Leave out"), "chip", "doubtfulOut")
        self.open = make_button(_("Backspace  Undecided"), "chip", "doubtfulOpen")
        self._lay_out()
        self._connect()

    def show_rows(self, kind: Kind, fields: Sequence[Field], rows: Sequence[OddRow]) -> None:
        """Show rows; the one that was chosen stays so where it is still there."""
        at = max(self.rows.currentRow(), 0)
        known = self._rows[at].number if at < len(self._rows) else 0
        self._kind, self._fields, self._rows = kind, fields, rows
        self.rows.clear()
        for row in rows:
            add_entry(self.rows, "", row.number)
            self._say_row(self.rows.count() - 1, row)
        numbers = [row.number for row in rows]
        if rows:
            self.rows.setCurrentRow(numbers.index(known) if known in numbers else 0)

    def row(self) -> OddRow | None:
        """The row that is chosen."""
        at = self.rows.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def decide(self, decision: int | None) -> None:
        """Say what the chosen row is; then the next undecided one is chosen."""
        row = self.row()
        if row is None:
            return
        if decision is None:
            self.decisions.pop(row.number, None)
        else:
            self.decisions[row.number] = decision
        self._say_row(self.rows.currentRow(), row)
        self._show_decision()
        self.decided.emit()
        if decision is not None:
            self._go_on()

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(self.rows)
        column = QVBoxLayout()
        column.addWidget(self.reason)
        column.addWidget(self.cells, 1)
        foot = QHBoxLayout()
        for button in (self.new, self.out, self.open):
            button.setCheckable(button is not self.open)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        line.addLayout(column, 1)

    def _connect(self) -> None:
        self.rows.currentRowChanged.connect(lambda _at: self._show())
        self.rows.candidate_wanted.connect(self._pick)
        self.rows.decided.connect(self.decide)
        self.cells.picked.connect(self.decide)
        self.new.clicked.connect(lambda: self.decide(NEW_RECORD))
        self.out.clicked.connect(lambda: self.decide(LEFT_OUT))
        self.open.clicked.connect(lambda: self.decide(None))

    # --- inside -------------------------------------------------------------------------------

    def _pick(self, place: int) -> None:
        row = self.row()
        if row is not None and place < len(row.candidates):
            self.decide(row.candidates[place].id)

    def _go_on(self) -> None:
        at, number = self.rows.currentRow(), len(self._rows)
        after = [*range(at + 1, number), *range(at)]
        left = (place for place in after if self._rows[place].number not in self.decisions)
        self.rows.setCurrentRow(next(left, at))
        self.rows.setFocus()

    def _say_row(self, at: int, row: OddRow) -> None:
        item = self.rows.item(at)
        name = " ".join(filter(None, row.cells[:2])) or next(filter(None, row.cells), "")
        decision = self.decisions.get(row.number)
        said = _("{row}: {name}").format(row=row.number, name=name)
        item.setText(said if decision is None else f"{SIGN}{said} – {self._say_decision(decision)}")
        set_tip(item, item.text())

    def _say_decision(self, decision: int) -> str:
        if decision == NEW_RECORD:
            return _("is new")
        return _("left out") if decision == LEFT_OUT else _("this one")

    def _show(self) -> None:
        """Read the candidates of the chosen row and show them beside it."""
        row, kind = self.row(), self._kind
        if row is None or kind is None:
            return
        self._asked += 1
        asked, db = self._asked, self._desk.db
        names = tuple(one.name for one in self._fields)
        self.reason.setText(" ".join(row.reasons) or _(LOOKS_LIKE))
        ids = [one.id for one in row.candidates]
        self._desk.read(
            lambda: _read(db, kind.name, names, ids), lambda found: self._take(asked, row, *found)
        )

    def _take(self, asked: int, row: OddRow, cells: Cells, titles: Mapping[int, str]) -> None:
        if asked == self._asked:
            self.cells.show_row(row, self._fields, cells, titles)
            self._show_decision()

    def _show_decision(self) -> None:
        row = self.row()
        decision = self.decisions.get(row.number) if row else None
        self.cells.show_decision(decision)
        self.new.setChecked(decision == NEW_RECORD)
        self.out.setChecked(decision == LEFT_OUT)
        self.open.setEnabled(decision is not None)

    # --- Qt's own names -----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in DECIDING and not self.rows.hasFocus():
            self.rows.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _read(
    database: Database, kind: str, names: tuple[str, ...], ids: Sequence[int]
) -> tuple[Cells, Mapping[int, str]]:
    """What records hold in some fields, and what they are called."""
    listing = Listing(kind, view="all", columns=names)
    return read_rows(database, listing, ids), read_titles(database, kind, ids)
