"""Whom an organisation sends: somebody who has a post there, anybody known, or a new person."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from t20desk.db.change import Change
from t20desk.events.delegates import list_candidates, plan_delegate
from t20desk.i18n import _
from t20desk.listing import Listing, read_rows
from t20desk.ui.desk import Desk
from t20desk.ui.forms.newcomer_dialog import NewcomerDialog
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import make_button

MOST_OFFERED: Final = 8


class DelegateDialog(NewcomerDialog):
    """Names the delegate of one guest, in one change."""

    def __init__(self, parent: QWidget, desk: Desk, guest: int) -> None:
        super().__init__(parent, desk, self._plan_delegate)
        self._guest = guest
        self.setWindowTitle(_("Name a delegate"))
        listing = Listing("participation", columns=("member",))
        (member,) = read_rows(desk.db, listing, [guest]).get(guest, (None,))
        words = _("Whom does {organisation} send?")
        self.question.setText(words.format(organisation=getattr(member, "text", "–")))
        self.form.addRow(desk.kinds["affiliation"].fields["position"].say(), self.position)
        self.lay_out(_("Name the delegate"), self._offer())

    def _plan_delegate(self) -> Change:
        person = self.read_person()
        if isinstance(person, dict):
            person |= self.read_position()
        return plan_delegate(self._desk.db, self._guest, person)

    def _offer(self) -> QWidget:
        """Those with a post at the organisation, each a click away."""
        offered = QWidget()
        flow = FlowLayout(6)
        offered.setLayout(flow)
        for one in list_candidates(self._desk.db, self._guest)[:MOST_OFFERED]:
            button = make_button(one.text, "chip", f"offer_{one.id}")
            button.clicked.connect(partial(self._choose, one.id, one.text))
            flow.addWidget(button)
        return offered

    def _choose(self, person: int, name: str, _on: bool = False) -> None:
        self.choose(person, name)
