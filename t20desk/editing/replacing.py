"""Finding and replacing text in the columns of a listing; a slow pattern is stopped."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from t20desk.db.change import Batch, Change, Row
from t20desk.db.database import Database
from t20desk.db.field_names import write_name
from t20desk.db.fields import Field, Kind
from t20desk.db.present_cells import read_cells
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored, typed_reading
from t20desk.editing.pasting import MOST_NOTES, Note, Planned, name_block
from t20desk.editing.planning import CHUNK
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.members import can_write

REPLACED = N_("Text replaced in {fields} of {title}")
REPLACED_MANY = N_("Text replaced in {fields} on {count} records")
TEXT_TYPES: Final = frozenset(("text", "long_text", "email", "phone", "url"))
CELL_SECONDS: Final = 0.25
"""So long a pattern may take in one cell."""
SLOW_SECONDS: Final = 1.0
"""So long all cells may take together in which it takes longer than usual."""
USUAL_SECONDS: Final = 0.002
_GROUP: Final = regex.compile(r"\$(\d)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and what is to stand there instead."""

    find: str
    replacement: str = ""
    whole: bool = False
    case: bool = False
    pattern: bool = False


def text_fields(kind: Kind) -> list[Field]:
    """The fields in which text can be replaced; a translated one stands for the window's."""
    return [
        one
        for one in kind.fields.values()
        if one.type.name in TEXT_TYPES and can_write(one) and not one.language and not one.hidden
    ]


class Replacer:
    """Replaces in one text after the other, and counts how often."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._pattern = _compile(wanted)
        self._left = SLOW_SECONDS
        self._template = _GROUP.sub(r"\\g<\1>", wanted.replacement) if wanted.pattern else ""

    def replace(self, text: str) -> str:
        """The text with everything replaced that was found."""
        begun = time.perf_counter()
        allowed = max(min(CELL_SECONDS, self._left), USUAL_SECONDS)
        try:
            made = self._pattern.sub(self._put, text, timeout=allowed)
        except TimeoutError:
            raise UserError(
                _("This pattern takes too long and was stopped; make it simpler.")
            ) from None
        took = time.perf_counter() - begun
        if took > USUAL_SECONDS:
            self._left -= took
        return str(made)

    def _put(self, found: "regex.Match[str]") -> str:
        if not self._wanted.pattern:
            return self._wanted.replacement
        try:
            return str(found.expand(self._template))
        except (regex.error, IndexError):
            raise UserError(
                _("The replacement names a group that the pattern lacks; correct one of them.")
            ) from None


def _compile(wanted: Wanted) -> "regex.Pattern[str]":
    words = wanted.find if wanted.pattern else regex.escape(wanted.find)
    if wanted.whole:
        words = rf"\A(?:{words})\Z"
    flags = regex.V0 if wanted.case else regex.V0 | regex.IGNORECASE | regex.FULLCASE
    try:
        return regex.compile(words, flags)
    except regex.error as error:
        place = (error.pos or 0) + 1 - (len(r"\A(?:") if wanted.whole else 0)
        place = max(min(place, len(wanted.find)), 1)
        words = _("This pattern cannot be read; look at its character {place}.")
        raise UserError(words.format(place=place)) from None


def plan_replace(
    database: Database, kind_name: str, ids: Sequence[int], names: Sequence[str], wanted: Wanted
) -> Planned:
    """Plan replacing in some fields of some records."""
    kind = database.kinds[kind_name]
    work = _Replacing(kind, [kind.fields[name] for name in names], wanted)
    batches = collect_batches(work.batches(database, ids) if wanted.find else ())
    columns = {column for batch in batches for column in batch.columns}
    touched = [name for name in names if write_name(kind.fields[name]) in columns]
    label = name_block(kind, touched, batches, REPLACED, REPLACED_MANY)
    return Planned(Change(label, batches), work.notes)


class _Replacing:
    """The cells of some fields, read part by part."""

    def __init__(self, kind: Kind, fields: Sequence[Field], wanted: Wanted) -> None:
        self._kind = kind
        self._fields = {write_name(one): one for one in fields}
        self._replacer = Replacer(wanted)
        self._reading = typed_reading()
        self.notes: list[Note] = []

    def batches(self, database: Database, ids: Sequence[int]) -> Iterator[Batch]:
        """The rows in which something is found, by the columns it is found in."""
        table, names = database.tables[self._kind.name], tuple(self._fields)
        for start in range(0, len(ids), CHUNK):
            part = list(ids[start : start + CHUNK])
            with database.read() as connection:
                present = read_cells(connection, database.store, table, part, names)
            found: dict[tuple[str, ...], list[Row]] = {}
            for key in part:
                if key in present:
                    self._add_row(key, dict(zip(names, present[key], strict=True)), found)
            for columns, rows in found.items():
                yield Batch(self._kind.name, columns, rows)

    def _add_row(
        self, key: int, cells: dict[str, Stored], found: dict[tuple[str, ...], list[Row]]
    ) -> None:
        after: dict[str, Stored] = {}
        for name, cell in cells.items():
            if isinstance(cell, str) and (made := self._replacer.replace(cell)) != cell:
                self._take(key, name, made, after)
        changed = tuple(name for name in after if after[name] != cells[name])
        if changed:
            before = tuple(cells[name] for name in changed)
            row = (key, before, tuple(after[name] for name in changed))
            found.setdefault(changed, []).append(row)

    def _take(self, key: int, name: str, made: str, after: dict[str, Stored]) -> None:
        """Take a new text if its field can hold it."""
        one = self._fields[name]
        parsed = one.type.parse(made, self._reading)
        message = parsed.message if parsed.severity in ("error", "doubt") else ""
        if not message and parsed.value is None and one.required:
            message = _("{label} is missing; fill it in.").format(label=one.say())
        if not message:
            after[name] = parsed.value
        elif len(self.notes) < MOST_NOTES:
            self.notes.append(Note(key, 0, one.name, made, message))
