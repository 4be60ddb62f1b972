"""Writing a planned import: the file still the same, a verified copy first, then one change."""

from t20desk.backing_up import back_up
from t20desk.db.database import Database
from t20desk.db.journal import Applied, Progress
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.importing.values import ImportPlan
from t20desk.reading import Source
from t20desk.reading.source import say_changed


def take_import(
    database: Database, source: Source, plan: ImportPlan, progress: Progress | None = None
) -> Applied:
    """Apply a plan as one change; raises UserError when errors or a changed file forbid it."""
    if not plan.may_apply:
        raise UserError(
            _(
                "{file}: {count} rows have errors, nothing was imported; "
                "correct them or leave them out."
            ).format(file=source.name, count=plan.counts.errors)
        )
    if not source.is_unchanged():
        raise UserError(say_changed(source.name))
    if plan.change.is_empty:
        return Applied()
    back_up(database, reason="import")
    return database.apply(plan.change, progress)
