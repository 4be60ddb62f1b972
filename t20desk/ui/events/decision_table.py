"""The decisions of a meeting; a press of a button makes follow-ups of them."""

from functools import partial

from PySide6.QtWidgets import QMenu

from t20desk.db.change import Change
from t20desk.errors import UserError
from t20desk.events.decisions import list_open, plan_follow_ups
from t20desk.i18n import _, ngettext
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog, show_problem
from t20desk.ui.page import make_button
from t20desk.ui.previews.preview import preview_and_apply
from t20desk.ui.records.related import Related
from t20desk.ui.records.related_table import RelatedTable


class DecisionTable(RelatedTable):
    """Decisions in their order, each with its follow-up where there is one."""

    def __init__(self, desk: Desk, described: Related) -> None:
        super().__init__(desk, described)
        self.follow = make_button(_("Make follow-ups"), "flat", "followDecisions")
        self.head.insertWidget(1, self.follow)
        self.follow.clicked.connect(self.follow_all)

    def follow_all(self) -> None:
        """Make a follow-up of each decision that has none yet."""
        owner, db = self._owner, self._desk.db
        if owner is not None:
            self._desk.read(
                lambda: plan_follow_ups(db, list_open(db, owner)), partial(self._preview, owner)
            )

    def follow_one(self, decision: int) -> None:
        """Make a follow-up of one decision."""
        owner, db = self._owner, self._desk.db
        if owner is not None:
            self._desk.read(lambda: plan_follow_ups(db, [decision]), partial(self._preview, owner))

    def add_record(self) -> None:
        """Open the form of a new decision, with the next number."""
        from t20desk.ui.records.record_dialog import RecordDialog

        values = {"event": self.linked(), "position": len(self.table.records.ids) + 1}
        if self._owner is not None:
            run_dialog(RecordDialog(self.window(), self._desk, self.kind, None, values))

    def _preview(self, owner: int, change: Change) -> None:
        if owner != self._owner:
            return
        if change.is_empty:
            self._desk.tell(_("Every decision here has its follow-up."))
            return
        try:
            preview_and_apply(self.window(), self._desk, change, words=_say_following)
        except UserError as error:
            show_problem(self, error.message)

    def _on_ids(self) -> None:
        super()._on_ids()
        self.follow.setVisible(bool(len(self.table.records.ids)))
        owner, db = self._owner, self._desk.db
        if owner is not None:
            self._desk.read(lambda: bool(list_open(db, owner)), partial(self._grey_out, owner))

    def _grey_out(self, owner: int, is_open: bool) -> None:
        if owner == self._owner:
            self.follow.setEnabled(is_open)

    def _add_verbs(self, menu: QMenu, record_id: int) -> None:
        menu.addSeparator()
        menu.addAction(_("Make a follow-up"), partial(self.follow_one, record_id))


def _say_following(number: int) -> str:
    words = ngettext("Write {number} record", "Write {number} records", number)
    return words.format(number=number)
