"""The texts that imports know the meaning of: each is corrected or forgotten here."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.keys import fold
from t20desk.editing import plan_delete
from t20desk.i18n import _
from t20desk.importing.learning import LEARNED
from t20desk.importing.taught import Taught, list_taught, plan_meaning
from t20desk.importing.values import CLEAR, NOTHING, Meaning
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.forms.value_dialog import ValueDialog
from t20desk.ui.page import make_button, make_label


class TaughtValues(QWidget):
    """A table of texts, with verbs below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: list[Taught] = []
        self._all: list[Taught] = []
        self.search = QLineEdit()
        leave_undo(self.search, applied=desk.applied)
        self.search.setObjectName("taughtSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(_("Look for a text, a field or a meaning"))
        self.search.setAccessibleName(_("Look for a text, a field or a meaning"))
        self.table = self._make_table()
        self.empty = make_label(
            _("Nothing was taught yet: the answers you give while importing are kept here."),
            "quiet",
            wrap=True,
        )
        self.change = make_button(_("Means something else …"), "", "taughtChange")
        self.forget = make_button(_("Forget"), "", "taughtForget")
        self.change.setMenu(self._make_menu())
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """Read what is known."""
        self._desk.read(partial(list_taught, self._desk.db), self._take)

    def chosen(self) -> list[Taught]:
        """The lines that are selected."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._shown[row] for row in rows if row < len(self._shown)]

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        table.setObjectName("taughtTable")
        table.setAccessibleName(_("What texts mean"))
        table.setHorizontalHeaderLabels(
            [_("Kind"), _("Field"), _("Text"), _("Means"), _("Taught by")]
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(34)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for place, width in enumerate((150, 180, 200, 260)):
            table.setColumnWidth(place, width)
        table.horizontalHeader().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        return table

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Another value …")).triggered.connect(self.ask_value)
        for words, meaning in ((_("It says nothing"), NOTHING), (_("It empties the field"), CLEAR)):
            menu.addAction(words).triggered.connect(partial(self._mean, meaning))
        return menu

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addWidget(self.forget)
        row.addStretch(1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show)
        self.table.itemSelectionChanged.connect(self._grey_out)
        self.table.itemActivated.connect(lambda _item: self.ask_value())
        self.forget.clicked.connect(self.forget_chosen)
        for key, act in ((Qt.Key.Key_F2, self.ask_value), (Qt.Key.Key_Delete, self.forget_chosen)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    # --- verbs --------------------------------------------------------------------------------

    def ask_value(self) -> None:
        """Ask what the selected text is to mean from now on."""
        chosen = self.chosen()
        if len(chosen) != 1 or chosen[0].field is None:
            return
        dialog = ValueDialog(self, self._desk, chosen[0].field, chosen[0].text)
        if run_dialog(dialog):
            self._mean(Meaning("value", dialog.value) if dialog.value else NOTHING)

    def forget_chosen(self) -> None:
        """Forget what the selected texts mean."""
        ids = [one.id for one in self.chosen()]
        if ids:
            self._desk.apply(plan_delete(self._desk.db, LEARNED, ids))

    def _mean(self, meaning: Meaning) -> None:
        for one in self.chosen():
            change = plan_meaning(self._desk.db, one, meaning)
            if not change.is_empty:
                self._desk.apply(change)

    # --- inside -------------------------------------------------------------------------------

    def _take(self, found: list[Taught]) -> None:
        self._all = found
        self.empty.setVisible(not found)
        self._show()

    def _show(self) -> None:
        wanted = fold(self.search.text())
        self._shown = [one for one in self._all if wanted in fold(" ".join(self._say(one)))]
        self.table.setRowCount(len(self._shown))
        for row, one in enumerate(self._shown):
            for place, text in enumerate(self._say(one)):
                self.table.setItem(row, place, QTableWidgetItem(text))
        self._grey_out()

    def _say(self, one: Taught) -> list[str]:
        kind = _(self._desk.kinds[one.kind].plural)
        field = one.field.say() if one.field else _("a field that is gone")
        return [kind, field, one.text, one.words, one.origin]

    def _grey_out(self) -> None:
        number = len(self.chosen())
        self.change.setEnabled(number == 1)
        self.forget.setEnabled(number > 0)
