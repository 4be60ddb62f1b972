"""The one door through which everything is written: check, write, derive, journal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Table, func, select

from t20desk.db.change import (
    Applied,
    Batch,
    Cells,
    Change,
    Conflict,
    Counts,
    Row,
    cut_batches,
)
from t20desk.db.entries import (
    CHANGED,
    ENTRY,
    GONE,
    NEW,
    Author,
    describe_cells,
    describe_image,
    make_entries,
    write_operation,
)
from t20desk.db.fields import Kinds
from t20desk.db.many_values import many_values
from t20desk.db.present_cells import read_cells
from t20desk.db.rules import checking as rules
from t20desk.db.rules import derived
from t20desk.db.rules.derivation import Derivation
from t20desk.db.schema import Schema
from t20desk.progress import RowProgress

FEW = 1_000
"""So few records are always taken out of the search index one by one."""
MANY = 5_000
"""From so many records on the search index gathers them before it writes."""


class Store(Protocol):
    """The part of a database's own ways that writing needs."""

    def insert_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None: ...
    def update_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None: ...
    def is_among(self, column: ColumnElement[Any], ids: Iterable[int]) -> ColumnElement[bool]: ...
    def unindex_rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None: ...
    def index_rows(self, connection: Connection, table: Table, ids: Iterable[int]) -> None: ...
    def gather_index(self, connection: Connection, table: Table) -> None: ...
    def settle_index(self, connection: Connection, table: Table) -> None: ...
    def rebuild_index(self, connection: Connection, table: Table) -> None: ...
    def pack_words(self, words: list[str]) -> Any: ...


