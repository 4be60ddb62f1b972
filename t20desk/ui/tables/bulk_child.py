"""Planning what is done to very many records in a child process, so that the window goes on."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing.many_records import plan_value
from t20desk.editing.removing import Deletion, plan_deletion
from t20desk.progress import Progress
from t20desk.ui.previews.planned_change import PlannedChange, pack_change


@dataclass(frozen=True, slots=True)
class BulkWish:
    """What is to happen to which records; without a field they are removed."""

    address: str
    language: str
    kind: str
    ids: "array[int]"
    field: str = ""
    value: Stored = None


class PlannedBulk(NamedTuple):
    """What was planned, and of what was to be deleted, how many records stay and why."""

    packed: PlannedChange
    kept: int
    reasons: Sequence[str]


def plan_bulk(wish: BulkWish, progress: Progress) -> PlannedBulk:
    """Plan it; called in the child, which reads the database itself and only reads it."""
    i18n.use(wish.language)
    database = Database.open(wish.address, read_only=True)
    try:
        if wish.field:
            planned = Deletion(
                plan_value(database, wish.kind, wish.ids, wish.field, wish.value, progress)
            )
        else:
            planned = plan_deletion(database, wish.kind, wish.ids, progress)
        return PlannedBulk(pack_change(planned.change), planned.kept, planned.reasons)
    finally:
        database.close()
