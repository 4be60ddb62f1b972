"""A form from the fields of a kind: readable cards by section, edited in place.

It remembers what was shown (the base), what was typed, and puts problems and conflicts beside
their field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from t20desk.db.change import Conflict
from t20desk.db.fields import Field, Kind
from t20desk.db.types import LongText, Stored, typed_reading
from t20desk.i18n import N_, _, language
from t20desk.listing import Inherited
from t20desk.members import is_standing
from t20desk.ui.cell_texts import cell_text, stored_of
from t20desk.ui.desk import Desk
from t20desk.ui.editors import make_editor
from t20desk.ui.page import make_button, make_card, make_label, restyle

FURTHER = N_("Further")
UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it stood when the form was filled: stored, in words, and what is inherited."""

    value: Stored = None
    text: str = ""
    inherited: str = ""


class FormRow(QObject):
    """One field: label, editor, and the line for problems below it."""

    edited = Signal()

    def __init__(self, field: Field, desk: Desk) -> None:
        super().__init__()
        self.field = field
        self.base = Shown()
        self.dirty = False
        self.is_written = can_write(field)
        self.label = QLabel(field.say())
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setProperty("look", "quiet")
        self.editor: Any = make_editor(field, desk)
        if not self.is_written:
            self.editor = _make_reading(field)
        self.problem = make_label(look="problem", wrap=True, name=f"problem_{field.name}")
        self.theirs = make_button("", "flat")
        self.problem.hide()
        self.theirs.hide()
        self.label.setBuddy(self.editor)
        if self.is_written:
            self.editor.edited.connect(self._on_edit)
        if field.help:
            self.editor.setToolTip(_(field.help))

    def show_value(self, shown: Shown) -> None:
        """Show a value and forget what was typed."""
        self.base, self.dirty = shown, False
        if self.is_written:
            self.editor.show_value(shown.value, shown.text)
            if hasattr(self.editor, "setPlaceholderText"):
                text = _("{value} (from the event above)").format(value=shown.inherited)
                self.editor.setPlaceholderText(text if shown.inherited else "")
        else:
            self.editor.setText(shown.text or "–")
        self.say("")

    def name_source(self, source: str) -> None:
        """Say from which event the inherited value comes."""
        if self.base.inherited and hasattr(self.editor, "setPlaceholderText"):
            text = _("{value} (from {event})")
            self.editor.setPlaceholderText(text.format(value=self.base.inherited, event=source))

    def say(self, sentence: str) -> None:
        """Put a sentence below the field, or take it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.theirs.hide()
        restyle(self.editor, problem=bool(sentence))

    def show_conflict(self, conflict: Conflict) -> None:
        """Show what stands in the database now, what it was, and offer to take it."""
        words = self.field.type.format
        self.say(
            _("Somebody changed this meanwhile from “{base}” to “{mine}”.").format(
                base=words(conflict.base), mine=words(conflict.mine)
            )
        )
        self.theirs.setText(_("Take “{value}”").format(value=words(conflict.mine)))
        self.theirs.setVisible(True)
        self.base = Shown(conflict.mine, words(conflict.mine))

    def take_database(self) -> None:
        """Give up what was typed for what stands in the database."""
        self.show_value(self.base)

    def read(self) -> tuple[Stored, str]:
        """The stored value of what was typed, and a sentence if it cannot be stored."""
        parsed = self.field.type.parse(self.editor.typed(), typed_reading())
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
        self.dirty = True
        if cell.get("base") != self.base.value:
            base, mine = cell.get("base"), self.base.value
            self.show_conflict(Conflict(self.field.kind, 0, self.field.name, base, mine, None))

    def _on_edit(self) -> None:
        self.dirty = True
        self.edited.emit()


class FieldForm(QWidget):
    """The cards of a record."""

    edited = Signal()
    left_last = Signal()

    def __init__(self, kind: Kind, desk: Desk, columns: int = 2) -> None:
        super().__init__()
        self.kind = kind
        self._desk = desk
        self._wanted_columns = columns
        self.rows: dict[str, FormRow] = {one.name: FormRow(one, desk) for one in form_fields(kind)}
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(14)
        self._lay_out()
        for row in self.rows.values():
            row.edited.connect(self.edited)
            row.theirs.clicked.connect(row.take_database)
            row.theirs.clicked.connect(self.edited)
            row.editor.installEventFilter(self)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return any(row.dirty for row in self.rows.values())

    def show_cells(self, cells: Mapping[str, Any]) -> None:
        """Fill in a record; what an event inherits stands grey behind the empty field."""
        for name, row in self.rows.items():
            row.show_value(_describe(row.field, cells.get(name)))

    def restore(self) -> None:
        """Take back all that was typed."""
        for row in self.rows.values():
            if row.dirty:
                row.show_value(row.base)

    def preset(self, values: Mapping[str, Any]) -> None:
        """Type values into a new record."""
        for name, cell in values.items():
            row = self.rows.get(name)
            if row is not None:
                row.editor.show_value(stored_of(cell), getattr(cell, "text", ""))
                row.dirty = True

    def read_changes(self) -> tuple[dict[str, Stored], bool]:
        """The values typed that differ from the base; False if one of them has a problem."""
        values: dict[str, Stored] = {}
        fine = True
        for row in self.rows.values():
            if not row.dirty:
                continue
            value, sentence = row.read()
            row.say(sentence)
            if sentence:
                fine = False
            elif value != row.base.value:
                values[row.field.name] = value
        return values, fine

    def read_all(self) -> tuple[dict[str, Stored], bool]:
        """All values of a new record; False if one has a problem or is missing."""
        values: dict[str, Stored] = {}
        fine = True
        for row in self.rows.values():
            if not row.is_written:
                continue
            value, sentence = row.read()
            row.say(sentence)
            fine = fine and not sentence
            if value is not None and not sentence:
                values[row.field.name] = value
        return values, fine

    def say_problem(self, field: str | None, sentence: str) -> bool:
        """Put a sentence at a field; False where the field is not on this form."""
        row = self.rows.get(field or "") or self._row_of_group(field)
        if row is None:
            return False
        row.say(sentence)
        row.editor.setFocus()
        return True

    def show_conflict(self, conflict: Conflict) -> bool:
        """Show a conflict at its field."""
        row = self.rows.get(conflict.field or "") or self._row_of_group(conflict.field)
        if row is None:
            return False
        row.show_conflict(conflict)
        return True

    def shown_texts(self) -> dict[str, str]:
        """What the form shows, in words; an inherited value where none is given."""
        return {name: row.base.text or row.base.inherited for name, row in self.rows.items()}

    def focus_first(self) -> None:
        """Put the cursor into the first field that can be typed into."""
        for row in self.rows.values():
            if row.is_written:
                row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def focus_problem(self) -> None:
        """Put the cursor into the first field with a problem."""
        for row in self.rows.values():
            if row.problem.text():
                row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def typed_values(self) -> dict[str, dict[str, Any]]:
        """What was typed and not yet saved, for the draft."""
        return {name: row.describe_typed() for name, row in self.rows.items() if row.dirty}

    def take_draft(self, typed: Mapping[str, Mapping[str, Any]]) -> None:
        """Type a draft in again; a value that was changed meanwhile is shown beside it."""
        for name, cell in typed.items():
            row = self.rows.get(name)
            if row is not None and row.is_written:
                row.type_again(cell)
        self.edited.emit()

    def propose(self, name: str, value: Stored) -> None:
        """Show a value in an empty field of a new record; it is no edit until somebody types."""
        row = self.rows.get(name)
        if row is not None and not row.dirty and not row.editor.typed():
            row.editor.show_value(value)

    def _row_of_group(self, field: str | None) -> FormRow | None:
        one = self.kind.fields.get(field or "")
        return self.rows.get(one.group) if one is not None and one.group else None

    def use_columns(self, columns: int) -> None:
        """Show the cards in one column or in two."""
        if columns != self._wanted_columns:
            self._wanted_columns = columns
            self._place_cards()

    def _lay_out(self) -> None:
        sections: dict[str, list[FormRow]] = {}
        for row in self.rows.values():
            sections.setdefault(row.field.section or FURTHER, []).append(row)
        self._halves = _halve(sections)
        self._cards = {name: self._make_section(name, rows) for name, rows in sections.items()}
        self._stacks = (QVBoxLayout(), QVBoxLayout())
        for stack in self._stacks:
            stack.setSpacing(14)
            self._columns.addLayout(stack, 1)
        self._place_cards()

    def _place_cards(self) -> None:
        for stack in self._stacks:
            while stack.count():
                stack.takeAt(0)
        two = self._wanted_columns > 1
        for at, half in enumerate(self._halves):
            for name in half:
                self._stacks[at if two else 0].addWidget(self._cards[name])
        for stack in self._stacks:
            stack.addStretch(1)
        self._columns.setStretch(1, 1 if two else 0)
        self._columns.setSpacing(14 if two else 0)

    def _make_section(self, section: str, rows: list[FormRow]) -> QFrame:
        card = make_card()
        grid = QGridLayout(card)
        grid.setContentsMargins(18, 14, 18, 16)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.addWidget(make_label(_(section), "heading"), 0, 0, 1, 2)
        grid.setColumnMinimumWidth(0, 130)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        for number, row in enumerate(rows, start=1):
            grid.addWidget(row.label, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            row.label.setContentsMargins(0, 7, 0, 0)
            grid.addWidget(row.editor, 2 * number, 1)
            below = QHBoxLayout()
            below.addWidget(row.problem, 1)
            below.addWidget(row.theirs)
            grid.addLayout(below, 2 * number + 1, 1)
        return card

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            self._restore(watched)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_to_window(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self._check_left(watched)
        return False

    def _leaves_to_window(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether Ctrl+Z means the last change, since nothing was typed in the field."""
        undoes = any(map(event.matches, UNDO_KEYS))
        return undoes and not any(row.dirty and row.editor is watched for row in self.rows.values())

    def _restore(self, watched: QObject) -> None:
        for row in self.rows.values():
            if row.editor is watched and row.dirty:
                row.show_value(row.base)
                self.edited.emit()

    def _check_left(self, watched: QObject) -> None:
        """A value is checked when its field is left, so that a problem shows at once."""
        if QApplication.activePopupWidget() is not None:
            return
        for row in self.rows.values():
            if row.editor is watched and row.dirty and not row.theirs.isVisible():
                row.say(row.read()[1])


