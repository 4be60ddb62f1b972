"""What is different between a backup and the database, field by field, and taking it back."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from t20desk.as_known import EarlierState, drop_folder, make_folder
from t20desk.backing_up.restoring import check_backup
from t20desk.db.change import Batch, Change, Counts, Label, Row
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.i18n import N_

TAKEN_BACK = N_("Taken back from the backup {name}")
PART = 5_000
Cells = tuple[Any, ...]
Wanted = Mapping[str, frozenset[int] | None]
"""Kinds with the records wanted of each; None stands for all of them."""


class Difference(NamedTuple):
    """A record that is not as it was: `before` None: it is new since, `now` None: it is gone."""

    kind: str
    id: int
    before: dict[str, Stored] | None
    now: dict[str, Stored] | None

    @property
    def verb(self) -> str:
        """What happened to the record since the backup."""
        if self.before is None:
            return "new"
        return "removed" if self.now is None else "changed"

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that differ; of a record that is new or gone all of them."""
        if self.before is None or self.now is None:
            return tuple(self.before or self.now or ())
        return tuple(name for name, cell in self.before.items() if cell != self.now[name])


def open_backup(path: Path) -> Database:
    """A backup to be read: a copy of it with the fields of today, so that it stays untouched.

    Raises UserError where the backup is damaged or not ours.
    """
    check_backup(path)
    folder = make_folder()
    try:
        copy = folder / path.name
        shutil.copyfile(path, copy)
        return EarlierState.open(copy)
    except BaseException:
        drop_folder(folder)
        raise


def compare_databases(earlier: Database, later: Database) -> dict[str, Counts]:
    """How many records of each kind are new, changed and removed in `later`."""
    counts: dict[str, Counts] = {}
    for one in list_differences(earlier, later):
        made = Counts(**{one.verb: 1})
        counts[one.kind] = counts.get(one.kind, Counts()) + made
    return counts


def list_differences(
    earlier: Database, later: Database, wanted: Wanted | None = None
) -> Iterator[Difference]:
    """Every record that is not as it was, kind by kind, by id."""
    with earlier.read() as before, later.read() as now:
        for kind in later.kinds.values():
            chosen = None if wanted is None else wanted.get(kind.name, frozenset())
            if kind.name in earlier.tables and chosen != frozenset():
                names = _shared_names(earlier, kind)
                old = _read_rows(before, earlier, kind, names)
                new = _read_rows(now, later, kind, names)
                found = _compare(kind.name, names, old, new)
                yield from (one for one in found if chosen is None or one.id in chosen)


def _shared_names(earlier: Database, kind: Kind) -> tuple[str, ...]:
    known = earlier.tables[kind.name].c
    return tuple(one.name for one in kind.written if one.name in known)


def _read_rows(
    connection: Connection, database: Database, kind: Kind, names: tuple[str, ...]
) -> Iterator[Cells]:
    """The written cells of all records, by id."""
    table = database.tables[kind.name]
    query = select(table.c.id, *(table.c[name] for name in names)).order_by(table.c.id)
    for row in connection.execute(query.execution_options(yield_per=PART)):
        yield tuple(row)


def _compare(
    kind: str, names: tuple[str, ...], before: Iterator[Cells], after: Iterator[Cells]
) -> Iterator[Difference]:
    """Both come by id, so that they are run through side by side."""
    old, now = next(before, None), next(after, None)
    while old is not None or now is not None:
        if now is None or (old is not None and old[0] < now[0]):
            assert old is not None
            yield Difference(kind, old[0], _name_cells(names, old), None)
            old = next(before, None)
        elif old is None or now[0] < old[0]:
            yield Difference(kind, now[0], None, _name_cells(names, now))
            now = next(after, None)
        else:
            if old != now:
                yield Difference(kind, now[0], _name_cells(names, old), _name_cells(names, now))
            old, now = next(before, None), next(after, None)


def _name_cells(names: tuple[str, ...], row: Cells) -> dict[str, Stored]:
    return dict(zip(names, row[1:], strict=True))


def plan_return(
    earlier: Database, later: Database, name: str, wanted: Wanted | None = None
) -> Change:
    """The change that makes everything, or the records wanted, as it was in a backup."""
    differences = list_differences(earlier, later, wanted)
    return Change(Label(TAKEN_BACK, {"name": name}), collect_batches(_make_batches(differences)))


def _make_batches(differences: Iterable[Difference]) -> Iterator[Batch]:
    """The rows from what they are to what they were; rows with the same cells go together."""
    alike: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for one in differences:
        names = one.names
        rows = alike.setdefault((one.kind, names), [])
        rows.append((one.id, _pick(one.now, names), _pick(one.before, names)))
        if len(rows) == PART:
            yield Batch(one.kind, names, alike.pop((one.kind, names)))
    for (kind, names), rows in alike.items():
        yield Batch(kind, names, rows)


def _pick(cells: Mapping[str, Stored] | None, names: tuple[str, ...]) -> Cells | None:
    return None if cells is None else tuple(cells[name] for name in names)
