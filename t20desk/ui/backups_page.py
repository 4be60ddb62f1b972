"""The backups there are: when and why each was made, whether it is whole, and the ways back."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout

from t20desk.backing_up import Backup, back_up, list_backups
from t20desk.db.types import DateTime
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import ask_before, show_problem
from t20desk.ui.page import Page, make_button, make_label
from t20desk.ui.paged_table import ROW_PIXELS
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


class BackupsPage(Page):
    """A line for each backup."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._backups: list[Backup] = []
        self.table = QTableWidget(0, 6)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(make_label(_("Backups"), "title"))
        head.addStretch(1)
        head.addWidget(self.make)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.compare)
        foot.addWidget(self.restore)
        column.addLayout(foot)
        self._dress_table()
        self._on_choice()

    def _dress_table(self) -> None:
        table = self.table
        table.setObjectName("backupTable")
        table.setAccessibleName(_("Backups"))
        heads = [_("Made"), _("Reason"), _("State"), _("Records"), _("Size"), _("File")]
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_PIXELS)
        table.setShowGrid(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        for at, width in ((0, 180), (1, 170), (2, 130), (3, 110), (4, 110)):
            table.setColumnWidth(at, width)
        table.horizontalHeader().setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)

    # --- slots --------------------------------------------------------------------------------

    def _fill(self, backups: list[Backup]) -> None:
        self._backups = backups
        self.table.setRowCount(len(backups))
        known = set(self._desk.kinds)
        for row, one in enumerate(backups):
            records = sum(count for name, count in one.counts.items() if name in known)
            made = DateTime().format(one.made.astimezone().strftime("%Y-%m-%dT%H:%M"))
            reason = _(REASONS[one.reason]) if one.reason in REASONS else one.reason
            texts = (made, reason, _(STATES[one.state]), str(records), say_size(one.size))
            for column, text in enumerate((*texts, one.path.name)):
                item = QTableWidgetItem(text)
                item.setToolTip(str(one.path) if column == 5 else text)
                self.table.setItem(row, column, item)
        if backups:
            self.table.selectRow(0)
            self._say(_("The newest whole one comes first. They lie in {folder}.").format(
                folder=backups[0].path.parent))  # fmt: skip
        else:
            self._say(_("There is no backup yet; one is made when you close after a change."))
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


def say_size(size: int) -> str:
    """The size of a file for people."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
