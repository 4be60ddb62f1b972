"""A form from the fields of a kind: readable cards by section, edited in place.

It remembers what was shown (the base), what was typed, and puts problems and conflicts beside
their field.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from t20desk.db.change import Conflict
from t20desk.db.fields import Field, Kind
from t20desk.db.types import Stored
from t20desk.i18n import _, language
from t20desk.ui.desk import Desk
from t20desk.ui.forms.date_editor import DateEditor
from t20desk.ui.forms.field_watch import FieldWatch
from t20desk.ui.forms.form_cards import FURTHER, FormCards
from t20desk.ui.forms.form_row import FormRow, describe_cell
from t20desk.ui.forms.form_values import FormValues
from t20desk.ui.forms.undo_keys import leave_undo
from t20desk.ui.looks.cell_texts import stored_of

__all__ = ["FieldForm", "form_fields"]

MARGIN = 30
"""So many pixels above and below a field that is rolled into sight."""


class FieldForm(QWidget):
    """The cards of a record."""

    edited = Signal()
    followed = Signal(object)
    """A linked record is to be opened: its kind and id."""

    def __init__(self, kind: Kind, desk: Desk, columns: int = 2, **mode: bool) -> None:
        """`folds`: empty fields are put away; `is_new`: it is the form of a new record.

        A form that folds and is not new reads like text until somebody is at a field.
        """
        super().__init__()
        self.kind = kind
        folds, is_new = mode.get("folds", False), mode.get("is_new", False)
        calm = folds and not is_new
        self.rows: dict[str, FormRow] = {
            one.name: FormRow(one, desk, calm) for one in form_fields(kind)
        }
        self.cards = FormCards(self.rows, columns, folds, is_new)
        if next(iter(self.cards.cards), "") == FURTHER:
            self.cards.cards[FURTHER].heading.setText(_(kind.label))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.cards)
        for row in self.rows.values():
            leave_undo(row.editor, lambda: not self.is_dirty)
            row.edited.connect(self.edited)
            row.followed.connect(self.followed)
        for begin, end in kind.spans:
            self._lend_day(begin, end)
        self.values = FormValues(self.rows)
        self._watch = FieldWatch(self.rows, self)
        self._watch.taken_back.connect(self.edited)

    def _lend_day(self, begin: str, end: str) -> None:
        """Let a time alone at the end of a span be one of the day on which it begins."""
        first, last = self.rows.get(begin), self.rows.get(end)
        if first is not None and last is not None and isinstance(last.editor, DateEditor):
            last.editor.usual_day = lambda: first.read()[0]

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return any(row.dirty for row in self.rows.values())

    @property
    def is_typed(self) -> bool:
        """Whether somebody typed what is not saved; what a new record begins with is not meant."""
        return any(row.is_typed for row in self.rows.values())

    def show_cells(self, cells: Mapping[str, Any]) -> None:
        """Fill in a record; what an event inherits stands grey behind the empty field."""
        for name, row in self.rows.items():
            row.show_value(describe_cell(row.field, cells.get(name)))
        self.cards.share_out()

    def expect_saved(self) -> None:
        """What was typed is saved and read again; typed from now on is newer than its answer."""
        for row in self.rows.values():
            row.typed_lately = False

    def renew_cells(self, cells: Mapping[str, Any]) -> None:
        """Fill in the same record read again, but leave what is typed and not saved."""
        for name, row in self.rows.items():
            shown = describe_cell(row.field, cells.get(name))
            # A value that is as it was stays untouched, for somebody may be composing there.
            if not row.typed_lately if row.dirty else shown != row.base:
                row.show_value(shown)
        self.cards.show_filled()

    def leave_out(self, names: Collection[str]) -> None:
        """Show no row for some fields, unless they are filled."""
        self.cards.leave_out(names)

    def fold(self) -> None:
        """Put empty fields away, for another record."""
        self.cards.fold()

    def restore(self) -> None:
        """Take back all that was typed."""
        for row in self.rows.values():
            # What was missing was never typed into.
            if row.dirty or row.problem.is_problem:
                row.show_value(row.base)

    def preset(self, values: Mapping[str, Any]) -> None:
        """Type values into a new record."""
        for name, cell in values.items():
            row = self.rows.get(name)
            if row is not None:
                row.preset(stored_of(cell), getattr(cell, "text", ""))
        self.cards.show_filled()

    def say_problem(self, field: str | None, sentence: str) -> bool:
        """Put a sentence at a field; False where the field is not on this form."""
        row = self._find_row(field)
        if row is None:
            return False
        row.say(sentence)
        self._lead_to(row)
        return True

    def add_problem(self, field: str | None, sentence: str) -> None:
        """Put a further sentence at a field, unless its value is wrong by itself."""
        row = self._find_row(field)
        if row is not None and not row.problem.is_problem:
            self.cards.reveal(row)
            row.say(sentence)

    def show_conflict(self, conflict: Conflict) -> bool:
        """Show a conflict at its field."""
        row = self._find_row(conflict.field)
        if row is None:
            return False
        self.cards.reveal(row)
        row.show_conflict(conflict)
        return True

    def shown_texts(self) -> dict[str, str]:
        """What the form shows, in words; an inherited value where none is given."""
        return {name: row.base.text or row.base.inherited for name, row in self.rows.items()}

    def focus_first(self) -> None:
        """Put the cursor into what names a record, else the first field that can be typed into.

        A record that must be linked and stands before it comes first while it is lacking, unless
        the form was opened on a page and words name the record; what was given, such as the
        person of that page, is passed over.
        """
        title = self.kind.title[0].partition(".")[0]
        rows = [one for one in self.rows.values() if one.is_written and not one.editor.isHidden()]
        named = next((at for at, one in enumerate(rows) if _names(one.field) == title), 0)
        must = [one for one in rows[:named] if one.field.target and one.field.required]
        is_on_page = any(one.is_given and one.field.target for one in rows)
        lacking = () if is_on_page and not rows[named].field.target else must
        first = next((one for one in lacking if not one.editor.typed()), None)
        first = first or next((one for one in rows[named:] if not one.is_given), None)
        if rows:
            (first or rows[named]).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_problem(self) -> str:
        """Put the cursor into the first field with a problem; the answer is its label."""
        for row in self.rows.values():
            if row.problem.is_problem:
                self._lead_to(row)
                return row.field.say()
        return ""

    def _lead_to(self, row: FormRow) -> None:
        """Put the cursor into a field, and roll it and what is said below it into sight."""
        self.cards.reveal(row)
        row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            # Once the sentence has made room for itself.
            QTimer.singleShot(0, row, partial(_roll_to, area, row))

    def take_draft(self, typed: Mapping[str, Mapping[str, Any]]) -> None:
        """Type a draft in again; a value that was changed meanwhile is shown beside it."""
        for name, cell in typed.items():
            row = self.rows.get(name)
            if row is not None and row.is_written:
                self.cards.reveal(row)
                row.type_again(cell)
        self.edited.emit()

    def propose(self, name: str, value: Stored) -> None:
        """Show a value in an empty field of a new record; it is no edit until somebody types."""
        row = self.rows.get(name)
        if row is not None and not row.dirty and not row.editor.typed():
            self.cards.reveal(row)
            row.editor.show_value(value)

    def hint(self, name: str, sentence: str, wrong: bool = False) -> None:
        """Say at a field what other records make of its value, or take it away."""
        row = self.rows.get(name)
        if row is not None:
            if sentence:
                self.cards.reveal(row)
            row.problem.hint(sentence, wrong)

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field, wherever it was put away."""
        row = self.rows.get(name)
        if row is not None:
            self.cards.reveal(row)
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_row(self, field: str | None) -> FormRow | None:
        """Where a field stands; a text that is lacking in all languages, in the window's own."""
        one, row = self.kind.fields.get(field or ""), self.rows.get(field or "")
        if one is None or not one.group:
            return row
        group = [other for other in self.rows.values() if other.field.group == one.group]
        if row is None or not any(other.editor.typed() for other in group):
            return next(iter(group), row)
        return row

    def use_columns(self, columns: int) -> None:
        """Show the cards in so many columns."""
        self.cards.use_columns(columns)


