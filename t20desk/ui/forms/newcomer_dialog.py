"""A dialog that asks who takes a post or a place: somebody known, or a new person."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from t20desk.db.change import Change
from t20desk.db.types import Stored, cut, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import _, tell_place
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import add_answers
from t20desk.ui.forms.editors import make_editor
from t20desk.ui.forms.likeness_bar import LikenessBar
from t20desk.ui.page import Notice, make_label

NAMES: Final = ("given_name", "family_name", "original_name", "email")
"""What is asked of a new person."""


class NewcomerDialog(QDialog):
    """Asks for a person and their position, and writes what is planned with them."""

    def __init__(
        self, parent: QWidget, desk: Desk, plan: Callable[[], Change], names: Sequence[str] = NAMES
    ) -> None:
        """`plan` makes the change of what was entered, once it is wanted."""
        super().__init__(parent)
        self._desk = desk
        self._plan = plan
        self.setMinimumWidth(480)
        people, posts = desk.kinds["person"].fields, desk.kinds["affiliation"].fields
        self.person = make_editor(posts["person"], desk)
        self.person.offer_new(self._begin_new)
        self.position = make_editor(posts["position"], desk)
        self.entered = {name: make_editor(people[name], desk) for name in names}
        self.question = make_label(look="heading", wrap=True)
        self.notice = Notice("newcomerNotice")
        self.likeness = LikenessBar(desk, self._read_typed, _("Choose"))
        self.likeness.watch("person")
        self.likeness.chosen.connect(self.choose)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(8)
        self.form.addRow(_("Somebody known"), self.person)
        self.form.addRow(make_label(_("or a new person"), "quiet"))
        for name, editor in self.entered.items():
            self.form.addRow(people[name].say(), editor)
            editor.edited.connect(self.likeness.note_edit)

    def accept(self) -> None:
        """Write the change; what is in the way is said here."""
        hindered = self._desk.attempt(self._plan)
        self.notice.say(hindered)
        if not hindered:
            super().accept()

    def choose(self, person: int, name: str) -> None:
        """Take somebody known."""
        self.person.show_value(person, name)
        self.likeness.note_edit()
        self.save.setFocus()

    def _read_typed(self) -> dict[str, Stored]:
        """What is typed of a new person, as far as it can be read."""
        if self.person.text().strip():
            return {}
        people = self._desk.kinds["person"].fields
        parsed = {name: people[name].type.parse(e.typed()) for name, e in self.entered.items()}
        return {name: one.value for name, one in parsed.items() if one.value is not None}

    def read_person(self) -> int | dict[str, Stored]:
        """The person chosen, or the values of a new one; raises UserError where there is none."""
        if self.person.text().strip():
            return self._read_known()
        filled: dict[str, Stored] = {}
        for name, editor in self.entered.items():
            value = self.read_value("person", name, editor.typed())
            if value is not None:
                filled[name] = value
        if not filled.keys() & {"given_name", "family_name"}:
            raise UserError(_("Choose a person, or enter the name of a new one."))
        return filled

    def _read_known(self) -> int:
        """Who is named as somebody known; whoever is not becomes a new person to look at first."""
        from t20desk.listing.named_records import find_records

        typed, name = self.person.typed(), self.person.text().strip()
        if not isinstance(typed, int) and not find_records(self._desk.db, "person", name):
            self._begin_new(name)
            words = _(
                "Nobody is called “{name}” yet; the name stands below as that of a new person. "
                "Look it over, then confirm once more."
            )
            raise UserError(words.format(name=cut(name)))
        chosen = self.read_value("affiliation", "person", typed)
        assert isinstance(chosen, int)
        return chosen

    def _begin_new(self, name: str) -> None:
        """Begin a new person with a name that nobody has yet."""
        from t20desk.importing.founding import name_record

        self.person.show_value(None)
        for part, value in name_record(self._desk.kinds["person"], name).items():
            if part in self.entered:
                self.entered[part].show_value(value)
        self.likeness.note_edit()
        self.entered["email"].setFocus()

    def read_position(self) -> dict[str, Stored]:
        """The position, where one is entered."""
        position = self.read_value("affiliation", "position", self.position.typed())
        return {} if position is None else {"position": position}

    def read_value(self, kind: str, name: str, typed: object) -> Stored:
        """What was typed into a field; raises UserError where it cannot be that."""
        one = self._desk.kinds[kind].fields[name]
        parsed = one.type.parse(typed, typed_reading())
        if parsed.severity in ("error", "doubt"):
            raise UserError(tell_place(one.say(), parsed.message), name)
        return parsed.value

    def lay_out(self, words: str, *above: QWidget) -> None:
        """Lay out question, form and buttons; `words` stand on the button that writes."""
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.question)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(self.form)
        column.addWidget(self.likeness)
        column.addWidget(self.notice)
        self.save = add_answers(self, column, words)
        self.person.setFocus()
