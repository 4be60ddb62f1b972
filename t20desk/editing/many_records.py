"""Planning what is done to very many records at once, part by part; nothing is written here."""

from collections.abc import Iterator, Sequence

from t20desk.db.change import Batch, Change, Problem
from t20desk.db.database import Database
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.editing.planning import CHUNK, check_change, name_edits, plan_edit
from t20desk.errors import UserError
from t20desk.progress import Progress


def plan_value(
    database: Database, kind: str, ids: Sequence[int], name: str, value: Stored, progress: Progress
) -> Change:
    """Plan one value of a field for many records; those that have it already are left out."""

    def batches() -> Iterator[Batch]:
        for start in range(0, len(ids), CHUNK):
            progress(start, len(ids))
            part = plan_edit(
                database, kind, {key: {name: value} for key in ids[start : start + CHUNK]}
            )
            _refuse_problems(check_change(database.kinds, part))
            yield from part.batches

    planned = collect_batches(batches())
    return Change(name_edits(database.kinds[kind], ids, (name,)), planned)


def _refuse_problems(problems: Sequence[Problem]) -> None:
    if problems:
        raise UserError(problems[0].message)
