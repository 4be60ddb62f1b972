"""From rows of a sheet to a change: parsed, matched, compared; nothing is written here."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from t20desk.db.database import Database
from t20desk.db.history.operations import find_taken_back, list_same_file
from t20desk.db.history.reading import Operation
from t20desk.db.many_values import many_values
from t20desk.db.types import Date
from t20desk.doubles.alike import FoundAlike
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.importing.error_rows import list_layouts
from t20desk.importing.fitting import say_fields, say_fitting
from t20desk.importing.learning import read_all_learned, read_profiles
from t20desk.importing.rows_before import RowsBefore
from t20desk.importing.sheet import read_sheet
from t20desk.importing.sheet_planner import SeenBefore, SheetPlanner
from t20desk.importing.values import (
    ImportOptions,
    ImportPlan,
)
from t20desk.progress import Progress
from t20desk.reading.source import Source


def plan_import(
    database: Database,
    kind: str,
    source: Source,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
    ask: bool = True,
) -> ImportPlan:
    """Plan taking a sheet into the database; what is to `ask` is found where somebody can answer.

    Raises UserError for a sheet without known headings, with two headings for one field, without
    its key or a required field.
    """
    with many_values():
        plan, planner = _plan_sheet(database, kind, source, options or ImportOptions(), progress)
        if ask:
            plan.questions = planner.find_questions()
        else:
            plan.remarks += planner.say_nearly()
        return plan


def _plan_sheet(
    database: Database,
    kind: str,
    source: Source,
    chosen: ImportOptions,
    progress: Progress | None,
) -> tuple[ImportPlan, SheetPlanner]:
    """Plan until nothing new is seen that would have changed how earlier rows were judged."""
    chosen = replace(chosen, alike=chosen.alike or FoundAlike())
    is_free = chosen.profile is None
    profiles = list_layouts(database, source.properties) if is_free else read_profiles(database)
    tell = None if progress is None else partial(_tell_read, progress)
    sheet = read_sheet(database.kinds[kind], database.kinds, source, chosen, profiles, tell)
    filled = sheet.list_filled()
    left_out = [heading for heading in sheet.ignored if heading in filled]
    hint = say_fitting(database.kinds, kind, sheet.header, left_out, source.names_fields)
    if source.names_fields:
        sheet.ignored = say_fields(database.kinds, kind, sheet.header, sheet.ignored)
    earlier = list_same_file(database, source.sha256)
    told = _say_known_file(_list_in_force(database, earlier))
    before = RowsBefore(database, database.kinds[kind], () if chosen.again else earlier)
    sheet.remarks[:0] = [*told, *filter(None, [hint])]
    learned = read_all_learned(database, sheet, kind)
    known = SeenBefore()
    while True:
        try:
            planner = SheetPlanner(database, kind, source, sheet, learned, before)
        except UserError as error:
            raise UserError(f"{error.message} {hint}".rstrip(), error.field) from error
        plan = planner.plan(known, progress)
        plan.was_taken, plan.alike = bool(told), chosen.alike
        found = planner.look_back(plan, known)
        if found == known:
            # An undo keeps what was edited since.
            if plan.before.ids and not told:
                plan.remarks[:0] = _say_known_file(earlier)
            return plan, planner
        known = found


def _tell_read(progress: Progress, rows: int) -> None:
    """How many rows were read; how many there are nobody knows yet."""
    progress(rows, 0)


def _list_in_force(database: Database, operations: Sequence[Operation]) -> list[Operation]:
    """The operations that were not taken back since, in the same order."""
    taken_back = find_taken_back(database) if operations else {}
    return [one for one in operations if one.sequence not in taken_back]


def _say_known_file(known: Sequence[Operation]) -> list[str]:
    """That this very file came in before."""
    if not known:
        return []
    text = _("This very file was taken in on {day} already (change no. {number}).")
    return [text.format(day=Date().format(known[0].time[:10]), number=known[0].sequence)]
