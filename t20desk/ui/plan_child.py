"""Planning a change in a child process, so that the window never waits for it.

The child reads the database itself, read-only, and leaves a large change in a spool file.
"""

import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from t20desk import i18n
from t20desk.db.change import Batch
from t20desk.db.database import Database
from t20desk.db.spool import Spool

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


Report = Callable[[int, int], None]


def plan_in_child(
    address: str, tongue: str, plan: Plan, arguments: tuple[Any, ...], report: Report
) -> "Planned":
    """Plan a change; called in the child, which reads the database itself."""
    i18n.use(tongue)
    db = Database.open(address, read_only=True)
    try:
        planned = plan(db, *arguments)
    finally:
        db.close()
    kept = keep_batches(planned.change.batches)
    return replace(planned, change=replace(planned.change, batches=kept))


def keep_batches(batches: Sequence[Batch]) -> Sequence[Batch]:
    """A spool that leaves its file behind when its process ends, for the window to remove."""
    if not isinstance(batches, Spool):
        return list(batches)
    batches.hand_over()
    return batches


def adopt_batches(batches: Sequence[Batch]) -> None:
    """The spool file of a child goes when nobody holds it any more."""
    if isinstance(batches, Spool):
        weakref.finalize(batches, batches.path.unlink, missing_ok=True)
