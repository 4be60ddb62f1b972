"""Who follows on a post: somebody known, or a new person; the old post ends, a new one begins."""

from datetime import date
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from t20desk.db.change import Change
from t20desk.db.types import Date
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing import Listing, read_rows
from t20desk.posts import plan_replacement
from t20desk.ui.desk import Desk
from t20desk.ui.forms.newcomer_dialog import NAMES, NewcomerDialog
from t20desk.ui.page import make_label

WHOLE_DAY: Final = len("2000-01-01")


class ReplaceDialog(NewcomerDialog):
    """Asks for the person and the day, and writes one change."""

    def __init__(self, parent: QWidget, desk: Desk, post: int) -> None:
        super().__init__(parent, desk, self._plan_replacement, (*NAMES, "phone"))
        self._post = post
        self.setWindowTitle(_("Replace representative"))
        fields = desk.kinds["affiliation"].fields
        self.since = QLineEdit(Date().format(date.today().isoformat()))
        self.since.setAccessibleName(fields["since"].say())
        self.form.addRow(make_label("", "quiet"))
        self.form.addRow(fields["position"].say(), self.position)
        self.form.addRow(fields["since"].say(), self.since)
        self.lay_out(_("Replace"))
        self._name_leaving()

    def _plan_replacement(self) -> Change:
        newcomer = self.read_person()
        day = self.read_value("affiliation", "since", self.since.text())
        if day is None or len(str(day)) < WHOLE_DAY:
            raise UserError(_("Give the day on which the new post begins, in full."))
        given = self.read_position()
        return plan_replacement(self._desk.db, self._post, newcomer, str(day), **given)

    def _name_leaving(self) -> None:
        listing = Listing("affiliation", view="all", columns=("person", "position"))
        rows = read_rows(self._desk.db, listing, [self._post])
        person, position = rows.get(self._post, (None, None))
        words = _("{person} leaves the post. Who follows?")
        self.question.setText(words.format(person=getattr(person, "text", "–")))
        self.position.show_value(position)
