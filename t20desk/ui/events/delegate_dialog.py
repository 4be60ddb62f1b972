"""Whom an organisation sends: somebody who has a post there, anybody known, or a new person."""

from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from t20desk.db.types import Stored, typed_reading
from t20desk.errors import UserError
from t20desk.events.delegates import list_candidates, plan_delegate
from t20desk.i18n import _
from t20desk.listing import Listing, read_rows
from t20desk.ui.desk import Desk
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.looks.flow import FlowLayout
from t20desk.ui.page import Notice, make_bar, make_button, make_label

NEW_FIELDS = ("given_name", "family_name", "original_name", "email")
MOST_OFFERED = 8


class DelegateDialog(QDialog):
    """Names the delegate of one guest, in one change."""

    def __init__(self, parent: QWidget, desk: Desk, guest: int) -> None:
        super().__init__(parent)
        self._desk = desk
        self._guest = guest
        self.setWindowTitle(_("Name a delegate"))
        self.setMinimumWidth(480)
        people = desk.kinds["person"].fields
        self.person = make_editor(desk.kinds["participation"].fields["person"], desk)
        self.position = make_editor(desk.kinds["affiliation"].fields["position"], desk)
        self.entered = {name: make_editor(people[name], desk) for name in NEW_FIELDS}
        self.notice = Notice("delegateNotice")
        self.save = make_button(_("Name the delegate"), "main", "delegateSave")
        self._lay_out()

    def accept(self) -> None:
        """Write the change; what is in the way is said here."""
        try:
            person = self._read_person()
            applied = self._desk.apply(plan_delegate(self._desk.db, self._guest, person))
        except UserError as error:
            self.notice.say(error.message)
            return
        if applied.is_refused:
            problems = [one.message for one in applied.problems]
            self.notice.say(" ".join(problems) or _("Somebody changed this meanwhile; try again."))
            return
        super().accept()

    def choose(self, person: int, name: str) -> None:
        """Take one of those offered."""
        self.person.show_value(person, name)
        self.save.setFocus()

    def _read_person(self) -> int | dict[str, Stored]:
        if self.person.text().strip():
            chosen = self._read("participation", "person", self.person.typed())
            if isinstance(chosen, int):
                return chosen
        values = {
            name: self._read("person", name, one.typed()) for name, one in self.entered.items()
        }
        values["position"] = self._read("affiliation", "position", self.position.typed())
        return {name: value for name, value in values.items() if value is not None}

    def _read(self, kind: str, name: str, typed: object) -> Stored:
        one = self._desk.kinds[kind].fields[name]
        parsed = one.type.parse(typed, typed_reading())
        if parsed.severity in ("error", "doubt"):
            raise UserError(f"{one.say()}: {parsed.message}", name)
        return parsed.value

    def _lay_out(self) -> None:
        rows = read_rows(
            self._desk.db, Listing("participation", columns=("member",)), [self._guest]
        )
        (member,) = rows.get(self._guest, (None,))
        words = _("Whom does {organisation} send?")
        heading = words.format(organisation=getattr(member, "text", "–"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(make_label(heading, "heading", wrap=True))
        column.addLayout(self._offer())
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(_("Somebody known"), self.person)
        form.addRow(make_label(_("or a new person"), "quiet"))
        for name, editor in self.entered.items():
            form.addRow(self._desk.kinds["person"].fields[name].say(), editor)
        form.addRow(self._desk.kinds["affiliation"].fields["position"].say(), self.position)
        column.addLayout(form)
        column.addWidget(self.notice)
        cancel = make_button(_("Cancel"))
        column.addLayout(make_bar((), (cancel, self.save)))
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.person.setFocus()

    def _offer(self) -> FlowLayout:
        """Those with a post at the organisation, each a click away."""
        flow = FlowLayout(6)
        for one in list_candidates(self._desk.db, self._guest)[:MOST_OFFERED]:
            button = make_button(one.text, "chip", f"offer_{one.id}")
            button.clicked.connect(partial(self._choose, one.id, one.text))
            flow.addWidget(button)
        return flow

    def _choose(self, person: int, name: str, _on: bool = False) -> None:
        self.choose(person, name)
