"""Writing a planned return: the file still the same, a verified copy first, then one change."""

from collections.abc import Callable, Sequence

from t20desk.db.change import Applied
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.importing.taking import take_change
from t20desk.progress import Progress
from t20desk.reading.source import Source, say_changed
from t20desk.round_trip.values import ReturnPlan


def take_return(
    database: Database,
    sources: Source | Sequence[Source],
    plan: ReturnPlan,
    progress: Progress | None = None,
    warn: Callable[[str], None] | None = None,
) -> Applied:
    """Apply a plan as one change; what clashes and was not decided is no part of it."""
    first, *others = [sources] if isinstance(sources, Source) else sources
    for source in others:
        if not source.is_unchanged():
            raise UserError(say_changed(source.name))
    return take_change(database, first, plan.change, progress, warn)
