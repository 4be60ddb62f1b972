"""Pasting a block of cells into a listing: spread over what is selected, read, and planned.

What lies below the last row becomes new records; what lies right of the last column is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from t20desk.db.change import Batch, Cells, Change, Label
from t20desk.db.database import Database
from t20desk.db.field_names import by_column, is_written_beside, write_name
from t20desk.db.fields import Field, Kind
from t20desk.db.spool import collect_batches
from t20desk.db.types import Parsed, Stored, cut
from t20desk.doubles.alike import AlikeFinder, tell_alike
from t20desk.editing.blocks import (
    UNKNOWN_MANNERS,
    Block,
    Manners,
    find_reading,
    read_block,
    read_cell,
    read_manners,
)
from t20desk.editing.planning import check_change, plan_edit, plan_insert
from t20desk.editing.settling import settle_change
from t20desk.i18n import N_, _, list_words, ngettext
from t20desk.listing import column_label
from t20desk.matching.records import SEVERAL, UNKNOWN, LinkFinder
from t20desk.members import can_write, is_standing

PASTED = N_("{fields} of {title} pasted")
PASTED_MANY = N_("{fields} pasted into {count} records")
MOST_NOTES = 2_000


@dataclass(frozen=True, slots=True)
class Target:
    """Where a block goes: the selection, and what lies right of and below its first cell."""

    kind: str
    selected: Sequence[int]
    below: Sequence[int]
    columns: tuple[str, ...]
    width: int = 1
    """So many of the columns are selected."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong with one pasted cell; the record is 0 where it would be new."""

    record: int
    row: int
    field: str
    typed: str
    message: str


@dataclass(slots=True)
class Planned:
    """A change by hand with what cannot be taken, and sentences about what was left out."""

    change: Change
    notes: list[Note] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def spread_block(block: Block, height: int, width: int) -> Block:
    """The block as often as it fits exactly into what is selected, else once."""
    rows, columns = len(block), len(block[0]) if block else 0
    if not rows or not columns:
        return []
    down = height // rows if height % rows == 0 else 1
    across = width // columns if width % columns == 0 else 1
    if rows * max(down, 1) < height or columns * max(across, 1) < width:
        return block
    return [row * max(across, 1) for _time in range(max(down, 1)) for row in block]


def plan_paste(database: Database, target: Target, text: str, page: str = "") -> Planned:
    """Plan what pasting the text and the page of a clipboard does."""
    block = spread_block(read_block(text, page), len(target.selected), target.width)
    rows = target.selected if len(block) == len(target.selected) else target.below
    return plan_block(database, replace(target, below=rows), block, read_manners(page))


def plan_block(
    database: Database, target: Target, block: Block, manners: Manners = UNKNOWN_MANNERS
) -> Planned:
    """Plan a block of texts, put at the first row of `below` and the first column."""
    paste = _Paste(database, target, block, manners)
    paste.read_columns()
    return paste.plan()