class Writer:
    """Writes one change inside an open transaction."""

    def __init__(
        self, connection: Connection, kinds: Kinds, metadata: Schema, store: Store
    ) -> None:
        self.connection = connection
        self.kinds = kinds
        self.tables = metadata.tables
        self.store = store
        self.touched = rules.Touched(kinds)
        self.conflicts: list[Conflict] = []
        self.counts = Counts()
        self.written: set[str] = set()
        self._rebuilt: set[str] = set()
        self._gathered: set[str] = set()
        self._unindexed: dict[str, set[int]] = {}
        self._present: dict[tuple[int, int], Cells] = {}
        operation = self.tables["operation"]
        self.sequence = (connection.scalar(select(func.max(operation.c.sequence))) or 0) + 1

    def write(self, change: Change, progress: RowProgress | None) -> None:
        """Write all batches and their journal; on conflicts stop before the second pass."""
        self._look_through(change)
        for place, batch in enumerate(cut_batches(change.batches)):
            self._clear_way(place, batch)
        if self.conflicts:
            return
        done = 0
        for place, batch in enumerate(cut_batches(change.batches)):
            self._write_batch(place, batch)
            done += len(batch.rows)
            if progress:
                progress(done)
        self._refresh_index()

    def _look_through(self, change: Change) -> None:
        """Note the kinds; an index of which most changes or goes is made anew at the end."""
        old, all_rows = Counter[str](), Counter[str]()
        for batch in change.batches:
            self.written.add(batch.kind)
            if self.kinds[batch.kind].searched:
                is_found = self._changes_search(batch)
                rows = [row for row in batch.rows if is_found or row[1] is None or row[2] is None]
                old[batch.kind] += sum(1 for row in rows if row[1] is not None)
                all_rows[batch.kind] += len(rows)
        for name, count in old.items():
            if count > FEW and count > self._count_rows(name) / 2:
                self._rebuilt.add(name)
        for name, count in all_rows.items():
            if count >= MANY and name not in self._rebuilt:
                self._gathered.add(name)
                self.store.gather_index(self.connection, self.tables[name])

    def _count_rows(self, name: str) -> int:
        counted = select(func.count()).select_from(self.tables[name])
        return self.connection.scalar(counted) or 0

    def _clear_way(self, place: int, batch: Batch) -> None:
        """Check what is there, remove what goes, empty unique cells that will change."""
        kept = [row for row in batch.rows if row[1] is not None and row[2] is not None]
        gone = [row for row in batch.rows if row[1] is not None and row[2] is None]
        names = [
            one.name for one in self.kinds[batch.kind].written if one.name not in batch.columns
        ]
        present = self._check_rows(batch, batch.columns, kept)
        images = self._check_rows(batch, (*batch.columns, *names), gone)
        if self.conflicts:
            return
        if kept or gone:
            self.touched.note_before(self.connection, self.store, self.tables, batch)
        for key, before, _after in kept:
            if present[key] != before:
                self._present[place, key] = present[key]
        self._clear_changing(batch, self._find_changing(place, batch))
        if gone:
            self._remove(batch.kind, (*batch.columns, *names), images)

    def _check_rows(
        self, batch: Batch, names: tuple[str, ...], rows: list[Row]
    ) -> dict[int, Cells]:
        """The present cells of rows; what is not as the batch expects it is a conflict."""
        if not rows:
            return {}
        table, ids = self.tables[batch.kind], [row[0] for row in rows]
        present = read_cells(self.connection, self.store, table, ids, names)
        width = len(batch.columns)
        for row in rows:
            cells = present.get(row[0])
            if cells is None or cells[:width] != row[1]:
                self.conflicts.extend(find_conflicts(batch, row, cells))
        return present

    def _find_changing(self, place: int, batch: Batch) -> list[tuple[int, Cells, Cells]]:
        """The records that will differ afterwards, with the cells that really stand there now."""
        known = self._present
        return [
            (key, present, after)
            for key, before, after in batch.rows
            if before is not None
            and after is not None
            and (present := known.get((place, key), before)) != after
        ]

    def _clear_changing(self, batch: Batch, rows: list[tuple[int, Cells, Cells]]) -> None:
        table, kind = self.tables[batch.kind], self.kinds[batch.kind]
        is_rebuilt = kind.name in self._rebuilt
        if rows and not is_rebuilt and self._changes_search(batch):
            done = self._unindexed.setdefault(kind.name, set())
            fresh = [row[0] for row in rows if row[0] not in done]
            done.update(fresh)
            self._unindex(kind.name, fresh)
        for at, name in enumerate(batch.columns):
            if not kind.fields[name].unique:
                continue
            emptied = [(None, key) for key, old, new in rows if old[at] not in (None, new[at])]
            if emptied:
                self.store.update_rows(self.connection, table, [name], emptied)

    def _unindex(self, name: str, ids: list[int]) -> None:
        if self.kinds[name].searched and name not in self._rebuilt:
            self.store.unindex_rows(self.connection, self.tables[name], ids)

    def _remove(self, name: str, columns: Sequence[str], images: dict[int, Cells]) -> None:
        table, ids = self.tables[name], list(images)
        self._unindex(name, ids)
        self.connection.execute(table.delete().where(self.store.is_among(table.c.id, ids)))
        texts = (describe_image(columns, cells) for cells in images.values())
        self._write_journal(name, GONE, ids, texts)
        self.counts += Counts(removed=len(ids))

    def _write_batch(self, place: int, batch: Batch) -> None:
        fresh = [row for row in batch.rows if row[1] is None]
        if fresh:
            ids = [row[0] for row in fresh]
            self._insert(batch, ids, [row[2] or () for row in fresh])
        changing = self._find_changing(place, batch)
        if changing:
            self._update(batch, changing)
        self.touched.note_after(batch)

    def _changes_search(self, batch: Batch) -> bool:
        """Whether what a search finds of a record comes from columns of a batch."""
        return "search_key" in self._derivation(batch).outputs

    def _derivation(self, batch: Batch, is_new: bool = False) -> Derivation:
        return Derivation(self.kinds[batch.kind], batch.columns, self.store.pack_words, is_new)

    def _insert(self, batch: Batch, ids: list[int], cells: list[Cells]) -> None:
        derivation, table = self._derivation(batch, is_new=True), self.tables[batch.kind]
        made = derivation.derive(batch.columns, cells)
        names = ("id", *batch.columns, *derivation.outputs)
        rows = list(zip(ids, *zip(*cells, strict=True), *made, strict=True))
        self.store.insert_rows(self.connection, table, names, rows)
        self._write_journal(batch.kind, NEW, ids)
        if self.kinds[batch.kind].searched and batch.kind not in self._rebuilt:
            self.store.index_rows(self.connection, table, ids)
        self.counts += Counts(new=len(ids))

    def _update(self, batch: Batch, rows: list[tuple[int, Cells, Cells]]) -> None:
        derivation, table = self._derivation(batch), self.tables[batch.kind]
        ids, cells = [row[0] for row in rows], [row[2] for row in rows]
        columns = list(zip(*cells, strict=True))
        if derivation.outputs and set(derivation.needed) <= set(batch.columns):
            made = derivation.derive(batch.columns, cells)
            names = (*batch.columns, *derivation.outputs)
            full = list(zip(*columns, *made, ids, strict=True))
            self.store.update_rows(self.connection, table, names, full)
        else:
            plain = list(zip(*columns, ids, strict=True))
            self.store.update_rows(self.connection, table, batch.columns, plain)
            derive_rows(self.connection, self.store, table, derivation, ids)
        texts = (describe_cells(batch.columns, before, after) for _key, before, after in rows)
        self._write_journal(batch.kind, CHANGED, ids, texts)
        self.counts += Counts(changed=len(ids))

    def _refresh_index(self) -> None:
        for name, ids in self._unindexed.items():
            self.store.index_rows(self.connection, self.tables[name], ids)
        for name in self._rebuilt:
            self.store.rebuild_index(self.connection, self.tables[name])
        for name in self._gathered:
            self.store.settle_index(self.connection, self.tables[name])

    def _write_journal(
        self, kind: str, verb: str, ids: list[int], texts: Iterable[str] | None = None
    ) -> None:
        rows = make_entries(self.sequence, kind, verb, ids, texts)
        self.store.insert_rows(self.connection, self.tables["journal"], ENTRY, rows)


