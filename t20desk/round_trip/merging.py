"""Merging edited rows into the records of today: one function decides cell by cell."""

from collections.abc import Iterator, Sequence, Set
from datetime import date

from sqlalchemy import Connection

from t20desk import members
from t20desk.db.change import Batch, Conflict, Row, three_way
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.history.earlier import read_images
from t20desk.db.history.merged_ids import follow_ids
from t20desk.db.present_cells import read_cells
from t20desk.db.rules.refusals import check_record
from t20desk.db.types import Stored
from t20desk.editing import merge_batches
from t20desk.round_trip.authors import find_authors, find_standing_authors, name_author
from t20desk.round_trip.comparing import ReturnedRow
from t20desk.round_trip.earlier_standings import read_standings
from t20desk.round_trip.outcome import Outcome
from t20desk.round_trip.values import Clash

Cells = dict[str, Stored]
SEVERAL = "choices"


class RowMerger:
    """Turns rows of known records into batches, and notes what clashes."""

    def __init__(
        self, database: Database, kind: Kind, fields: Sequence[Field], outcome: Outcome
    ) -> None:
        self._database = database
        self._kind = kind
        self._standing = [one.name for one in fields if members.is_standing(one)]
        self._names = [one.name for one in fields]
        self._several = [one.name for one in fields if one.type.name == SEVERAL]
        self._earliest = [one.name for one in fields if one.earliest]
        self._outcome = outcome
        self._went: dict[int, int] = {}
        """By the records that others became by a merge of doubles, those that went."""
        self._day = date.today().isoformat()

    def learn_known(self, rows: Sequence[ReturnedRow], latest: int, edited: Set[str]) -> bool:
        """Look up what the records held in the edited columns in the state that their rows show.

        False where a row knows of changes that this database never had.
        """
        names = [name for name in self._names if name in edited and name not in self._standing]
        by_number: dict[int, list[ReturnedRow]] = {}
        for row in rows:
            by_number.setdefault(row.key.number, []).append(row)
        with self._database.read() as connection:
            for number, some in by_number.items():
                if number > latest:
                    continue
                ids = [row.key.id for row in some]
                images = read_images(
                    connection, self._database, self._kind.name, names, number, ids
                )
                for row in some:
                    if row.key.id in images:
                        row.known.update(zip(names, images[row.key.id], strict=True))
                untold = [row for row in some if row.was is None] if self._standing else []
                self._learn_standings(connection, untold, number)
        return all(number <= latest for number in by_number)

    def _learn_standings(
        self, connection: Connection, rows: Sequence[ReturnedRow], number: int
    ) -> None:
        if not rows:
            return
        ids = [row.key.id for row in rows]
        standings = read_standings(connection, self._database, number, ids)
        for row in rows:
            if row.key.id in standings:
                told = standings[row.key.id]._asdict()
                row.known.update((name, told[name]) for name in self._standing)

    def merge(self, rows: Sequence[ReturnedRow]) -> Iterator[Batch]:
        """The batches of what only the book changed."""
        edited = [row for row in rows if row.theirs]
        self._outcome.counts.same += len(rows) - len(edited)
        names = sorted({name for row in edited for name in row.theirs})
        mine = self._read_mine(edited, names)
        if became := self._follow([row for row in edited if row.key.id not in mine]):
            mine.update(self._read_mine(became, names))
        written: dict[int, Cells] = {}
        clashes: list[Clash] = []
        for row in edited:
            if row.key.id not in mine:
                clashes.append(self._clash_whole(row))
                continue
            present = {**mine[row.key.id], **written.get(row.key.id, {})}
            self._merge_row(row, present, written, clashes)
        self._outcome.clashes += self._name_authors(edited, clashes)
        yield from self._make_batches(mine, written)

    def _follow(self, lost: Sequence[ReturnedRow]) -> list[ReturnedRow]:
        """Let rows of records that went by a merge of doubles speak of what those became."""
        became = follow_ids(self._database, self._kind.name, [row.key.id for row in lost])
        found = [row for row in lost if row.key.id in became]
        for row in found:
            self._went[became[row.key.id]] = row.key.id
            row.key = row.key._replace(id=became[row.key.id])
        return found

    def _read_mine(self, rows: Sequence[ReturnedRow], names: Sequence[str]) -> dict[int, Cells]:
        table, ids = self._database.tables[self._kind.name], [row.key.id for row in rows]
        with self._database.read() as connection:
            cells = read_cells(connection, self._database.store, table, ids, names)
        return {key: dict(zip(names, found, strict=True)) for key, found in cells.items()}

    def _merge_row(
        self, row: ReturnedRow, mine: Cells, written: dict[int, Cells], clashes: list[Clash]
    ) -> None:
        key = row.key.id
        merged = three_way(
            self._kind.name, key, row.known, row.theirs, mine, self._several, self._earliest
        )
        problems = list(check_record(self._kind, key, merged.cells, is_new=False))
        if problems:
            self._outcome.refuse(row, problems)
            return
        clashes += [Clash(conflict, row.raw.number) for conflict in merged.conflicts]
        if merged.cells:
            written[key] = {**written.get(key, {}), **merged.cells}
            self._outcome.note_row(self._kind.name, key, row.raw.number)
        self._outcome.count(key, bool(merged.cells), bool(merged.conflicts))

    def _clash_whole(self, row: ReturnedRow) -> Clash:
        """A record that was edited in the book and is gone here; what it would hold again."""
        names = [one.name for one in self._kind.written]
        with self._database.read() as connection:
            images = read_images(
                connection, self._database, self._kind.name, names, row.key.number, [row.key.id]
            )
        cells = dict(zip(names, images.get(row.key.id, ()), strict=False))
        cells.update({name: cell for name, cell in row.theirs.items() if name in names})
        self._outcome.count(row.key.id, False, True)
        conflict = Conflict(self._kind.name, row.key.id, None, None, None, None)
        return Clash(conflict, row.raw.number, cells=tuple(cells.items()))

    def _name_authors(self, rows: Sequence[ReturnedRow], clashes: list[Clash]) -> list[Clash]:
        if not clashes:
            return []
        numbers = {row.key.id: row.key.number for row in rows}
        ids = sorted({clash.conflict.id for clash in clashes})
        since = min(numbers[key] for key in ids)
        known = find_authors(self._database, self._kind.name, [*ids, *self._went.values()], since)
        if self._standing:
            known |= find_standing_authors(self._database, ids, since, known)
        merged = {key: known.get((lost, None)) for key, lost in self._went.items()}
        return [name_author(known, clash, merged.get(clash.conflict.id)) for clash in clashes]

    def _make_batches(self, mine: dict[int, Cells], written: dict[int, Cells]) -> list[Batch]:
        groups: dict[tuple[str, ...], list[Row]] = {}
        standing: dict[int, dict[str, str | None]] = {}
        for key, cells in written.items():
            names = tuple(name for name in cells if name not in self._standing)
            if names:
                before = tuple(mine[key][name] for name in names)
                after = tuple(cells[name] for name in names)
                groups.setdefault(names, []).append((key, before, after))
            if len(names) < len(cells):
                standing[key] = members.take_standing(cells)
        batches = [Batch(self._kind.name, names, rows) for names, rows in groups.items()]
        if not standing:
            return batches
        batches += members.plan_standing(self._database, standing, self._day)
        return merge_batches(batches)
