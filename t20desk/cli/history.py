"""Commands on the journal: history, undo, redo."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from t20desk.cli.answers import (
    Answer,
    Json,
    add_left,
    answer_refusal,
    give_answer,
    plain_stored,
    print_json,
    text_id,
)
from t20desk.cli.app import app, known_kind, opened, read_day, say_out
from t20desk.cli.edits import write_or_rehearse
from t20desk.cli.options import DOOR, DryRunOption, JsonOption
from t20desk.cli.typed_values import read_id
from t20desk.db.database import Database
from t20desk.db.history import Entry, Operation, read_history
from t20desk.db.operations import Wish, find_taken_back, read_operations
from t20desk.db.undoing import Undoing, plan_redo, plan_undo
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.looking_back import find_changes
from t20desk.wording import say_operation

PART = 1_000
LimitOption = Annotated[int | None, typer.Option(min=1, help=N_("Show at most this many changes."))]


@app.command("history", help=N_("What was changed, when and by whom; of one record, each cell."))
def show_history(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")] = "",
    record: Annotated[str, typer.Argument(metavar="ID")] = "",
    limit: LimitOption = None,
    user: Annotated[str, typer.Option(help=N_("Only changes by this person."))] = "",
    door: Annotated[str, typer.Option(help=N_("Only changes made this way."))] = "",
    since: Annotated[str | None, typer.Option(help=N_("Only changes from this day on."))] = None,
    until: Annotated[str | None, typer.Option(help=N_("Only changes up to this day."))] = None,
    search: Annotated[str, typer.Option(help=N_("Only changes with these words."))] = "",
    json: JsonOption = False,
) -> None:
    days = (read_day(since, "--since") or "", read_day(until, "--until") or "")
    wish = Wish(user, door, kind, *days)
    with opened(context) as database:
        if kind:
            known_kind(kind)
        if record:
            key = read_id(kind, record)
            rows = [_describe_entry(database, one) for one in read_history(database, kind, key)]
            if not rows:
                message = _("The history has no {kind} with the ID {id}.")
                raise UserError(message.format(kind=_(database.kinds[kind].label), id=key))
        else:
            wanted = find_changes(database, wish, search)[:limit]
            rows = [_describe(database, one) for one in _read_in_parts(database, wanted)]
    if json:
        print_json(rows)
        return
    for row in rows:
        say_out("\t".join(_write_cell(cell) for cell in row.values()))


@app.command("imports", help=N_("The files that were taken in, the latest first."))
def list_imports(
    context: typer.Context, limit: LimitOption = None, json: JsonOption = False
) -> None:
    with opened(context) as database:
        wanted = find_changes(database, Wish(only_imports=True), "")[:limit]
        taken_back = find_taken_back(database)
        rows = [
            {
                **_describe(database, one),
                "file": one.file,
                "sha256": one.hash,
                "profile": one.label.arguments.get("profile"),
                "taken_back_by": text_id(taken_back.get(one.sequence)),
            }
            for one in _read_in_parts(database, wanted)
        ]
    if json:
        print_json(rows)
        return
    for row in rows:
        say_out("\t".join(_write_cell(cell) for cell in row.values()))


def _read_in_parts(database: Database, wanted: Sequence[int]) -> Iterator[Operation]:
    for start in range(0, len(wanted), PART):
        part = wanted[start : start + PART]
        found = read_operations(database, part)
        yield from (found[sequence] for sequence in part)


def _describe(database: Database, one: Operation) -> Json:
    return {
        "operation": text_id(one.sequence),
        "time": one.time,
        "user": one.user,
        "door": one.door,
        "label": say_operation(database, one),
        **one.counts._asdict(),
        "undoes": text_id(one.undoes),
    }


def _describe_entry(database: Database, entry: Entry) -> Json:
    found = database.kinds[entry.kind].fields.get(entry.field or "")
    return {
        "operation": text_id(entry.operation.sequence),
        "time": entry.operation.time,
        "user": entry.operation.user,
        "field": entry.field,
        "old": plain_stored(database, found, entry.old),
        "new": plain_stored(database, found, entry.new),
        "verb": entry.verb,
        "label": say_operation(database, entry.operation),
    }


def _write_cell(cell: Any) -> str:
    if isinstance(cell, dict):
        cell = cell["text"]
    if isinstance(cell, list):
        cell = ", ".join(cell)
    return "" if cell is None else " ".join(str(cell).split())


@app.command("undo", help=N_("Take back a change, the latest one where no number is given."))
def undo_change(
    context: typer.Context,
    operation: Annotated[int | None, typer.Argument(metavar="OPERATION")] = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    with opened(context) as database:
        return _take_back(database, lambda: plan_undo(database, operation), dry_run, json)


@app.command("redo", help=N_("Take back the latest undo."))
def redo_change(
    context: typer.Context, dry_run: DryRunOption = False, json: JsonOption = False
) -> int:
    with opened(context) as database:
        return _take_back(database, lambda: plan_redo(database), dry_run, json)


def _take_back(
    database: Database, make_plan: Callable[[], Undoing], dry_run: bool, as_json: bool
) -> int:
    try:
        answer = _apply_plan(database, make_plan(), dry_run)
    except UserError as error:
        answer = answer_refusal(error.message, error.field)
    return give_answer(answer, as_json)


def _apply_plan(database: Database, plan: Undoing, dry_run: bool) -> Answer:
    change = replace(plan.change, door=DOOR)
    answer = write_or_rehearse(database, change, dry_run)
    if not answer.is_refused:
        add_left(answer, database, plan.kept, plan.refused)
    touched = plan.change.counts().total + answer.kept + answer.refused
    answer.same = max(0, plan.operation.counts.total - touched)
    return answer
