"""Planning an import in a child process, so that the window never waits for it.

The child reads the database itself, read-only, and leaves a large change in a spool file; what
comes back over the pipe are plain values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.importing import ImportCounts, ImportOptions, ImportPlan, RowProblem, plan_import
from t20desk.importing.values import MappedColumn, Mode
from t20desk.reading import open_source
from t20desk.ui.planned_change import ChangeIndex, PlannedChange, pack_change

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the child is asked to plan."""

    address: str
    language: str
    kind: str
    path: Path
    options: ImportOptions
    large: bool = False
    encoding: str | None = None
    separator: str | None = None
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """An import plan as plain values."""

    change: PlannedChange
    counts: ImportCounts
    problems: list[RowProblem]
    columns: list[tuple[int, str, str, str]]
    ignored: list[str]
    remarks: list[str]
    sheet: str
    header_row: int
    mode: Mode
    key: tuple[str, ...]
    skip_bad: bool


def plan_in_child(wanted: Wanted, report: Report) -> Planned:
    """Plan an import; called in the child."""
    i18n.use(wanted.language)
    db = Database.open(wanted.address, read_only=True)
    try:
        with open_source(
            wanted.path, large=wanted.large, encoding=wanted.encoding, separator=wanted.separator
        ) as source:
            plan = plan_import(
                db, wanted.kind, source, wanted.options, lambda rows: report(rows, wanted.rows)
            )
        return _pack(plan)
    finally:
        db.close()


def unpack(planned: Planned, kind: Kind) -> tuple[ImportPlan, ChangeIndex]:
    """The plan in the window's process, and where the rows of its change lie."""
    index = planned.change.open()
    fields = kind.fields
    plan = ImportPlan(
        index.change,
        planned.counts,
        planned.problems,
        [
            MappedColumn(at, letter, head, fields[name])
            for at, letter, head, name in planned.columns
        ],
        planned.ignored,
        planned.remarks,
        planned.sheet,
        planned.header_row,
        planned.mode,
        planned.key,
        planned.skip_bad,
    )
    return plan, index


def _pack(plan: ImportPlan) -> Planned:
    return Planned(
        pack_change(plan.change),
        plan.counts,
        plan.problems,
        [(one.place, one.letter, one.heading, one.field.name) for one in plan.columns],
        plan.ignored,
        plan.remarks,
        plan.sheet,
        plan.header_row,
        plan.mode,
        plan.key,
        plan.skip_bad,
    )
