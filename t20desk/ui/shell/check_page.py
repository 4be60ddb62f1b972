"""Whether the database is whole: a plain report, and the repair of what follows from the rest."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from t20desk.checking import Report, check_in_child, say_holdings
from t20desk.errors import UserError
from t20desk.i18n import _, language, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.page import Page, make_button, make_column, make_label, restyle
from t20desk.ui.places import Place


class CheckPage(Page):
    """Checks when it is opened; nothing is changed unless one asks for a repair."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._is_running = False
        self.verdict = make_label(look="heading", wrap=True, name="checkVerdict")
        self.note = make_label(look="quiet", wrap=True, name="checkNote")
        self.findings = QListWidget()
        self.again = make_button(_("Check again"), "", "checkAgain")
        self.repair = make_button(_("Repair"), "main", "checkRepair")
        self.backups = make_button(_("Backups …"), "", "checkBackups")
        self._lay_out()
        self.again.clicked.connect(lambda: self._run(False))
        self.repair.clicked.connect(lambda: self._run(True))
        self.backups.clicked.connect(lambda: self.place_requested.emit(Place("backups")))

    def show_place(self, place: Place) -> None:
        self.refresh_page()

    def refresh_page(self) -> None:
        """Check again."""
        self._run(False)

    def title(self) -> str:
        return _("Check of the database")

    def help_text(self) -> str:
        return _(
            "Every record, link, number, index and change of the history is looked at; nothing is "
            "changed. What follows from the rest can be repaired, after a backup; for all else "
            "there are the backups."
        )

    def _lay_out(self) -> None:
        column = make_column(self)
        column.addWidget(make_label(_("Check of the database"), "title"))
        column.addWidget(self.verdict)
        column.addWidget(self.note)
        self.findings.setObjectName("checkFindings")
        self.findings.setAccessibleName(_("What was found"))
        self.findings.setWordWrap(True)
        column.addWidget(self.findings, 1)
        column.addStretch(0)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.backups, self.again, self.repair):
            foot.addWidget(button)
        column.addLayout(foot)
        self.findings.hide()
        self.repair.hide()

    def _run(self, repairing: bool) -> None:
        if self._is_running:
            return
        self._set_running(True)
        self.note.setText("")
        self.verdict.setText(_("The database is being checked …"))
        words = _("Repairing the database") if repairing else _("Checking the database")
        asked = (self._desk.address, self._desk.db.user, repairing, language())
        self._desk.jobs.compute(
            check_in_child, asked, lambda report: self._take(report, repairing), self._fail, words
        )

    def _take(self, report: Report, repaired: bool) -> None:
        self._set_running(False)
        left = [one for one in report.findings if not one.repaired]
        restyle(self.verdict, look="good" if not left else "problem")
        self.verdict.setText(_say_verdict(len(report.findings), len(left), repaired))
        self.findings.clear()
        for one in report.findings:
            sign = "✓" if one.repaired else "⚠"
            item = QListWidgetItem(f"{sign}  {one.message}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft)
            self.findings.addItem(item)
        self.findings.setVisible(bool(report.findings))
        self.repair.setVisible(any(one.repairable for one in left) and not repaired)
        notes = [say_holdings(report.holdings)]
        if report.backup is not None:
            words = _("Before the repair the backup {name} was made.")
            notes.insert(0, words.format(name=report.backup.name))
        elif left and self.repair.isHidden():
            words = _("Restore a backup, or compare one and take back what is missing.")
            notes.insert(0, words)
        self.note.setText("\n".join(filter(None, notes)))

    def _fail(self, error: Exception) -> None:
        self._set_running(False)
        if not isinstance(error, UserError):
            raise error
        restyle(self.verdict, look="problem")
        self.verdict.setText(error.message)

    def _set_running(self, running: bool) -> None:
        self._is_running = running
        self.again.setEnabled(not running)
        self.repair.setEnabled(not running)


def _say_verdict(found: int, left: int, repaired: bool) -> str:
    if not found:
        return _("The database is whole: nothing was found.")
    if not left:
        return _("Everything that was found is repaired; the database is whole.")
    words = ngettext(
        "{number} thing is not as it should be.", "{number} things are not as they should be.", left
    )
    if repaired:
        words = ngettext(
            "{number} thing could not be repaired.", "{number} things could not be repaired.", left
        )
    return words.format(number=left)