class _Paste:
    """One block on its way into a listing."""

    def __init__(self, database: Database, target: Target, block: Block, manners: Manners) -> None:
        self._database = database
        self._target = target
        self._block = block
        self._manners = manners
        self._kind = database.kinds[target.kind]
        self._values: list[dict[str, Stored]] = [{} for _row in block]
        self._written: list[str] = []
        self._notes: list[Note] = []
        self._remarks: list[str] = []

    def read_columns(self) -> None:
        """Read every column that can be typed into; tell the others."""
        width = len(self._block[0]) if self._block else 0
        closed: list[str] = []
        pictures: list[str] = []
        names = self._target.columns[:width]
        for at, name in enumerate(names):
            one = self._kind.fields.get(name)
            is_open = one is not None and can_write(one) and not is_written_beside(one, names)
            if one is not None and is_open and one.type.is_typed:
                self._read_column(one, [row[at] for row in self._block])
            else:
                is_picture = one is not None and not one.type.is_typed
                label = column_label(self._database.kinds, self._kind.name, name)
                (pictures if is_picture else closed).append(label)
        if pictures:
            words = _("{columns}: a picture is put in at its record; these cells stay as they are.")
            self._remarks.append(words.format(columns=", ".join(pictures)))
        self._tell_closed(closed, width - len(self._target.columns))

    def _tell_closed(self, closed: list[str], beyond: int) -> None:
        if closed:
            words = _("{columns}: these cells follow from others and stay as they are.")
            self._remarks.append(words.format(columns=list_words(closed)))
        if beyond > 0:
            words = ngettext(
                "{number} column lies right of the table and is left out.",
                "{number} columns lie right of the table and are left out.",
                beyond,
            )
            self._remarks.append(words.format(number=beyond))

    def _read_column(self, one: Field, texts: Sequence[str]) -> None:
        known = self._read_texts(one, set(texts))
        self._written.append(one.name)
        for row, text in enumerate(texts):
            parsed = known[text]
            if parsed.severity in ("error", "doubt"):
                self._note(row, one.name, text, parsed.message)
            else:
                self._values[row][one.name] = parsed.value

    def _note(self, row: int, name: str, text: str, message: str) -> None:
        if len(self._notes) < MOST_NOTES:
            below = self._target.below
            self._notes.append(
                Note(below[row] if row < len(below) else 0, row + 1, name, text, message)
            )

    def _read_texts(self, one: Field, texts: set[str]) -> dict[str, Parsed]:
        """What each distinct text means."""
        if one.target:
            return find_links(self._database, one, texts)
        reading = find_reading(self._manners, one.type, texts)
        return {text: one.type.parse(read_cell(text), reading) for text in texts}

    def plan(self) -> Planned:
        """The change, from what was read."""
        rows = dict(zip(self._target.below, self._values, strict=False))
        edits = {key: cells for key, cells in rows.items() if cells}
        change, notes = plan_checked(self._database, self._kind.name, edits)
        at = {key: row for row, key in enumerate(rows, 1)}
        self._notes.extend(replace(one, row=at[one.record]) for one in notes)
        batches = [*change.batches, *self._plan_below()]
        label = name_block(self._kind, self._find_changed(batches), batches, PASTED, PASTED_MANY)
        change = settle_change(self._database, Change(label, collect_batches(batches)))
        return Planned(change, self._notes, self._remarks)

    def _find_changed(self, batches: Sequence[Batch]) -> list[str]:
        """Those of the pasted columns in which some cell becomes another one."""
        changed: set[str] = set()
        for batch in batches:
            if batch.kind == self._kind.name:
                for _key, before, after in batch.rows:
                    changed.update(_differing(batch.columns, before, after))
        # A standing has no cell of its own: it is written as a period, or as given by hand.
        moved = "status_given" in changed or any(one.kind != self._kind.name for one in batches)
        fields = [self._kind.fields[name] for name in self._written]
        found = [
            one.name
            for one in fields
            if (moved if is_standing(one) else write_name(one) in changed)
        ]
        return found or self._written

    def _plan_below(self) -> Sequence[Batch]:
        """New records from the rows below the last one that hold anything."""
        found = {
            row: {name: value for name, value in self._values[row].items() if value is not None}
            for row in range(len(self._target.below), len(self._values))
        }
        fresh = {row: cells for row, cells in found.items() if cells}
        if not fresh:
            return ()
        change = plan_insert(self._database, self._kind.name, list(fresh.values()))
        places = dict(zip((row[0] for row in change.batches[0].rows), fresh, strict=True))
        lacking: set[int] = set()
        for problem in check_change(self._database.kinds, change):
            row = places.get(problem.id)
            if row is not None and row not in lacking:
                lacking.add(row)
                self._note(row, problem.field or "", "", problem.message)
        kept = {row: cells for row, cells in fresh.items() if row not in lacking}
        self._remark_alike(kept)
        if not lacking:
            return change.batches
        made = list(kept.values())
        return plan_insert(self._database, self._kind.name, made).batches if made else ()

    def _remark_alike(self, rows: Mapping[int, Mapping[str, Stored]]) -> None:
        """Say which new records look like one that is there; they are made all the same."""
        values = {row: by_column(self._kind, cells) for row, cells in rows.items()}
        finder = AlikeFinder(self._database, self._kind)
        for row, said in tell_alike(self._database, finder, values).items():
            self._remarks.append(_("Row {row}: {message}").format(row=row + 1, message=said))


def _differing(columns: Sequence[str], before: Cells | None, after: Cells | None) -> Iterator[str]:
    """The columns of a row whose cells are others afterwards; of a new row those it fills."""
    old = before or (None,) * len(columns)
    new = after or (None,) * len(columns)
    cells = zip(columns, old, new, strict=True)
    return (name for name, one, other in cells if one != other)


def plan_checked(
    database: Database, kind: str, edits: Mapping[int, Mapping[str, Stored]]
) -> tuple[Change, list[Note]]:
    """Plan edits without the cells that a record cannot do without; those are noted."""
    change = plan_edit(database, kind, edits)
    problems = [one for one in check_change(database.kinds, change) if one.id in edits]
    if not problems:
        return change, []
    kept = {key: dict(cells) for key, cells in edits.items()}
    notes: list[Note] = []
    for one in problems:
        cells = kept.get(one.id, {})
        for name in [one.field] if one.field in cells else list(cells):
            cells.pop(name, None)
        notes.append(Note(one.id, 0, one.field or "", "", one.message))
    change = plan_edit(database, kind, {key: cells for key, cells in kept.items() if cells})
    return change, notes[:MOST_NOTES]


def find_links(database: Database, one: Field, texts: Iterable[str]) -> dict[str, Parsed]:
    """The record that each text in a column of links names."""
    finder = LinkFinder(database, one)
    asked = {text: " ".join(text.split()) for text in texts}
    finder.learn(text for text in asked.values() if text)
    return {text: _read_link(finder, words) for text, words in asked.items()}


def _read_link(finder: LinkFinder, words: str) -> Parsed:
    found = finder.find_ids(words) if words else []
    if len(found) == 1 or not words:
        return Parsed(found[0] if found else None)
    message = _(SEVERAL if found else UNKNOWN)
    said = message.format(kind=_(finder.kind.plural), value=cut(words), count=len(found))
    return Parsed(None, "error", said)


def name_block(
    kind: Kind, names: Iterable[str], batches: Iterable[Batch], one: str, many: str
) -> Label:
    """The label of a change to some fields of one record or of many."""
    ids = [row[0] for batch in batches if batch.kind == kind.name for row in batch.rows]
    arguments: dict[str, object] = {
        "kind": kind.name,
        "fields": [write_name(kind.fields[name]) for name in names],
    }
    if len(ids) == 1:
        return Label(one, {**arguments, "id": str(ids[0])})
    return Label(many, {**arguments, "count": len(set(ids))})
