"""The database as it was known on a day: later changes taken back from the journal, in a copy."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from t20desk.db.change import BATCH_ROWS, Batch, Change, Label, Row, split_rows
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_

KNOWN = N_("As known on {day}")
Cells = dict[str, Stored]
Earlier = dict[int, Cells | None]
"""What a record was: cells to put over the present ones, or None where it was not there yet."""


@contextmanager
def known_on(database: Database, day: str) -> Iterator[Database]:
    """A database that holds every record as it was known at the end of a day (ISO)."""
    latest, sequence = _find_sequences(database, day)
    if sequence == latest:
        yield database
        return
    with tempfile.TemporaryDirectory(prefix="t20desk-") as folder:
        known = Database.create(
            Path(folder) / "known.t20", user=database.user, kinds=database.kinds
        )
        try:
            _fill(known, database, sequence, day)
            yield known
        finally:
            known.close()


def _find_sequences(database: Database, day: str) -> tuple[int, int]:
    """The number of the latest operation, and of the latest one up to the end of the day."""
    operation = database.tables["operation"]
    newest = func.coalesce(func.max(operation.c.sequence), 0)
    with database.read() as connection:
        latest = connection.scalar(select(newest))
        known = connection.scalar(select(newest).where(operation.c.time < _end_of(day)))
    return latest or 0, known or 0


def _end_of(day: str) -> str:
    """The end of a day by this computer's clock, as the journal writes times."""
    following = date.fromisoformat(day) + timedelta(days=1)
    midnight = datetime.combine(following, time()).astimezone()
    return midnight.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _fill(known: Database, database: Database, sequence: int, day: str) -> None:
    with database.read() as connection:
        batches = collect_batches(
            batch
            for kind in database.kinds.values()
            for batch in _read_kind(connection, database, kind, sequence)
        )
    applied = known.apply(Change(Label(KNOWN, {"day": day}), batches))
    if applied.problems:
        raise UserError(applied.problems[0].message)


def _read_kind(
    connection: Connection, database: Database, kind: Kind, sequence: int
) -> Iterator[Batch]:
    """The records of a kind as they were after an operation."""
    names = tuple(one.name for one in kind.written)
    earlier = _read_earlier(connection, database, kind.name, names, sequence)
    rows = _read_rows(connection, database, kind, names, earlier)
    yield from split_rows(kind.name, names, rows, BATCH_ROWS // 4)


def _read_earlier(
    connection: Connection, database: Database, kind: str, names: Sequence[str], sequence: int
) -> Earlier:
    """What every record touched after the operation was before, latest entry first."""
    journal = database.tables["journal"]
    query = (
        select(journal.c.id, journal.c.verb, journal.c.cells)
        .where(journal.c.sequence > sequence, journal.c.kind == kind)
        .order_by(journal.c.number.desc())
    )
    earlier: Earlier = {}
    for key, verb, cells in connection.execute(query):
        if verb == "new":
            earlier[key] = None
        elif verb == "gone":
            image = json.loads(cells or "{}")
            earlier[key] = {name: image.get(name) for name in names}
        else:
            olds = {name: old for name, (old, _new) in json.loads(cells or "{}").items()}
            earlier[key] = {**(earlier.get(key) or {}), **olds}
    return earlier


def _read_rows(
    connection: Connection,
    database: Database,
    kind: Kind,
    names: Sequence[str],
    earlier: Earlier,
) -> Iterator[Row]:
    table = database.tables[kind.name]
    columns = [table.c[name] for name in names]
    present: set[int] = set()
    for row in connection.execute(select(table.c.id, *columns).order_by(table.c.id)):
        key, cells = row[0], tuple(row[1:])
        if key not in earlier:
            yield key, None, cells
            continue
        present.add(key)
        before = earlier[key]
        if before is not None:
            now = dict(zip(names, cells, strict=True))
            yield key, None, tuple((now | before)[name] for name in names)
    for key, before in earlier.items():
        if key not in present and before is not None:
            yield key, None, tuple(before.get(name) for name in names)