def _roll_to(area: QScrollArea, row: FormRow) -> None:
    for part in (row.problem, row.editor):
        if part.isVisible():
            area.ensureWidgetVisible(part, 0, MARGIN)


def _names(one: Field) -> str:
    """The field a row stands for: the whole of a translated text."""
    return one.group or one.name


def form_fields(kind: Kind) -> list[Field]:
    """The fields a form shows: a translated text in each language, the window's first."""
    shown = [one for one in kind.fields.values() if not one.hidden and not one.is_translated]
    first = language()
    groups: dict[str, list[Field]] = {}
    for one in _order_address(shown):
        groups.setdefault(one.group or one.name, []).append(one)
    return [
        one
        for group in groups.values()
        for one in sorted(group, key=lambda field: field.language != first)
    ]


ADDRESS = ("street", "postcode", "city", "country", "further_countries")
CHINESE_ADDRESS = ("country", "further_countries", "city", "street", "postcode")
"""The parts of an address as they are written down: from the door outwards, or inwards to it."""


def _order_address(fields: list[Field]) -> Iterator[Field]:
    """The fields, those of an address among themselves in the order of the language in use."""
    order = CHINESE_ADDRESS if language() == "zh" else ADDRESS
    parts = sorted(
        (one for one in fields if one.name in order), key=lambda one: order.index(one.name)
    )
    ordered = iter(parts)
    return (next(ordered) if one.name in order else one for one in fields)
