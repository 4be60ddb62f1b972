"""The database as it was known on a day: a copy in which the later changes are taken back.

Everything that reads a database reads the copy like any other. Making it costs a copy of the file
and taking back what came later; it serves until the database is closed.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, func, select

from t20desk import i18n
from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.copying import copy_database
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.history.earlier import Earlier, drop_later, lay_over, read_earlier
from t20desk.db.present_cells import read_cells
from t20desk.db.spool import collect_batches
from t20desk.db.times import end_of_day
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.leftovers import passing_folder
from t20desk.progress import Progress

KNOWN = N_("As known on {day}")
MOST_STATES = 3
"""So many earlier states are kept beside a database; the oldest goes first."""
PART = 5_000
HALF = 1_000


class EarlierState(Database):
    """A copy of a database at an earlier moment; its file goes when it is closed."""

    def close(self) -> None:
        """Give all connections back and remove the file with its folder."""
        super().close()
        if self.path is not None:
            shutil.rmtree(self.path.parent, ignore_errors=True)


def known_database(database: Database, day: str | None) -> Database:
    """The database that holds what was known at the end of a day (ISO): itself, or a copy."""
    if day is None or isinstance(database, EarlierState):
        return database
    sequence = find_moment(database, day)
    if sequence is None:
        return database
    with database.states_turn:
        if not _is_kept(database, sequence):
            path = build_state(database, sequence, day)
            keep_state(database, sequence, path)
        return database.states[sequence]


def _is_kept(database: Database, sequence: int) -> bool:
    """Whether a state is there that has the fields which the database has today."""
    state = database.states.get(sequence)
    return state is not None and state.kinds is database.kinds


def find_moment(database: Database, day: str) -> int | None:
    """The number of the last operation known at the end of a day; None where all were known."""
    operation = database.tables["operation"]
    end = end_of_day(day)
    with database.read() as connection:
        latest = connection.scalar(select(func.max(operation.c.sequence))) or 0
        low, high = 0, latest
        # Times never run backwards, so that a few looks find the place among many operations.
        while low < high:
            middle = (low + high + 1) // 2
            query = select(func.max(operation.c.time)).where(operation.c.sequence == middle)
            low, high = (middle, high) if connection.scalar(query) < end else (low, middle - 1)
    return None if low == latest else low


def is_known(database: Database, day: str) -> bool:
    """Whether what was known on a day can be read at once."""
    if isinstance(database, EarlierState):
        return True
    sequence = find_moment(database, day)
    return sequence is None or _is_kept(database, sequence)


def build_in_child(
    address: str, folder: Path, sequence: int, day: str, language: str, report: Progress
) -> Path:
    """Write an earlier state for the window; called in the child, which only reads the database."""
    i18n.use(language)
    database = Database.open(address, read_only=True)
    try:
        return build_state(database, sequence, day, report, folder)
    finally:
        database.close()


def make_folder() -> Path:
    """A new folder, for nobody else, in which an earlier state may lie."""
    return Path(tempfile.mkdtemp(dir=passing_folder()))


def drop_folder(folder: Path) -> None:
    """Remove the folder of a state that nobody waits for any more."""
    shutil.rmtree(folder, ignore_errors=True)


def build_state(
    database: Database,
    sequence: int,
    day: str,
    progress: Progress | None = None,
    folder: Path | None = None,
) -> Path:
    """Write a copy of the database as it was after an operation; the file, in a new folder."""
    folder = folder or make_folder()
    path = folder / "known.t20"
    try:
        path.touch()
        copy_database(database, path, partial(_report_part, progress, 0))
        state = Database.open(path, user=database.user)
        try:
            drop_later(state, sequence)
            _take_back(state, sequence, day, partial(_report_part, progress, 1))
        finally:
            state.close()
    except BaseException:
        drop_folder(folder)
        raise
    return path


def _report_part(progress: Progress | None, part: int, done: int, total: int) -> None:
    """Tell how far one of two parts is: copying, and taking back what came later."""
    if progress:
        progress(part * HALF + HALF * done // max(total, 1), 2 * HALF)


def keep_state(database: Database, sequence: int, path: Path) -> None:
    """Keep an earlier state beside its database until that is closed.

    Its file has the columns of today, so it is read with the fields of today.
    """
    state = EarlierState.open(path, read_only=True)
    state.kinds, state.metadata = database.kinds, database.metadata
    if sequence in database.states:
        database.states.pop(sequence).close()
    database.states[sequence] = state
    for oldest in list(database.states)[:-MOST_STATES]:
        database.states.pop(oldest).close()


def _take_back(state: Database, sequence: int, day: str, tell: Progress) -> None:
    """Apply to a copy the change that takes everything later back."""
    with state.read() as connection:
        batches = collect_batches(
            batch
            for kind in state.kinds.values()
            for batch in _turn_kind(connection, state, kind, sequence)
        )
    change = Change(Label(KNOWN, {"day": day}), batches)
    total = change.counts().total
    applied = state.apply(change, lambda done: tell(done, total))
    if applied.is_refused:
        problem = next(iter(applied.problems), None)
        raise UserError(problem.message if problem else _unclear(day))


def _unclear(day: str) -> str:
    return _("What was known on {day} cannot be worked out; check the database.").format(day=day)


def _turn_kind(
    connection: Connection, state: Database, kind: Kind, sequence: int
) -> Iterator[Batch]:
    """The records of a kind that are different now, from what they are to what they were."""
    earlier = read_earlier(connection, state, kind.name, sequence)
    names = tuple(one.name for one in kind.written)
    ids = list(earlier)
    for start in range(0, len(ids), PART):
        part = ids[start : start + PART]
        rows = list(_turn_rows(connection, state, kind, names, earlier, part))
        if rows:
            yield Batch(kind.name, names, rows)


def _turn_rows(
    connection: Connection,
    state: Database,
    kind: Kind,
    names: tuple[str, ...],
    earlier: Earlier,
    ids: Sequence[int],
) -> Iterator[Row]:
    present = read_cells(connection, state.store, state.tables[kind.name], ids, names)
    for key in ids:
        now, before = present.get(key), earlier[key]
        after = None if before is None else lay_over(names, now, before)
        if now != after:
            yield key, now, after
