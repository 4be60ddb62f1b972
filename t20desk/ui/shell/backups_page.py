"""The backups there are: when and why each was made, whether it is whole, and the ways back."""

from t20desk.backing_up import Backup, back_up, list_backups
from t20desk.db.contents import size_text
from t20desk.db.types import DateTime
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_before, show_problem
from t20desk.ui.looks.empty_page import EmptyPage
from t20desk.ui.looks.table_looks import fill_line, make_text_table
from t20desk.ui.looks.tips import set_tip
from t20desk.ui.page import Page, make_bar, make_button, make_column, make_label
from t20desk.ui.places import Place

REASONS = {
    "": N_("by hand"),
    "closing": N_("on closing"),
    "import": N_("before an import"),
    "repair": N_("before a repair"),
    "restore": N_("before a restore"),
}
STATES = {
    "whole": N_("whole"),
    "damaged": N_("damaged"),
    "unknown": N_("not checked"),
}
WIDTHS = {0: 180, 1: 170, 2: 130, 3: 110, 4: 110, 5: 0}


class BackupsPage(Page):
    """A line for each backup."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._backups: list[Backup] = []
        heads = [_("Made"), _("Reason"), _("State"), _("Records"), _("Size"), _("File")]
        self.table = make_text_table(heads, "backupTable", _("Backups"), WIDTHS)
        self.empty = EmptyPage(_("There is no backup yet."))
        self.empty.explain(
            _("One is made when you close after a change, before an import, and whenever you say.")
        )
        self.notice = make_label(look="quiet", wrap=True, name="backupNotice")
        self.make = make_button(_("Make a backup now"), "", "makeBackup")
        self.compare = make_button(_("Compare with today …"), "", "compareBackup")
        self.restore = make_button(_("Restore …"), "", "restoreBackup")
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._on_choice)
        self.table.cellDoubleClicked.connect(lambda _row, _column: self._compare())
        self.make.clicked.connect(self._make)
        self.compare.clicked.connect(self._compare)
        self.restore.clicked.connect(self._restore)

    def show_place(self, place: Place) -> None:
        self.refresh_page()

    def refresh_page(self) -> None:
        self._say(_("The backups are being checked …"))
        self._desk.jobs.read_whole(lambda: list_backups(self._desk.db), self._fill, self._fail)

    def title(self) -> str:
        return _("Backups")

    def help_text(self) -> str:
        return _(
            "Backups are whole copies of the database, checked when they are made. Compare one "
            "with today to see each difference and take single records or cells back, or restore "
            "it as a whole; the present file is kept beside it."
        )

    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        row = self.table.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    # --- building -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = make_column(self)
        title = make_label(_("Backups"), "title")
        column.addLayout(make_bar([title], [self.make]))
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
        column.addLayout(make_bar([], [self.compare, self.restore]))
        self._on_choice()

    # --- slots --------------------------------------------------------------------------------

    def _fill(self, backups: list[Backup]) -> None:
        self._backups = backups
        self.table.setRowCount(len(backups))
        known = set(self._desk.kinds)
        for row, one in enumerate(backups):
            records = sum(count for name, count in one.counts.items() if name in known)
            made = DateTime().format(one.made.astimezone().strftime("%Y-%m-%dT%H:%M"))
            reason = _(REASONS[one.reason]) if one.reason in REASONS else one.reason
            texts = (made, reason, _(STATES[one.state]), str(records), size_text(one.size))
            set_tip(fill_line(self.table, row, (*texts, one.path.name))[-1], str(one.path))
        if backups:
            self.table.selectRow(0)
            self._say(_("The newest whole one comes first. They lie in {folder}.").format(
                folder=backups[0].path.parent))  # fmt: skip
        else:
            self._say("")
        self.table.setVisible(bool(backups))
        self.empty.setVisible(not backups)
        self._on_choice()

    def _on_choice(self) -> None:
        one = self.chosen()
        usable = one is not None and one.state != "damaged"
        self.compare.setEnabled(usable)
        self.restore.setEnabled(usable)

    def _make(self) -> None:
        self.make.setEnabled(False)
        self._desk.jobs.write(
            lambda: back_up(self._desk.db), self._on_made, self._fail, _("Making a backup")
        )

    def _on_made(self, backup: Backup) -> None:
        self.make.setEnabled(True)
        self._desk.tell(_("The backup {name} is made and checked.").format(name=backup.path.name))
        self.refresh_page()

    def _compare(self) -> None:
        one = self.chosen()
        if one is not None and self.compare.isEnabled():
            self.place_requested.emit(Place("compare", search=str(one.path)))

    def _restore(self) -> None:
        one = self.chosen()
        if one is None:
            return
        question = _(
            "The database becomes what it was in the backup {name}. What was changed since is no "
            "longer in it; the present file is kept beside it under another name."
        ).format(name=one.path.name)
        if ask_before(self, question, _("Restore")):
            self._desk.restore_wanted.emit(one.path)

    def _fail(self, error: Exception) -> None:
        self.make.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._say("")
        show_problem(self, error.message)

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