def form_fields(kind: Kind) -> list[Field]:
    """The fields a form shows: a translated text in each language, the window's first."""
    shown = [one for one in kind.fields.values() if not one.hidden and not one.is_translated]
    first = language()
    groups: dict[str, list[Field]] = {}
    for one in shown:
        groups.setdefault(one.group or one.name, []).append(one)
    return [
        one
        for group in groups.values()
        for one in sorted(group, key=lambda field: field.language != first)
    ]


def can_write(field: Field) -> bool:
    """Whether a field is typed into; a standing is derived, but writing it writes a period."""
    return field.is_written or field.is_translated or is_standing(field)


def _describe(field: Field, cell: Any) -> Shown:
    inherited = cell_text(field, cell.value) if isinstance(cell, Inherited) else ""
    long = isinstance(field.type, LongText)
    text = str(cell or "") if long else cell_text(field, cell)
    return Shown(stored_of(cell), "" if inherited else text, inherited)


def _make_reading(field: Field) -> QLabel:
    label = make_label(wrap=True)
    label.setObjectName(field.name)
    label.setAccessibleName(field.say())
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumHeight(32)
    return label


def _halve(sections: Mapping[str, list[FormRow]]) -> tuple[list[str], list[str]]:
    """The sections in two columns of about the same height, in order."""
    weights = {name: len(rows) + 2 for name, rows in sections.items()}
    whole, taken = sum(weights.values()), 0
    left: list[str] = []
    right: list[str] = []
    for name, weight in weights.items():
        (left if taken + weight / 2 <= whole / 2 else right).append(name)
        taken += weight
    return left, right
