"""Planning a change in a child process, so that the window never waits for it.

The child reads the database itself, read-only, and leaves a large change in a spool file.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.progress import Progress
from t20desk.ui.previews.planned_change import PlannedChange, pack_change

if TYPE_CHECKING:
    from t20desk.editing.pasting import Planned

Plan = Callable[..., "Planned"]
"""A function of the middle floor that gets the database and its arguments."""


class Asked(NamedTuple):
    """What is to be planned, of about how many cells; light where each takes next to no time."""

    plan: Plan
    arguments: tuple[Any, ...]
    cells: int
    is_light: bool = False


class PlannedAway(NamedTuple):
    """What a child planned, and the index of its change, which is the one of the plan."""

    planned: "Planned"
    packed: PlannedChange


def plan_in_child(
    address: str, tongue: str, plan: Plan, arguments: tuple[Any, ...], progress: Progress
) -> PlannedAway:
    """Plan a change; called in the child, which reads the database itself."""
    i18n.use(tongue)
    db = Database.open(address, read_only=True)
    try:
        planned = plan(db, *arguments)
    finally:
        db.close()
    packed = pack_change(planned.change)
    return PlannedAway(replace(planned, change=packed.change), packed)
