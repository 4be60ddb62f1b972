"""Writing a planned return: the file still the same, a verified copy first, then one change."""

from collections.abc import Callable

from t20desk.backing_up import back_up
from t20desk.db.database import Database
from t20desk.db.journal import Applied, Progress
from t20desk.db.many_values import many_values
from t20desk.errors import UserError
from t20desk.reading import Source
from t20desk.reading.source import say_changed
from t20desk.round_trip.values import ReturnPlan


def take_return(
    database: Database,
    source: Source,
    plan: ReturnPlan,
    progress: Progress | None = None,
    warn: Callable[[str], None] | None = None,
) -> Applied:
    """Apply a plan as one change; raises UserError where the file has changed meanwhile.

    A copy that cannot be made stops nobody: `warn` is told, and the change can be undone.
    """
    if not source.is_unchanged():
        raise UserError(say_changed(source.name))
    if plan.change.is_empty:
        return Applied()
    try:
        back_up(database, reason="import")
    except UserError as error:
        if warn:
            warn(error.message)
    with many_values():
        return database.apply(plan.change, progress)