def find_conflicts(batch: Batch, row: Row, present: Cells | None) -> Iterator[Conflict]:
    """Where the record is not as the change expects it; a cell that is so already is none."""
    key, before, after = row
    if present is None:
        yield Conflict(batch.kind, key, None, None, None, None)
        return
    for at, name in enumerate(batch.columns):
        base = before[at] if before is not None else None
        theirs = after[at] if after is not None else None
        if present[at] != base and (after is None or present[at] != theirs):
            yield Conflict(batch.kind, key, name, base, present[at], theirs)


def derive_rows(
    connection: Connection, store: Store, table: Table, derivation: Derivation, ids: Sequence[int]
) -> None:
    """Compute derived columns of records anew from their present cells."""
    if not derivation.outputs:
        return
    present = read_cells(connection, store, table, ids, derivation.needed)
    made = derivation.derive(derivation.needed, list(present.values()))
    rows = list(zip(*made, present, strict=True))
    store.update_rows(connection, table, derivation.outputs, rows)


def write_change(  # noqa: PLR0913 - what writing needs, handed on by the database
    connection: Connection,
    kinds: Kinds,
    metadata: Schema,
    store: Store,
    author: Author,
    change: Change,
    progress: RowProgress | None = None,
) -> Applied:
    """Write a change inside the transaction that is open; the caller commits or rolls back."""
    writer = Writer(connection, kinds, metadata, store)
    with many_values():
        writer.write(change, progress)
    if writer.conflicts or not writer.counts.total:
        return Applied(conflicts=writer.conflicts)
    touched = writer.touched
    derived.refresh(connection, store, metadata, touched, date.today())
    problems = rules.find_problems(connection, store, metadata, touched)
    if problems:
        return Applied(problems=problems)
    write_operation(connection, metadata, writer.sequence, author, change, writer.counts)
    moved = frozenset(writer.written | touched.kinds())
    return Applied(writer.sequence, writer.counts, kinds=moved)
