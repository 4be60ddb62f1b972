"""A row of a form: a field's label, its editor, and the line for problems and conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from t20desk.db.change import Conflict
from t20desk.db.fields import Field
from t20desk.db.types import LongText, Parsed, Stored, typed_reading
from t20desk.i18n import _
from t20desk.listing import Inherited
from t20desk.members import can_write
from t20desk.ui.desk import Desk
from t20desk.ui.forms.conflict_answers import ConflictAnswers
from t20desk.ui.forms.field_label import FieldLabel
from t20desk.ui.forms.link_editor import LinkEditor
from t20desk.ui.forms.row_editor import make_row_editor
from t20desk.ui.forms.row_sentence import RowSentence
from t20desk.ui.forms.typed_values import say_stored, understand
from t20desk.ui.looks.cell_texts import cell_text, stored_of
from t20desk.ui.page import make_button


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it stood when the form was filled: stored, in words, and what is inherited."""

    value: Stored = None
    text: str = ""
    inherited: str = ""
    taken: Stored = None
    """The value that is inherited, as it is stored."""


class FormRow(QObject):
    """One field: label, editor, and the line for problems below it."""

    edited = Signal()
    followed = Signal(object)

    def __init__(self, field: Field, desk: Desk, calm: bool = False) -> None:
        super().__init__()
        self.field = field
        self._desk = desk
        self.base = self._before = Shown()
        self.dirty = False
        self.typed_lately = False
        """Whether somebody typed since the form was saved."""
        self._preset: tuple[Stored, str] | None = None
        self._begun: object = None
        """What stood in the editor before anybody typed."""
        self.is_written = can_write(field)
        self._calm = calm
        self.editor: Any = make_row_editor(field, desk, self.is_written, calm)
        self.label = FieldLabel(field.say(), self.editor)
        self.problem = RowSentence(field.name, self.editor)
        self.answers = ConflictAnswers(self._keep_mine, self._take_theirs, self._bring_back)
        self.own = make_button(_("Give own"), "flat", f"own_{field.name}")
        self.own.setToolTip(_("Begin with the inherited value and change it for this event alone."))
        self.own.hide()
        self.own.clicked.connect(self.give_own)
        if self.is_written:
            self.editor.edited.connect(self._on_edit)
        if isinstance(self.editor, LinkEditor):
            self.editor.followed.connect(self.followed)

    def show_value(self, shown: Shown) -> None:
        """Show a value and forget what was typed."""
        self.base, self.dirty, self._preset = shown, False, None
        self.typed_lately = False
        if self.is_written:
            self.editor.show_value(shown.value, shown.text)
            self._begun = self.editor.typed()
            if hasattr(self.editor, "setPlaceholderText") and not self.field.target:
                text = _("{value} (from the event above)").format(value=shown.inherited)
                self.editor.setPlaceholderText(text if shown.inherited else self._say_empty())
        else:
            self.editor.setText(shown.text or "–")
        self.say("")
        self._offer_own()

    def preset(self, value: Stored, text: str = "") -> None:
        """Begin a new record with a value; Escape comes back to it."""
        self.editor.show_value(value, text)
        self._preset, self._begun = (value, text), self.editor.typed()
        self.dirty = True

    @property
    def is_given(self) -> bool:
        """Whether it began with a value, such as the record it is made on."""
        return self._preset is not None and self.editor.typed() == self._begun

    @property
    def is_typed(self) -> bool:
        """Whether somebody typed here since the form was filled."""
        return self.dirty and (self._preset is None or self.editor.typed() != self._begun)

    def take_back(self) -> None:
        """Take back what was typed."""
        if self._preset is not None:
            self.preset(*self._preset)
            self.say("")
        else:
            self.show_value(self.base)

    @property
    def is_undecided(self) -> bool:
        """Whether it is still to be said whose value stands: that of here or of elsewhere."""
        return not self.answers.isHidden()

    @property
    def is_filled(self) -> bool:
        """Whether there is a value, an inherited one too, or something typed."""
        return self.dirty or bool(self.base.text or self.base.inherited)

    def set_visible(self, shown: bool) -> None:
        """Show the row or put it away."""
        self.label.setVisible(shown)
        self.editor.setVisible(shown)
        self.problem.show_with(shown)
        self._offer_own(shown)

    def give_own(self) -> None:
        """Type the inherited value into the field, to be changed for this record alone."""
        self.editor.show_value(self.base.taken, self.base.inherited)
        self._on_edit()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        line = self.editor.lineEdit() if isinstance(self.editor, QComboBox) else self.editor
        if isinstance(line, QLineEdit):
            line.selectAll()  # typing replaces it, End keeps it

    def _offer_own(self, shown: bool = True) -> None:
        """Offer to give an own value where one is inherited."""
        is_inherited = self.field.inherited and bool(self.base.inherited)
        self.own.setVisible(shown and is_inherited and self.is_written and not self.dirty)

    def name_source(self, source: str) -> None:
        """Say from which event the inherited value comes."""
        if self.base.inherited and hasattr(self.editor, "setPlaceholderText"):
            text = _("{value} (from {event})")
            self.editor.setPlaceholderText(text.format(value=self.base.inherited, event=source))

    def say(self, sentence: str) -> None:
        """Put a sentence below the field, or take it away."""
        self.problem.say(sentence)
        self.answers.hide()

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong with the value; with nothing wrong, what others make of it stays."""
        if sentence or not self.problem.is_hint:
            self.say(sentence)

    def check(self) -> None:
        """Say what is wrong with what was typed, or what was made of it: the field is left."""
        parsed = understand(self._desk.db, self.field, self.editor.typed())
        _value, sentence = self._judge(parsed)
        self.say_wrong(sentence)
        if parsed.severity == "note" and not sentence:
            self.problem.note(parsed.message)

    def show_conflict(self, conflict: Conflict) -> None:
        """Show what stands in the database now, what it was, what was typed, and ask for one."""
        say = partial(say_stored, self._desk.db, self.field)
        base, mine = say(conflict.base), say(conflict.mine)
        self.say(
            _("Somebody changed this meanwhile from “{base}” to “{mine}”.").format(
                base=base or "–", mine=mine or "–"
            )
        )
        # In the words of the change that was refused, "mine" is what the database holds.
        self.answers.offer(say(self.read(finds=True)[0]), mine, base)
        self._before = Shown(conflict.base, base)
        self.base = Shown(conflict.mine, mine)

    def _keep_mine(self) -> None:
        """Leave what was typed, which is saved over the other's value."""
        self.say("")
        self.edited.emit()

    def _take_theirs(self) -> None:
        """Give up what was typed for what stands in the database."""
        self.show_value(self.base)
        self.edited.emit()

    def _bring_back(self) -> None:
        """Type again what stood there before both."""
        self.editor.show_value(self._before.value, self._before.text)
        self._begun = None  # what the form began with is an edit by now
        self.say("")
        self._on_edit()

    def read(self, finds: bool = False) -> tuple[Stored, str]:
        """The stored value of what was typed, and a sentence if it cannot be stored.

        `finds`: a link is looked up by the name that was typed, and no longer by its editor.
        """
        typed = self.editor.typed()
        if finds and isinstance(self.editor, LinkEditor):
            self.editor.stop_looking()
        if finds:
            return self._judge(understand(self._desk.db, self.field, typed))
        return self._judge(self.field.type.parse(typed, typed_reading()))

    def _judge(self, parsed: Parsed) -> tuple[Stored, str]:
        bad = parsed.severity in ("error", "doubt")
        if not bad and parsed.value is None and self.field.required and not self.field.group:
            return None, _("{label} is needed; fill it in.").format(label=self.field.say())
        return parsed.value, parsed.message if bad else ""

    def describe_typed(self) -> dict[str, Any]:
        """What was typed, the words it shows, and the value it is to replace."""
        words = self.editor.text() if isinstance(self.editor, QLineEdit) else ""
        return {"typed": self.editor.typed(), "text": words, "base": self.base.value}

    def type_again(self, cell: Mapping[str, Any]) -> None:
        """Type in what a draft kept."""
        typed = cell.get("typed")
        parsed = self.field.type.parse(typed, typed_reading())
        if parsed.severity in ("error", "doubt") and isinstance(self.editor, QLineEdit):
            self.editor.setText(str(typed))
        elif parsed.severity in ("error", "doubt") and isinstance(self.editor, QComboBox):
            self.editor.setEditText(str(typed))
        else:
            self.editor.show_value(parsed.value, str(cell.get("text") or ""))
        self.dirty = self.typed_lately = True
        if cell.get("base") != self.base.value:
            base, mine = cell.get("base"), self.base.value
            self.show_conflict(Conflict(self.field.kind, 0, self.field.name, base, mine, None))

    def _say_empty(self) -> str:
        return "–" if self._calm else ""

    def _on_edit(self) -> None:
        # Typed and taken back by Ctrl+Z is as if nobody had typed.
        self.dirty = self._preset is not None or self.editor.typed() != self._begun
        self.typed_lately = True
        if self.problem.is_of_value and not self.is_undecided:
            self.say("")  # what was said, was said of another value
        self._offer_own()
        self.edited.emit()


def describe_cell(field: Field, cell: Any) -> Shown:
    """What a row shows of a cell of a listing."""
    inherited = cell_text(field, cell.value) if isinstance(cell, Inherited) else ""
    long = isinstance(field.type, LongText)
    text = str(cell or "") if long else cell_text(field, cell)
    taken = cell.value if isinstance(cell, Inherited) else None
    return Shown(stored_of(cell), "" if inherited else text, inherited, taken)
