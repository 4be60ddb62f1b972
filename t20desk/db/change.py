"""The change: a plain value that says, row by row, the cells before and after.

Everything that writes is planned as one, previewed as one, applied as one and undone as one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from t20desk.db.contents import Content
from t20desk.db.fields import Kinds
from t20desk.db.types import Stored
from t20desk.i18n import _, list_words, say_number

Cells = tuple[Stored, ...]
Row = tuple[int, Cells | None, Cells | None]
"""The id of a record, its cells before (None: it is new) and after (None: it goes)."""

BATCH_ROWS = 20_000
"""More rows than this lie in a temporary file, batch by batch."""


class Batch(NamedTuple):
    """Rows of one kind with the same columns."""

    kind: str
    columns: tuple[str, ...]
    rows: Sequence[Row]

    def name_cells(self, cells: Cells | None) -> dict[str, Stored] | None:
        """The cells of a row by column, where it has any."""
        return None if cells is None else dict(zip(self.columns, cells, strict=True))


class Counts(NamedTuple):
    """How many records a change makes, alters and removes."""

    new: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: object) -> "Counts":
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))  # type: ignore[call-overload]

    @property
    def total(self) -> int:
        """All records touched."""
        return self.new + self.changed + self.removed


class Label(NamedTuple):
    """What a change is called in history and undo: a message and its arguments.

    Arguments hold no personal data: `kind` and `fields` are names of the registry, `id` the
    record whose title is put in where the label is shown. A message calls the kind `kind` where
    one record is meant, `kinds` where several are.
    """

    message: str
    arguments: Mapping[str, Any] = {}

    def text(self, kinds: Kinds, title: str = "…") -> str:
        """The label in the language in use; `title` is the text of the record it names."""
        words = dict(self.arguments)
        if kind := kinds.get(words.get("kind", "")):
            words["kind"], words["kinds"] = _(kind.label), _(kind.plural)
            names = map(kind.name_now, words.get("fields", ()))
            labels = (kind.fields[name].say() for name in names if name in kind.fields)
            words["fields"] = list_words(dict.fromkeys(labels))
        if isinstance(count := words.get("count"), int):
            words["count"] = say_number(count)
        if isinstance(inner := words.get("label"), Mapping):
            words["label"] = Label(inner["message"], inner["arguments"]).text(kinds, title)
        return _(self.message).format_map({"title": title, **words})


@dataclass(frozen=True, slots=True)
class Change:
    """A planned change; its batches can be run through again."""

    label: Label
    batches: Sequence[Batch]
    door: str = "window"
    file: str = ""
    hash: str = ""
    undoes: int | None = None
    contents: tuple[Content, ...] = ()
    """What the hashes in its cells stand for, where it is not kept yet."""

    def needed_contents(self) -> list[Content]:
        """The contents that its rows name: those of rows that were left out stay away."""
        named = {cell for batch in self.batches for row in batch.rows for cell in row[2] or ()}
        return [one for one in self.contents if one.hash in named]

    def counts(self) -> Counts:
        """How many records are new, changed and removed."""
        return sum((count_rows(batch) for batch in self.batches), Counts())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not any(batch.rows for batch in self.batches)


def count_rows(batch: Batch) -> Counts:
    """The counts of one batch."""
    new = sum(1 for _id, before, _after in batch.rows if before is None)
    gone = sum(1 for _id, _before, after in batch.rows if after is None)
    return Counts(new, len(batch.rows) - new - gone, gone)


class Conflict(NamedTuple):
    """A cell that is not as a change expects it; `field` None: the whole record is gone or new."""

    kind: str
    id: int
    field: str | None
    base: Stored
    mine: Stored
    theirs: Stored


class Problem(NamedTuple):
    """A rule that refuses a record: one sentence, and the record and field it belongs to."""

    kind: str
    id: int
    field: str | None
    message: str


@dataclass(slots=True)
class Applied:
    """What became of a change; with conflicts or problems nothing was written."""

    operation: int | None = None
    counts: Counts = field(default_factory=Counts)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()

    @property
    def is_refused(self) -> bool:
        """Whether the database refused the change."""
        return bool(self.conflicts or self.problems)


class Merged(NamedTuple):
    """What three-way merging of one record gives: the cells to write, and what clashes."""

    cells: dict[str, Stored]
    conflicts: list[Conflict]


Merge = Callable[[Stored, Stored, Stored], Stored]


def three_way(  # noqa: PLR0913 - three sides, and how some fields merge
    kind: str,
    record: int,
    base: Mapping[str, Stored],
    theirs: Mapping[str, Stored],
    mine: Mapping[str, Stored],
    several: Iterable[str] = (),
    earliest: Iterable[str] = (),
) -> Merged:
    """Merge what arrives (`theirs`) into the database (`mine`) cell by cell over `base`.

    Changed on one side only is taken, equal is nothing, else a conflict; fields named in
    `several` hold several values and merge element by element, of two times of a field named in
    `earliest` the earlier one stands. Only fields of `theirs` count.
    """
    cells: dict[str, Stored] = {}
    conflicts: list[Conflict] = []
    many, first = set(several), set(earliest)
    for name, arriving in theirs.items():
        before, present = base.get(name), mine.get(name)
        if arriving in (before, present):
            continue
        if present == before:
            cells[name] = arriving
        elif name in many:
            merged = merge_elements(before, arriving, present)
            if merged != present:
                cells[name] = merged
        elif name in first and present is not None and arriving is not None:
            if str(arriving) < str(present):
                cells[name] = arriving
        else:
            conflicts.append(Conflict(kind, record, name, before, present, arriving))
    return Merged(cells, conflicts)


def merge_elements(base: Stored, theirs: Stored, mine: Stored) -> Stored:
    """Merge two sets of values: what one side added is added, what one side took out goes."""
    before, arriving, present = (str(cell or "").split() for cell in (base, theirs, mine))
    kept = [one for one in present if one in arriving or one not in before]
    added = [one for one in arriving if one not in before and one not in kept]
    return f" {' '.join(kept + added)} " if kept or added else None


def split_rows(kind: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[Batch]:
    """The rows as batches."""
    taken: list[Row] = []
    for row in rows:
        taken.append(row)
        if len(taken) == BATCH_ROWS:
            yield Batch(kind, columns, taken)
            taken = []
    if taken:
        yield Batch(kind, columns, taken)


def cut_batches(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The same batches, none of them too large.

    Raises ValueError for one with a column twice: what is derived of it would be of either.
    """
    for batch in batches:
        if len(set(batch.columns)) < len(batch.columns):
            raise ValueError(f"{batch.kind} has a column twice in {batch.columns}")
        if len(batch.rows) <= BATCH_ROWS:
            yield batch
            continue
        for start in range(0, len(batch.rows), BATCH_ROWS):
            yield Batch(batch.kind, batch.columns, batch.rows[start : start + BATCH_ROWS])
