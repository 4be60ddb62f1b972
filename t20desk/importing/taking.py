"""Writing a planned import: the file still the same, a verified copy first, then one change."""

from collections.abc import Callable

from t20desk.backing_up import back_up
from t20desk.db.change import Applied, Change
from t20desk.db.database import Database
from t20desk.db.many_values import many_values
from t20desk.errors import UserError
from t20desk.i18n import ngettext
from t20desk.importing.values import ImportPlan
from t20desk.progress import Progress, RowProgress
from t20desk.reading.source import Source, say_changed


def take_import(
    database: Database,
    source: Source,
    plan: ImportPlan,
    progress: Progress | None = None,
    warn: Callable[[str], None] | None = None,
) -> Applied:
    """Apply a plan as one change; raises UserError when errors or a changed file forbid it."""
    if not plan.may_apply:
        raise UserError(
            ngettext(
                "{file}: {count} row has an error, nothing was imported; "
                "correct it or leave it out.",
                "{file}: {count} rows have errors, nothing was imported; "
                "correct them or leave them out.",
                plan.counts.errors,
            ).format(file=source.name, count=plan.counts.errors)
        )
    return take_change(database, source, plan.change, progress, warn)


def take_change(
    database: Database,
    source: Source,
    change: Change,
    progress: Progress | None = None,
    warn: Callable[[str], None] | None = None,
) -> Applied:
    """Apply what was planned from a file, a verified copy first; refuses a file that changed.

    A copy that cannot be made stops nobody: `warn` is told, and the change can be undone.
    """
    if not source.is_unchanged():
        raise UserError(say_changed(source.name))
    if change.is_empty:
        return Applied()
    try:
        back_up(database, reason="import")
    except UserError as error:
        if warn:
            warn(error.message)
    with many_values():
        return database.apply(change, _count_on(change, progress) if progress else None)


def _count_on(change: Change, progress: Progress) -> RowProgress:
    """Tell of how many rows of the change so many are written."""
    total = change.counts().total
    return lambda rows: progress(rows, total)
