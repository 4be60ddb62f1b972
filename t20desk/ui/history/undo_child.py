"""Planning in a child process what takes a large change back, so that the window goes on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.history.undoing import Undoing
from t20desk.progress import Progress
from t20desk.ui.previews.planned_change import PlannedChange, pack_change

MANY = 2_000
"""The taking back of more records than this is planned in a child process."""


@dataclass(frozen=True, slots=True)
class UndoWish:
    """What plans it: a function that gets the database and these arguments."""

    address: str
    language: str
    plan: Callable[..., Undoing]
    arguments: tuple[Any, ...]


class PlannedUndo(NamedTuple):
    """What a child found, and the index of its change, which is the one of the undoing."""

    undoing: Undoing
    planned: PlannedChange


def plan_back(wish: UndoWish, _progress: Progress) -> PlannedUndo:
    """Plan it; called in the child, which reads the database itself and only reads it."""
    i18n.use(wish.language)
    database = Database.open(wish.address, read_only=True)
    try:
        undoing = wish.plan(database, *wish.arguments)
        planned = pack_change(undoing.change)
        return PlannedUndo(replace(undoing, change=planned.change), planned)
    finally:
        database.close()
