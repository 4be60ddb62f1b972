"""A backup beside the database: each difference, red and green, and what is to be taken back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from t20desk import i18n
from t20desk.backing_up import open_backup, plan_return
from t20desk.db.change import Applied, Batch, Change, Label
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import _, language, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.page import Page, make_button, make_column, make_label
from t20desk.ui.places import Place
from t20desk.ui.previews.planned_change import adopt_batches, keep_batches
from t20desk.ui.previews.preview_panel import PreviewPanel
from t20desk.ui.previews.refusals import describe_refusal

Planned = tuple[str, dict[str, Any], Sequence[Batch]]


class ComparePage(Page):
    """The preview of the way back to a backup, with nothing ticked at first."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__()
        self._desk = desk
        self._path = Path(place.search)
        self._asked = 0
        self.heading = make_label(look="title")
        self.notice = make_label(look="quiet", wrap=True, name="compareNotice")
        self.panel = PreviewPanel(desk, say_return)
        self.back = make_button(_("All backups"), "flat", "allBackups")
        self._lay_out()
        self.back.clicked.connect(lambda: self.place_requested.emit(Place("backups")))
        self.panel.rejected.connect(lambda: self.place_requested.emit(Place("backups")))
        self.panel.accepted.connect(self._apply)

    def show_place(self, place: Place) -> None:
        self._path = Path(place.search)
        self.heading.setText(_("Today beside the backup {name}").format(name=self._path.stem))
        self.refresh_page()

    def place_shown(self) -> Place:
        return Place("compare", search=str(self._path))

    def refresh_page(self) -> None:
        """Compare again."""
        self._asked += 1
        asked = self._asked
        self._say(_("Each record is compared …"))
        self.panel.hide()
        wanted = (self._desk.address, self._path, language())
        self._desk.jobs.compute(
            plan_in_child,
            wanted,
            lambda found: self._take(asked, found),
            self._fail,
            _("Comparing with the backup"),
        )

    def refresh(self, kinds: frozenset[str]) -> None:
        if self.isVisible() and kinds:
            self.refresh_page()

    def title(self) -> str:
        return _("Compare with a backup")

    def help_text(self) -> str:
        return _(
            "Each row is a record that is not as it was in the backup; it shows what would be "
            "taken back. Tick the records or cells that you want as they were, and take them back "
            "as one change; it can be undone."
        )

    def _lay_out(self) -> None:
        column = make_column(self)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.panel, 1)
        column.addStretch(0)

    def _take(self, asked: int, planned: Planned) -> None:
        message, arguments, batches = planned
        adopt_batches(batches)
        change = Change(Label(message, arguments), batches)
        if asked != self._asked:
            return
        counts = change.counts()
        if change.is_empty:
            self._say(_("Nothing is different: the database is as it was in this backup."))
            return
        self._say(
            _(
                "Since this backup: {new} new, {changed} changed, {removed} removed. Tick what is "
                "to be as it was; nothing is ticked at first."
            ).format(new=counts.removed, changed=counts.changed, removed=counts.new)
        )
        self.panel.show()
        self.panel.show_change(change, _("What taking back would do"))
        if self.panel.model.choice is None:
            self.panel.lock()
            self._say(
                _("More is different than can be ticked; restore the backup as a whole instead.")
            )
            return
        self.panel.leave_all()

    def _apply(self) -> None:
        change = self.panel.pick_change()
        self._desk.apply_large(change, _("Taking back"), self._on_applied, self._fail)

    def _on_applied(self, applied: Applied) -> None:
        if applied.is_refused:
            sentences = describe_refusal(self._desk.kinds, applied)
            self.panel.show_sentences(sentences)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._say(error.message)

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)


def say_return(number: int) -> str:
    """The words of the button that takes records back from a backup."""
    words = ngettext("Take back {number} record", "Take back {number} records", number)
    return words.format(number=number)


def plan_in_child(address: str, backup: Path, language: str, _report: object) -> Planned:
    """Plan the way back to a backup; called in the child, the answer is plain values."""
    i18n.use(language)
    database = Database.open(address, read_only=True)
    try:
        earlier = open_backup(backup)
        try:
            change = plan_return(earlier, database, backup.stem)
        finally:
            earlier.close()
    finally:
        database.close()
    return change.label.message, dict(change.label.arguments), keep_batches(change.batches)
