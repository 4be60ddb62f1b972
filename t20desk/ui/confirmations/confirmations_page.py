"""The board of the yearly confirmation: what was sent, is back, clashes, is due; and the verbs."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget

from t20desk.confirming import STATES, Board, BoardRow, plan_reminder, read_board
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext
from t20desk.ui.confirmations.round_table import RoundTable
from t20desk.ui.confirmations.send_dialog import send_round, write_round
from t20desk.ui.confirmations.sending_child import Errand
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import choose_files, choose_folder, run_dialog
from t20desk.ui.imports.import_words import FILES
from t20desk.ui.lists.mail_addresses import MailAddresses
from t20desk.ui.looks.chip_row import ChipRow
from t20desk.ui.looks.dropping import DropTarget, file_paths
from t20desk.ui.looks.empty_page import EmptyPage
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import Notice, Page, make_button, make_column, make_label
from t20desk.ui.places import Place, record_place
from t20desk.ui.previews.refusals import describe_refusal


class ConfirmationsPage(Page):
    """One round at a time, sifted by where the replies stand."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._round, self._state = "", "all"
        self._known: list[str] = []
        self.rounds = QComboBox()
        self.chips = ChipRow([(name, _(label)) for name, (label, _search) in STATES.items()])
        self.table = RoundTable(desk.kinds)
        self.count = make_label(look="quiet", name="roundCount")
        self.notice = Notice("roundNotice")
        self.empty = EmptyPage(_("No confirmation is shown."))
        self.body = QStackedWidget()
        self.send = make_button(_("Ask to confirm …"), "main", "roundSend")
        self.remind = make_button(_("Remind …"), "", "roundRemind")
        self.take = make_button(_("Take replies …"), "", "roundTake")
        self.again = make_button(_("Write workbooks again …"), "", "roundAgain")
        self.open = make_button(_("Open"), "", "roundOpen")
        self._lay_out()
        self._connect()
        self._on_selection()

    # --- the page -----------------------------------------------------------------------------

    def show_place(self, place: Place) -> None:
        if place.view in STATES:
            self._state = str(place.view)
        self.chips.choose(self._state)
        self._read()
        self.table.setFocus()

    def place_shown(self) -> Place:
        return Place("confirmations", view=self._state)

    def refresh(self, kinds: frozenset[str]) -> None:
        if not kinds or kinds & {"confirmation", "member"}:
            self._read()

    def title(self) -> str:
        return _("Confirmations")

    def help_text(self) -> str:
        return _(
            "Once a year each organisation gets a workbook with its own data to correct and to "
            "sign. Here you see whose reply is back, overdue or to be clarified. Drop replies on "
            "this page: each waits in the in-tray, and is merged after a preview."
        )

    # --- verbs --------------------------------------------------------------------------------

    def open_record(self) -> None:
        """Open the organisation that the cursor is on."""
        row = self.table.current()
        if row is not None:
            self.place_requested.emit(record_place("member", row.member))

    def remind_members(self) -> None:
        """Take the addresses of those who did not answer; then the reminder is noted."""
        rows = self._unanswered()
        kind = self._desk.kinds["member"]
        if run_dialog(MailAddresses(self, self._desk, kind, [row.member for row in rows])):
            self._note_reminder(rows)

    def take_replies(self) -> None:
        """Let replies wait in the in-tray."""
        words = _("Workbooks")
        self._hand_over(choose_files(self, _("Take replies"), f"{words} ({FILES})"))

    def write_again(self) -> None:
        """Write the workbooks of those who did not answer anew, as their data are now."""
        rows = self._unanswered()
        folder = choose_folder(self, _("Folder for the workbooks"))
        if folder:
            write_round(self, self._desk, Errand([row.id for row in rows], folder))

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.rounds.setAccessibleName(_("Round"))
        self.rounds.setMinimumWidth(90)
        self.rounds.setMaximumWidth(240)
        self.rounds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        head.addWidget(make_label(_("Confirmations"), "title"))
        head.addWidget(self.rounds)
        head.addWidget(self.count, 1)
        head.addWidget(self.send)
        column.addLayout(head)
        line = FlowLayout()
        line.addWidget(self.chips)
        column.addLayout(line)
        column.addWidget(self.notice)
        self.body.addWidget(self.table)
        self.body.addWidget(self.empty)
        column.addWidget(self.body, 1)
        foot = FlowLayout()
        for button in (self.remind, self.take, self.again, self.open):
            foot.addWidget(button)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._choose)
        self.rounds.activated.connect(lambda _at: self._choose_round())
        self.send.clicked.connect(lambda: send_round(self, self._desk))
        self.remind.clicked.connect(self.remind_members)
        self.take.clicked.connect(self.take_replies)
        self.again.clicked.connect(self.write_again)
        self.open.clicked.connect(self.open_record)
        self.table.itemSelectionChanged.connect(self._on_selection)
        self.table.itemDoubleClicked.connect(lambda _item: self.open_record())
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Return), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.open_record)
        DropTarget(self, self._on_drop, lambda mime: bool(file_paths(mime)))

    # --- reading ------------------------------------------------------------------------------

    def _choose(self, state: str) -> None:
        self._state = state
        self._read()

    def _choose_round(self) -> None:
        self._round = self.rounds.currentText()
        self._read()

    def _read(self) -> None:
        if self._desk.is_open:
            wanted = (self._round, self._state)
            self._desk.jobs.read_whole(lambda: read_board(self._desk.db, *wanted), self._fill)

    def _fill(self, board: Board) -> None:
        fresh = [name for name in board.rounds if name not in self._known] if self._known else []
        self._known = board.rounds
        if fresh and board.round not in fresh:
            # A round that was just sent is what one comes to see.
            self._round = fresh[0]
            self._read()
            return
        self._round = board.round
        self.rounds.clear()
        self.rounds.addItems(board.rounds)
        self.rounds.setCurrentText(board.round)
        self.rounds.setVisible(bool(board.rounds))
        for name, (label, _search) in STATES.items():
            number = board.counts.get(name, 0)
            self.chips.show_count(name, f"{_(label)} {number}")
        self.table.show_rows(board.rows)
        self.count.setText(_say_progress(board))
        self.empty.explain(_say_empty(board))
        self.body.setCurrentIndex(0 if board.rows else 1)
        self._on_selection()

    # --- inside -------------------------------------------------------------------------------

    def _unanswered(self) -> list[BoardRow]:
        """Those selected, else all shown, as far as they have not answered."""
        rows = self.table.chosen() or self.table.listed()
        return [row for row in rows if row.cells[2] == "sent"]

    def _note_reminder(self, rows: list[BoardRow]) -> None:
        self.notice.say("")
        try:
            change = plan_reminder(self._desk.db, [row.id for row in rows])
            applied = self._desk.apply(change)
        except UserError as error:
            self.notice.say(error.message)
            return
        told = describe_refusal(self._desk.kinds, applied)
        self.notice.say(" ".join(told[:3]))

    def _hand_over(self, paths: list[Path]) -> None:
        if paths:
            self._desk.tray.add(paths)
            self.place_requested.emit(Place("in_tray"))

    def _on_drop(self, mime: QMimeData) -> None:
        self._hand_over(file_paths(mime))

    def _on_selection(self) -> None:
        owed = bool(self._unanswered())
        self.remind.setEnabled(owed)
        self.again.setEnabled(owed)
        self.open.setEnabled(self.table.current() is not None)
        self.state_changed.emit()


def _say_progress(board: Board) -> str:
    asked, back = board.counts.get("all", 0), board.counts.get("back", 0)
    words = ngettext(
        "{back} of {number} reply is back", "{back} of {number} replies are back", asked
    )
    return words.format(back=back, number=asked) if asked else ""


def _say_empty(board: Board) -> str:
    if board.rounds:
        return _("Nobody of this round is in this state.")
    return _(
        "Ask your members to confirm their data: each gets a workbook, and what comes back is "
        "merged after a preview."
    )
