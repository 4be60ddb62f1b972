"""The list of changes, and the records that one of them touched, red and green."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from t20desk.db.change import Counts
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kinds
from t20desk.db.history.operations import find_taken_back, read_operations
from t20desk.db.history.reading import Operation
from t20desk.db.history.touched import Touched, count_kinds, read_touched
from t20desk.db.types import Stored
from t20desk.i18n import N_, _
from t20desk.listing.telling import stand_for
from t20desk.ui.desk import Desk
from t20desk.ui.looks.cell_texts import told_text
from t20desk.ui.looks.pair_cells import EMPTY, PAIR_ROLE
from t20desk.ui.looks.theme import colour_for
from t20desk.ui.looks.words import counts_text, kinds_text, records_text, time_text
from t20desk.ui.tables.paged_model import PagedModel, Role
from t20desk.wording import Titles, name_record, read_linked_titles, say_door, say_operations

VERBS: Final = ("new", "changed", "gone")
SIGNS: Final = {"new": "+", "changed": "→", "gone": "−"}
WORDS: Final = {"new": N_("new"), "changed": N_("changed"), "gone": N_("removed")}
FIXED: Final = 2
"""Columns before those of the fields: what happened, and the record."""


class Told(NamedTuple):
    """An operation, its sentence, and the number of the one that took it back; 0 for none.

    Of a file that came in also how many records of which kind it touched.
    """

    operation: Operation
    sentence: str
    taken_back: int = 0
    counted: Mapping[str, Counts] = {}
    by_kind: str = ""

    @property
    def records(self) -> str:
        """How many records it touched, those that the file speaks of first."""
        one = self.operation
        if not self.counted:
            return counts_text(one.counts)
        return records_text(str(one.label.arguments.get("kind", "")), self.counted)


def make_operation_model(desk: Desk) -> PagedModel[Told]:
    """One line for each change."""
    heads = [_("When"), _("Who"), _("How"), _("What was done"), _("Records")]
    return PagedModel(desk, heads, _answer_operation)


def _answer_operation(found: Told, column: int, role: int) -> Any:
    if role not in (Role.DisplayRole, Role.ToolTipRole):
        return None
    one = found.operation
    if column == 0:
        return time_text(one.time)
    if column == 1:
        return one.user if role == Role.DisplayRole else f"{one.user} · {one.computer}"
    if column == 2:
        return say_door(one.door)
    if column == 3:
        return found.sentence
    return (found.by_kind if role == Role.ToolTipRole else "") or found.records


def make_import_model(desk: Desk) -> PagedModel[Told]:
    """One line for each file that came in."""
    heads = [_("When"), _("Who"), _("File"), _("What was done"), _("Layout"), _("Records")]
    return PagedModel(desk, [*heads, _("Taken back")], _answer_import)


def _answer_import(found: Told, column: int, role: int) -> Any:
    one = found.operation
    if column == 2 and role == Role.ToolTipRole:
        return f"SHA-256 {one.hash}" if one.hash else None
    if role not in (Role.DisplayRole, Role.ToolTipRole):
        return None
    number = found.taken_back
    return (
        time_text(one.time),
        one.user,
        one.file,
        found.sentence,
        str(one.label.arguments.get("profile", "")),
        (found.by_kind if role == Role.ToolTipRole else "") or found.records,
        _("by no. {number}").format(number=number) if number else "",
    )[column]


def tell_operations(database: Database, sequences: Sequence[int]) -> dict[int, Told]:
    """Some operations with their sentences."""
    found = read_operations(database, sequences)
    sentences = say_operations(database, found.values())
    taken_back = find_taken_back(database)
    counted = count_kinds(database, [key for key, one in found.items() if one.file])
    told = {}
    for key, one in found.items():
        kinds = counted.get(key, {})
        by_kind = kinds_text(database.kinds, str(one.label.arguments.get("kind", "")), kinds)
        told[key] = Told(one, sentences[key], taken_back.get(key, 0), kinds, by_kind)
    return told


class Shown(NamedTuple):
    """What an operation did to one record, with its text."""

    touched: Touched
    title: str
    linked: Titles


class TouchedModel(PagedModel[Shown]):
    """One line for each record of a change; cells are red and green."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, [], self._say_cell)
        self.kind = ""
        self.fields: list[Field] = []

    def show_touched(
        self, kind: str, fields: Sequence[Field], numbers: "array[int]", database: Database
    ) -> None:
        """Show other records, in the columns of these fields."""
        self.kind, self.fields = kind, list(fields)
        heads = ["", _("Record"), *(one.say() for one in fields)]
        self.show_keys(numbers, lambda keys: describe_touched(database, keys), heads)

    def field_at(self, column: int) -> Field | None:
        """The field of a column, None for the record itself."""
        return None if column < FIXED else self.fields[column - FIXED]

    def _say_cell(self, found: Shown, column: int, role: int) -> Any:
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self._text(found, column)
        if role == Role.BackgroundRole:
            return self._colour(found, column)
        if role == PAIR_ROLE:
            return self._pair(found, column)
        if role == Role.UserRole:
            return found.touched.kind, found.touched.id
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, found: Shown, column: int) -> str:
        verb = found.touched.verb
        if column == 0:
            return f"{SIGNS[verb]} {_(WORDS[verb])}"
        if column == 1:
            return found.title
        before, after = self._sides(found, column)
        if verb != "changed":
            return before or after
        return f"{before or EMPTY}  →  {after or EMPTY}" if self._pair(found, column) else ""

    def _sides(self, found: Shown, column: int) -> tuple[str, str]:
        one, touched = self.fields[column - FIXED], found.touched
        kinds = self._desk.kinds
        return _say(kinds, found, one, touched.before), _say(kinds, found, one, touched.after)

    def _pair(self, found: Shown, column: int) -> tuple[str, str] | None:
        one = self.field_at(column)
        if one is None or found.touched.verb != "changed" or not self._is_changed(found, one):
            return None
        return self._sides(found, column)

    def _is_changed(self, found: Shown, one: Field) -> bool:
        return one.name in (found.touched.before or {})

    def _colour(self, found: Shown, column: int) -> QColor | None:
        verb = found.touched.verb
        if column == 1:
            return None
        if verb != "changed":
            return colour_for("new" if verb == "new" else "gone")
        return colour_for("changed") if column == 0 else None


def _say(kinds: Kinds, found: Shown, one: Field, cells: dict[str, Stored] | None) -> str:
    cells = cells or {}
    one, value = stand_for(kinds, one, cells.get(one.name), cells)
    if one.target and isinstance(value, int):
        return found.linked.get((one.target, value), _("a record that is gone"))
    return told_text(kinds, one, value, str(cells.get("kind", "")))


def describe_touched(database: Database, numbers: Sequence[int]) -> dict[int, Shown]:
    """Some entries of the journal with the texts of their records and links."""
    entries = read_touched(database, numbers)
    sides = [(one.kind, one.id, (one.before, one.after)) for one in entries.values()]
    titles = read_linked_titles(database, sides)
    return {
        number: Shown(one, _name(database.kinds, titles, one), titles)
        for number, one in entries.items()
    }


def _name(kinds: Kinds, titles: Titles, one: Touched) -> str:
    """What a record was called in the change itself, else what it is called today."""
    whole = {"new": one.after, "gone": one.before}.get(one.verb)
    present = titles.get((one.kind, one.id), "")
    said = name_record(titles, kinds[one.kind], whole) if whole else present
    return said or present or _(kinds[one.kind].label)
