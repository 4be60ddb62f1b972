"""Planning what is done to very many records in a child process, so that the window goes on."""

from array import array
from dataclasses import dataclass

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing.many_records import plan_removal, plan_value
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


def plan_bulk(wish: BulkWish, progress: Progress) -> PlannedChange:
    """Plan it; called in the child, which reads the database itself and only reads it."""
    i18n.use(wish.language)
    database = Database.open(wish.address, read_only=True)
    try:
        if wish.field:
            change = plan_value(database, wish.kind, wish.ids, wish.field, wish.value, progress)
        else:
            change = plan_removal(database, wish.kind, wish.ids, progress)
        return pack_change(change)
    finally:
        database.close()
