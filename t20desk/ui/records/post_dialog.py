"""Who follows on a post: somebody known, or a new person; the old post ends, a new one begins."""

from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from t20desk.db.types import Date, Stored, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing import Listing, read_rows
from t20desk.posts import plan_replacement
from t20desk.ui.desk import Desk
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.page import Notice, make_bar, make_button, make_label

NEW_FIELDS = ("given_name", "family_name", "original_name", "email", "phone")


class ReplaceDialog(QDialog):
    """Asks for the person and the day, and writes one change."""

    def __init__(self, parent: QWidget, desk: Desk, post: int) -> None:
        super().__init__(parent)
        self._desk = desk
        self._post = post
        self.setWindowTitle(_("Replace representative"))
        self.setMinimumWidth(480)
        kind = desk.kinds["affiliation"]
        self.person = make_editor(kind.fields["person"], desk)
        self.position = make_editor(kind.fields["position"], desk)
        self.since = QLineEdit(Date().format(date.today().isoformat()))
        self.since.setAccessibleName(kind.fields["since"].say())
        people = desk.kinds["person"].fields
        self.entered = {name: make_editor(people[name], desk) for name in NEW_FIELDS}
        self.notice = Notice("replaceNotice")
        self.save = make_button(_("Replace"), "main", "replaceSave")
        self._lay_out()
        self._name_leaving()

    def accept(self) -> None:
        """Write the change; what is in the way is said here."""
        try:
            newcomer = self._read_newcomer()
            day = self._read("affiliation", "since", self.since.text())
            if day is None or len(str(day)) < len("2000-01-01"):
                raise UserError(_("Give the day on which the new post begins, in full."))
            given = {"position": self._read("affiliation", "position", self.position.typed())}
            change = plan_replacement(
                self._desk.db, self._post, newcomer, str(day), **_filled(given)
            )
            applied = self._desk.apply(change)
        except UserError as error:
            self.notice.say(error.message)
            return
        if applied.is_refused:
            problems = [one.message for one in applied.problems]
            self.notice.say(" ".join(problems) or _("Somebody changed this meanwhile; try again."))
            return
        super().accept()

    def _read_newcomer(self) -> int | dict[str, Stored]:
        if self.person.text().strip():
            chosen = self._read("affiliation", "person", self.person.typed())
            if isinstance(chosen, int):
                return chosen
        values = {
            name: self._read("person", name, editor.typed())
            for name, editor in self.entered.items()
        }
        filled = _filled(values)
        if not filled.keys() & {"given_name", "family_name"}:
            raise UserError(_("Choose a person, or enter the name of a new one."))
        return filled

    def _read(self, kind: str, name: str, typed: object) -> Stored:
        one = self._desk.kinds[kind].fields[name]
        parsed = one.type.parse(typed, typed_reading())
        if parsed.severity in ("error", "doubt"):
            raise UserError(f"{one.say()}: {parsed.message}", name)
        return parsed.value

    def _name_leaving(self) -> None:
        listing = Listing("affiliation", view="all", columns=("person", "position"))
        rows = read_rows(self._desk.db, listing, [self._post])
        person, position = rows.get(self._post, (None, None))
        words = _("{person} leaves the post. Who follows?")
        self.leaving.setText(words.format(person=getattr(person, "text", "–")))
        self.position.show_value(position)

    def _lay_out(self) -> None:
        self.leaving = make_label(look="heading", wrap=True)
        kind = self._desk.kinds["affiliation"]
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(_("Somebody known"), self.person)
        form.addRow(make_label(_("or a new person"), "quiet"))
        for name, editor in self.entered.items():
            form.addRow(self._desk.kinds["person"].fields[name].say(), editor)
        form.addRow(make_label("", "quiet"))
        form.addRow(kind.fields["position"].say(), self.position)
        form.addRow(kind.fields["since"].say(), self.since)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for part in (self.leaving, form, self.notice):
            column.addLayout(part) if isinstance(part, QFormLayout) else column.addWidget(part)
        cancel = make_button(_("Cancel"))
        column.addLayout(make_bar((), (cancel, self.save)))
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)


def _filled(values: dict[str, Stored]) -> dict[str, Stored]:
    return {name: value for name, value in values.items() if value is not None}
