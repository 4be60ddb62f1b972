"""Planning the return of a book in a child process, so that the window never waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from t20desk import i18n
from t20desk.confirming import plan_reply
from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.progress import Progress
from t20desk.round_trip.joining import join_plans
from t20desk.round_trip.opening import open_return
from t20desk.round_trip.saying import ClashLine, tell_clashes
from t20desk.round_trip.values import ReturnOptions, ReturnPlan
from t20desk.ui.previews.planned_change import ChangeIndex, PlannedChange, pack_change

NOTHING = Change(Label(""), ())


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as plain values, its change apart, and its clashes in words."""

    plan: ReturnPlan
    change: PlannedChange
    lines: list[ClashLine]
    paths: list[Path]
    """The files that are part of it."""
    written: frozenset[tuple[str, int]]
    """The records with clashes that are written, however these are decided."""

    def open(self) -> tuple[ReturnPlan, ChangeIndex]:
        """The plan in the window's process, and where the rows of its change lie."""
        index = self.change.open()
        return replace(self.plan, change=index.change), index


def plan_in_child(
    address: str, language: str, paths: Sequence[Path], options: ReturnOptions, progress: Progress
) -> Planned:
    """Plan it; called in the child, which reads the database itself and only reads it.

    Of several files those that cannot be read are told, and the others are planned as one.
    """
    i18n.use(language)
    database = Database.open(address, read_only=True)
    try:
        plans, files, refused = list[ReturnPlan](), list[Path](), list[UserError]()
        for path in paths:
            try:
                with open_return(path) as source:
                    plans.append(plan_reply(database, source, options, lambda n: progress(n, 0)))
                files.append(path)
            except UserError as error:
                refused.append(error)
        if not plans:
            raise refused[0]
        plan, places = join_plans(plans)
        plan.remarks += [error.message for error in refused]
        lines = tell_clashes(database, plan.clashes)
        kept = [files[place] for place in places]
        change, written = pack_change(plan.change), _find_written(plan)
        return Planned(replace(plan, change=NOTHING), change, lines, kept, written)
    finally:
        database.close()


def _find_written(plan: ReturnPlan) -> frozenset[tuple[str, int]]:
    asked = {(one.conflict.kind, one.conflict.id) for one in plan.clashes}
    batches = plan.change.batches if asked else ()
    return frozenset(
        (batch.kind, row[0])
        for batch in batches
        for row in batch.rows
        if (batch.kind, row[0]) in asked
    )
