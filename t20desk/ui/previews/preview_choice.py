"""What is left out of a change that is looked at: whole rows, single cells, and what hangs on them.

A row that points to a left out new record goes with it, and one that belongs to a left out record
alone; a row that was to go stays with the record it points to. A record that was only made for rows
of the kind that the change is about, such as a guest nobody knew, goes with the last of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.fields import Kind, Kinds
from t20desk.db.spool import collect_batches
from t20desk.ui.previews.planned_change import verb_of

Key = tuple[str, int]
"""A kind and the id of its record."""

MOST_ROWS = 200_000
"""A larger change is taken whole or not at all: its ticks would fill the memory."""


class ChangeChoice:
    """The ticks of a preview: everything is taken until it is left out."""

    def __init__(self, kinds: Kinds, change: Change, total: int | None = None) -> None:
        """`total` is how many rows the change has, where that is known already."""
        self._kinds = kinds
        self._change = change
        self._total = change.counts().total if total is None else total
        self.is_open = self._total <= MOST_ROWS
        self._rows: set[Key] = set()
        self._cells: dict[Key, set[str]] = {}
        self._map: _ChangeMap | None = None
        self._left: set[Key] = set()
        self._left_cells: dict[Key, set[str]] = {}

    def takes_row(self, key: Key) -> bool:
        """Whether a row is part of the change."""
        return key not in self._left

    def takes_cell(self, key: Key, name: str) -> bool:
        """Whether a cell of a row is part of the change."""
        return key not in self._left and name not in self._left_cells.get(key, ())

    def tick_rows(self, rows: Iterable[Key], on: bool) -> None:
        """Take rows or leave them out; ticking a row takes all its cells again."""
        for key in rows:
            if on:
                self._rows.discard(key)
                self._cells.pop(key, None)
            else:
                self._rows.add(key)
        self._follow_links()

    @property
    def left_rows(self) -> Set[Key]:
        """The rows that somebody left out, without those that went with them."""
        return self._rows

    @property
    def left_cells(self) -> Mapping[Key, Set[str]]:
        """The cells that somebody left out, by row."""
        return {key: names for key, names in self._cells.items() if names}

    def leave_out(self, rows: Iterable[Key], cells: Mapping[Key, Iterable[str]]) -> None:
        """Leave rows and cells out again, as far as they are part of this change."""
        known = self._known()
        self._rows = {key for key in rows if key in known.verbs}
        self._cells = {
            key: left
            for key, names in cells.items()
            if (left := known.changed.get(key, set()) & {*names})
        }
        self._follow_links()

    def leave_all(self) -> None:
        """Leave every row out."""
        self._rows = set(self._known().verbs)
        self._cells.clear()
        self._follow_links()

    def tick_cell(self, key: Key, name: str, on: bool) -> None:
        """Take a cell or leave it out; one cell of a left out row takes that cell alone."""
        cells = self._cells.setdefault(key, set())
        if on and key in self._rows:
            self._rows.discard(key)
            cells.update(self._known().changed.get(key, ()))
        cells.discard(name) if on else cells.add(name)
        self._follow_links()

    def count_left(self, kind: str, verbs: Sequence[str]) -> int:
        """How many records of a kind are left out, of those with which one of these is done."""
        known = self._map
        if known is None:
            return 0
        of_kind = (key for key in self._left if key[0] == kind and known.verbs[key] in verbs)
        return sum(known.times[key] for key in of_kind)

    def left_records(self, kind: str) -> Set[int]:
        """The records of a kind of which nothing is taken, of what belongs to them neither."""
        known = self._map
        if known is None or not self._left:
            return frozenset()
        owners = {own for own, rows in known.belonging.items() if not self._left.isdisjoint(rows)}
        found = {key for key in owners | self._left if key[0] == kind}
        return {key[1] for key in found if self._left.issuperset(known.rows_of(key))}

    def takes_any(self) -> bool:
        """Whether a record is left to be written."""
        left = sum(self._map.times[key] for key in self._left) if self._map else 0
        return left < self._total

    def pick(self) -> Change:
        """The change as it is ticked."""
        if not self._left and not any(self._left_cells.values()):
            return self._change
        batches = collect_batches(self._pick_batches())
        return replace(self._change, batches=batches, label=self._name(batches))

    def _name(self, batches: Sequence[Batch]) -> Label:
        """The label with the number of records that are left."""
        label = self._change.label
        if "count" not in label.arguments:
            return label
        kind = label.arguments.get("kind")
        count = sum(len(batch.rows) for batch in batches if batch.kind == kind)
        return label._replace(arguments={**label.arguments, "count": count})

    def _pick_batches(self) -> Iterator[Batch]:
        for batch in self._change.batches:
            kept: dict[tuple[str, ...], list[Row]] = {}
            for row in batch.rows:
                key = (batch.kind, row[0])
                if key not in self._left:
                    columns, cells = _cut_row(batch.columns, row, self._left_cells.get(key))
                    kept.setdefault(columns, []).append(cells)
            for columns, rows in kept.items():
                yield Batch(batch.kind, columns, rows)

    def _known(self) -> "_ChangeMap":
        if self._map is None:
            self._map = _map_change(self._kinds, self._change)
        return self._map

    def _follow_links(self) -> None:
        """Find what goes with the rows that are left out, and rows that have no cell left."""
        known = self._known()
        self._left = set()
        self._left_cells = {key: set(names) for key, names in self._cells.items()}
        # Those that are the change's own subject come first: with them goes what was made for them.
        subject = self._change.label.arguments.get("kind")
        for is_subject in (True, False):
            self._leave(
                [key for key in self._rows if (key[0] == subject) is is_subject], is_subject
            )
        for key, names in self._left_cells.items():
            if known.changed.get(key, set()) <= names:
                self._left.add(key)

    def _leave(self, rows: Iterable[Key], is_subject: bool) -> None:
        """Leave rows out with what points to them, and of a subject what was made for it alone."""
        known, waiting = self._known(), list(rows)
        while waiting:
            key = waiting.pop()
            if key in self._left:
                continue
            self._left.add(key)
            waiting += known.belonging.get(key, ())
            for other, name in known.pointing.get(key, ()):
                if known.verbs[other] == "changed":
                    self._left_cells.setdefault(other, set()).add(name)
                else:
                    waiting.append(other)
            if is_subject:
                waiting += self._list_lonely(known.made_for.get(key, ()))

    def _list_lonely(self, made: Iterable[Key]) -> Iterator[Key]:
        """The records of other kinds to which no row that is taken points any more."""
        subject, known = self._change.label.arguments.get("kind"), self._known()
        for key in made:
            if key[0] != subject:
                own = known.belonging.get(key, ())
                pointing = {other for other, _name in known.pointing[key]} - {*own}
                if self._left.issuperset(pointing):
                    yield key


@dataclass(slots=True)
class _ChangeMap:
    """What happens to each record of a change, and who points to one that is made or goes."""

    verbs: dict[Key, str] = field(default_factory=dict)
    times: Counter[Key] = field(default_factory=Counter)
    changed: dict[Key, set[str]] = field(default_factory=dict)
    pointing: dict[Key, list[tuple[Key, str]]] = field(default_factory=dict)
    belonging: dict[Key, list[Key]] = field(default_factory=dict)
    """What belongs to a record alone, such as its periods and addresses."""
    made_for: dict[Key, list[Key]] = field(default_factory=dict)
    """The new records that a new row points to."""

    def rows_of(self, key: Key) -> list[Key]:
        """A record, where the change has a row of it, and what belongs to it."""
        own = [key] if key in self.verbs else []
        return own + self.belonging.get(key, [])


def _map_change(kinds: Kinds, change: Change) -> _ChangeMap:
    known = _ChangeMap()
    for batch in change.batches:
        links = _link_places(kinds[batch.kind], batch.columns)
        owners = {one.name for one in kinds[batch.kind].owners}
        for row in batch.rows:
            key = (batch.kind, row[0])
            known.verbs[key] = verb_of(row)
            known.times[key] += 1
            known.changed.setdefault(key, set()).update(changed_names(batch.columns, row))
            for at, name, target in links:
                for cells in row[1:]:
                    if cells is not None and isinstance(aim := cells[at], int):
                        known.pointing.setdefault((target, aim), []).append((key, name))
                        if name in owners:
                            known.belonging.setdefault((target, aim), []).append(key)
    known.pointing = {
        aim: rows
        for aim, rows in known.pointing.items()
        if known.verbs.get(aim, "changed") != "changed"
    }
    for made, rows in known.pointing.items():
        for end, _link in rows if known.verbs[made] == "new" else ():
            if known.verbs[end] == "new" and end not in known.belonging.get(made, ()):
                known.made_for.setdefault(end, []).append(made)
    return known


def changed_names(columns: Sequence[str], row: Row) -> list[str]:
    """The columns in which a row changes what was there."""
    _key, before, after = row
    if before is None or after is None:
        return []
    return [name for name, old, new in zip(columns, before, after, strict=True) if old != new]


def _cut_row(
    columns: tuple[str, ...], row: Row, left: set[str] | None
) -> tuple[tuple[str, ...], Row]:
    """A row without the cells that are left out."""
    key, before, after = row
    if before is None or after is None or not left:
        return columns, row
    kept = [at for at, name in enumerate(columns) if name not in left]
    cells = (key, tuple(before[at] for at in kept), tuple(after[at] for at in kept))
    return tuple(columns[at] for at in kept), cells


def _link_places(kind: Kind, columns: Sequence[str]) -> list[tuple[int, str, str]]:
    """Where among the columns links stand: place, name and the kind they point to."""
    found = ((at, name, kind.fields.get(name)) for at, name in enumerate(columns))
    return [(at, name, one.target) for at, name, one in found if one is not None and one.target]
