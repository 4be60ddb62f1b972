"""Planning an import in a child process, so that the window never waits for it.

The child reads the database itself, read-only, and leaves a large change in a spool file; what
comes back over the pipe are plain values.
"""

import pickle
from dataclasses import dataclass, replace
from pathlib import Path

from t20desk import i18n
from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.importing.values import ImportOptions, ImportPlan, MappedColumn
from t20desk.progress import Progress
from t20desk.reading.kept_answers import KeptAnswers
from t20desk.reading.source import open_source
from t20desk.ui.previews.planned_change import ChangeIndex, PlannedChange, pack_change


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
    alike: bytes = b""
    """What the rows were found to look like in the plan before, as that came."""
    kept: KeptAnswers | None = None
    """What an earlier plan of the same import read."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An import plan on its way: its change packed, the fields of its columns by name."""

    change: PlannedChange
    columns: list[tuple[int, str, str, str]]
    rest: ImportPlan
    alike: bytes
    """What the rows look like, for the child alone: the window would unpack 300,000 objects."""


def plan_in_child(wanted: Wanted, progress: Progress) -> Planned:
    """Plan an import; called in the child, which alone needs the planning."""
    from t20desk.importing.planning import plan_import

    i18n.use(wanted.language)
    options = replace(wanted.options, alike=pickle.loads(wanted.alike) if wanted.alike else None)
    db = Database.open(wanted.address, read_only=True)
    try:
        with open_source(
            wanted.path,
            large=wanted.large,
            encoding=wanted.encoding,
            separator=wanted.separator,
            kept=wanted.kept,
        ) as source:
            plan = plan_import(db, wanted.kind, source, options, progress)
        return _pack(plan)
    finally:
        db.close()


def _pack(plan: ImportPlan) -> Planned:
    columns = [(one.place, one.letter, one.heading, one.field.name) for one in plan.columns]
    rest = replace(plan, change=Change(plan.change.label, []), columns=[], along=[], alike=None)
    return Planned(pack_change(plan.change), columns, rest, pickle.dumps(plan.alike))


def unpack(planned: Planned, kind: Kind) -> tuple[ImportPlan, ChangeIndex]:
    """The plan in the window's process, and where the rows of its change lie."""
    index = planned.change.open()
    columns = [
        MappedColumn(at, letter, head, kind.fields[name])
        for at, letter, head, name in planned.columns
    ]
    return replace(planned.rest, change=index.change, columns=columns), index
