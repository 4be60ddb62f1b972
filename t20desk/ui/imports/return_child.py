"""Planning the return of a book in a child process, so that the window never waits for it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from t20desk import i18n
from t20desk.confirming import plan_reply
from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.round_trip import ReturnOptions, ReturnPlan, open_return
from t20desk.round_trip.saying import ClashLine, tell_clashes
from t20desk.ui.previews.planned_change import ChangeIndex, PlannedChange, pack_change

Report = Callable[[int, int], None]
NOTHING = Change(Label(""), ())


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as plain values, its change apart, and its clashes in words."""

    plan: ReturnPlan
    change: PlannedChange
    lines: list[ClashLine]

    def open(self) -> tuple[ReturnPlan, ChangeIndex]:
        """The plan in the window's process, and where the rows of its change lie."""
        index = self.change.open()
        return replace(self.plan, change=index.change), index


def plan_in_child(
    address: str, language: str, path: Path, options: ReturnOptions, report: Report
) -> Planned:
    """Plan it; called in the child, which reads the database itself and only reads it."""
    i18n.use(language)
    database = Database.open(address, read_only=True)
    try:
        with open_return(path) as source:
            plan = plan_reply(database, source, options, lambda rows: report(rows, 0))
        lines = tell_clashes(database, plan.clashes)
        return Planned(replace(plan, change=NOTHING), pack_change(plan.change), lines)
    finally:
        database.close()
