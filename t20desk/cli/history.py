"""Commands on the journal: history, undo, redo."""

from collections.abc import Callable
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
from t20desk.cli.app import app, known_kind, opened, refuse_usage, say_out
from t20desk.cli.records import DOOR, DryRunOption, JsonOption, read_id, write_or_rehearse
from t20desk.db.database import Database
from t20desk.db.history import Entry, Operation, list_operations, read_history
from t20desk.db.undoing import Undoing, plan_redo, plan_undo
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.wording import say_operation

LimitOption = Annotated[int | None, typer.Option(min=1, help=N_("Show at most this many changes."))]


@app.command("history", help=N_("What was changed, when and by whom; of one record, each cell."))
def show_history(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")] = "",
    record: Annotated[str, typer.Argument(metavar="ID")] = "",
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    if kind and not record:
        refuse_usage(_("Give the ID of the record too, or neither."))
    with opened(context) as database:
        if record:
            key = read_id(known_kind(kind), record)
            rows = [_describe_entry(database, one) for one in read_history(database, kind, key)]
            if not rows:
                message = _("The history has no {kind} with the ID {id}.")
                raise UserError(message.format(kind=_(database.kinds[kind].label), id=key))
        else:
            rows = [_describe(database, one) for one in list_operations(database, limit)]
    if json:
        print_json(rows)
        return
    for row in rows:
        say_out("\t".join(_write_cell(cell) for cell in row.values()))


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
