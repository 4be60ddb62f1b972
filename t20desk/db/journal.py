"""The one door through which everything is written: check, write, derive, journal."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Protocol

from sqlalchemy import Connection, MetaData, Table, func, select

from t20desk.db import derived, rules
from t20desk.db.change import Batch, Cells, Change, Conflict, Counts, Problem, Row, count_rows
from t20desk.db.derivation import Derivation, needed_columns
from t20desk.db.fields import KINDS, Kind
from t20desk.db.held import FEW, held_ids
from t20desk.db.types import Stored

Progress = Callable[[int], None]
"""Told how many rows are done; may raise Cancelled."""


class Store(Protocol):
    """The part of a database's own ways that writing needs."""

    def insert_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None: ...
    def update_rows(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: list[Any]
    ) -> None: ...
    def hold_ids(self, connection: Connection, ids: Iterable[int]) -> None: ...
    def unindex_held(self, connection: Connection, table: Table) -> None: ...
    def index_held(self, connection: Connection, table: Table) -> None: ...
    def pack_words(self, words: list[str]) -> Any: ...


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and at which computer and desk."""

    user: str
    computer: str
    desk: str
    role: str = ""


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


class Writer:
    """Writes one change inside an open transaction."""

    def __init__(self, connection: Connection, metadata: MetaData, store: Store) -> None:
        self.connection = connection
        self.tables = metadata.tables
        self.store = store
        self.touched = rules.Touched()
        self.conflicts: list[Conflict] = []
        self._unindexed: dict[str, set[int]] = {}
        self._inserted: dict[str, list[int]] = {}
        self.sequence = self._next_sequence()

    def _next_sequence(self) -> int:
        operation = self.tables["operation"]
        return (self.connection.scalar(select(func.max(operation.c.sequence))) or 0) + 1

    def write(self, change: Change, progress: Progress | None) -> Counts:
        """Write all batches and their journal; on conflicts stop before the second pass."""
        for batch in change.batches:
            self._clear_way(batch)
        if self.conflicts:
            return Counts()
        counts, done = Counts(), 0
        for batch in change.batches:
            counts += self._write_batch(batch)
            done += len(batch.rows)
            if progress:
                progress(done)
        self._refresh_index()
        return counts

    def _clear_way(self, batch: Batch) -> None:
        """Check what is there, remove what goes, empty unique cells that will change."""
        old = [row for row in batch.rows if row[1] is not None]
        if not old:
            return
        table, kind = self.tables[batch.kind], KINDS[batch.kind]
        ids = [row[0] for row in old]
        present = read_cells(self.connection, self.store, table, ids, batch.columns)
        for row in old:
            self.conflicts.extend(find_conflicts(batch, row, present.get(row[0])))
        if self.conflicts:
            return
        self.touched.note_before(self.connection, self.store, self.tables, batch)
        self._unindex(kind, table, ids)
        gone = [key for key, _before, after in old if after is None]
        if gone:
            self.store.hold_ids(self.connection, gone)
            self.connection.execute(table.delete().where(table.c.id.in_(held_ids())))
        self._empty_unique(kind, table, batch, old)

    def _unindex(self, kind: Kind, table: Table, ids: list[int]) -> None:
        if not kind.searched:
            return
        done = self._unindexed.setdefault(kind.name, set())
        fresh = [one for one in ids if one not in done]
        if fresh:
            done.update(fresh)
            self.store.hold_ids(self.connection, fresh)
            self.store.unindex_held(self.connection, table)

    def _empty_unique(self, kind: Kind, table: Table, batch: Batch, rows: list[Row]) -> None:
        names = [name for name in batch.columns if name in kind.fields and kind.fields[name].unique]
        for name in names:
            at = batch.columns.index(name)
            changing = [
                (None, key)
                for key, before, after in rows
                if after is not None and before is not None and before[at] != after[at]
            ]
            if changing:
                self.store.update_rows(self.connection, table, [name], changing)

    def _write_batch(self, batch: Batch) -> Counts:
        table = self.tables[batch.kind]
        kind = KINDS[batch.kind]
        fresh = [(key, after) for key, before, after in batch.rows if before is None and after]
        kept = [row for row in batch.rows if row[1] is not None and row[2] is not None]
        if fresh:
            self._insert(kind, table, batch.columns, fresh)
        if kept:
            self._update(kind, table, batch.columns, kept)
        self.touched.note_after(batch)
        self._write_journal(batch)
        return count_rows(batch)

    def _insert(
        self, kind: Kind, table: Table, columns: Sequence[str], rows: list[tuple[int, Cells]]
    ) -> None:
        derivation = Derivation(kind, columns, self.store.pack_words, is_new=True)
        derive = derivation.derive
        names = ["id", *columns, *derivation.outputs]
        full = [(key, *cells, *derive(cells)) for key, cells in rows]
        self.store.insert_rows(self.connection, table, names, full)
        if kind.searched:
            self._inserted.setdefault(kind.name, []).extend(key for key, _cells in rows)

    def _update(self, kind: Kind, table: Table, columns: Sequence[str], rows: list[Row]) -> None:
        cells = [(*after, key) for key, _before, after in rows if after is not None]
        self.store.update_rows(self.connection, table, columns, cells)
        needed = needed_columns(kind)
        if needed and any(name in needed for name in columns):
            derive_rows(self.connection, self.store, kind, table, [row[0] for row in rows])

    def _refresh_index(self) -> None:
        for name in {*self._unindexed, *self._inserted}:
            ids = {*self._unindexed.get(name, ()), *self._inserted.get(name, ())}
            self.store.hold_ids(self.connection, ids)
            self.store.index_held(self.connection, self.tables[name])

    def _write_journal(self, batch: Batch) -> None:
        rows = [
            (self.sequence, batch.kind, key, *describe_row(batch.columns, before, after))
            for key, before, after in batch.rows
        ]
        columns = ("sequence", "kind", "id", "verb", "cells")
        self.store.insert_rows(self.connection, self.tables["journal"], columns, rows)


def describe_row(
    columns: Sequence[str], before: Cells | None, after: Cells | None
) -> tuple[str, str | None]:
    """The verb and cells of one journal row: nothing for new, changed cells, or the whole row."""
    if before is None:
        return "new", None
    if after is None:
        whole = {name: cell for name, cell in zip(columns, before, strict=True) if cell is not None}
        return "gone", json.dumps(whole, ensure_ascii=False)
    cells = {
        name: [old, new]
        for name, old, new in zip(columns, before, after, strict=True)
        if old != new
    }
    return "changed", json.dumps(cells, ensure_ascii=False)


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


def read_cells(
    connection: Connection, store: Store, table: Table, ids: Sequence[int], columns: Sequence[str]
) -> dict[int, tuple[Stored, ...]]:
    """The present cells of records by id; an id that is not there is left out."""
    wanted = [table.c.id, *(table.c[name] for name in columns)]
    if len(ids) <= FEW:
        condition = table.c.id.in_(list(ids))
    else:
        store.hold_ids(connection, ids)
        condition = table.c.id.in_(held_ids())
    rows = connection.execute(select(*wanted).where(condition))
    return {row[0]: tuple(row[1:]) for row in rows}


def derive_rows(
    connection: Connection, store: Store, kind: Kind, table: Table, ids: Sequence[int]
) -> None:
    """Compute the derived columns of records anew from their present cells."""
    derivation = Derivation(kind, needed_columns(kind), store.pack_words)
    present = read_cells(connection, store, table, ids, derivation.columns)
    rows = [(*derivation.derive(cells), key) for key, cells in present.items()]
    if rows:
        store.update_rows(connection, table, derivation.outputs, rows)


def write_change(
    connection: Connection,
    metadata: MetaData,
    store: Store,
    author: Author,
    change: Change,
    progress: Progress | None = None,
) -> Applied:
    """Write a change inside the transaction that is open; the caller commits or rolls back."""
    writer = Writer(connection, metadata, store)
    counts = writer.write(change, progress)
    if writer.conflicts:
        return Applied(conflicts=writer.conflicts)
    derived.refresh(connection, store, metadata, writer.touched, date.today())
    problems = rules.find_problems(connection, store, metadata, writer.touched)
    if problems:
        return Applied(problems=problems)
    _write_operation(connection, metadata, writer.sequence, author, change, counts)
    kinds = frozenset(batch.kind for batch in change.batches if batch.rows)
    return Applied(writer.sequence, counts, kinds=kinds)


def _write_operation(
    connection: Connection,
    metadata: MetaData,
    sequence: int,
    author: Author,
    change: Change,
    counts: Counts,
) -> None:
    operation = metadata.tables["operation"]
    latest = connection.scalar(select(func.max(operation.c.time))) or ""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    connection.execute(
        operation.insert(),
        {
            "sequence": sequence,
            "id": f"{author.desk}-{sequence}",
            "desk": author.desk,
            "counter": sequence,
            "time": max(now, latest),
            "user": author.user,
            "computer": author.computer,
            "role": author.role or None,
            "door": change.door,
            "message": change.label.message,
            "arguments": json.dumps(dict(change.label.arguments), ensure_ascii=False),
            "file": change.file or None,
            "hash": change.hash or None,
            "undoes": change.undoes,
            **counts._asdict(),
        },
    )
