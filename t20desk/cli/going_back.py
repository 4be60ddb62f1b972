"""Commands that take changes back; a dry run names each record and what becomes of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Annotated, NamedTuple

import typer

from t20desk.cli.answers import (
    Answer,
    Json,
    add_left,
    answer_refusal,
    give_answer,
    print_json_with,
)
from t20desk.cli.app import app, opened, say_out
from t20desk.cli.edits import write_or_rehearse
from t20desk.cli.options import DOOR, DryRunOption, JsonOption
from t20desk.db.change import Batch, Row
from t20desk.db.database import Database
from t20desk.db.history.steps import Left
from t20desk.db.history.undoing import Undoing, plan_redo, plan_undo
from t20desk.errors import UserError
from t20desk.i18n import N_, _, list_words
from t20desk.wording import read_names

PART = 1_000
OUTCOMES = {"reversed": N_("reversed"), "kept": N_("kept"), "refused": N_("refused")}


class Fate(NamedTuple):
    """What becomes of a record, or of some of its cells; without cells it is the whole record."""

    outcome: str
    kind: str
    id: int
    fields: Sequence[str] = ()
    reason: str = ""


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
        plan = make_plan()
    except UserError as error:
        return give_answer(answer_refusal(error), as_json)
    answer = _apply_plan(database, plan, dry_run)
    if not dry_run or answer.is_refused:
        return give_answer(answer, as_json)
    if as_json:
        print_json_with(answer.to_json(), "records", _describe_fates(database, plan))
    else:
        for line in _write_fates(database, plan):
            say_out(line)
    return give_answer(answer, as_json=False)


def _apply_plan(database: Database, plan: Undoing, dry_run: bool) -> Answer:
    change = replace(plan.change, door=DOOR)
    answer = write_or_rehearse(database, change, dry_run)
    if not answer.is_refused:
        add_left(answer, database, plan.kept, plan.refused)
    touched = plan.change.counts().total + answer.kept + answer.refused
    answer.same = max(0, plan.operation.counts.total - touched)
    return answer


def _describe_fates(database: Database, plan: Undoing) -> Iterator[Json]:
    """Each record for scripts."""
    for one, title in _name_fates(database, plan):
        yield {
            "outcome": one.outcome,
            "kind": one.kind,
            "id": str(one.id),
            "text": title,
            "fields": list(one.fields) or None,
            "reason": one.reason or None,
        }


def _write_fates(database: Database, plan: Undoing) -> Iterator[str]:
    """Each record as a line: what becomes of it, which one it is, its cells, and why."""
    for one, title in _name_fates(database, plan):
        kind = database.kinds[one.kind]
        cells = list_words(kind.fields[name].say() for name in one.fields)
        words = (_(OUTCOMES[one.outcome]), _(kind.label), title, cells, one.reason)
        yield "\t".join(words).rstrip("\t")


def _name_fates(database: Database, plan: Undoing) -> Iterator[tuple[Fate, str]]:
    """What becomes of each record, with what it is called, or was called last."""
    fates = _list_fates(plan)
    while part := list(islice(fates, PART)):
        titles = read_names(database, list({(one.kind, one.id) for one in part}))
        yield from ((one, titles.get((one.kind, one.id), str(one.id))) for one in part)


def _list_fates(plan: Undoing) -> Iterator[Fate]:
    for batch in plan.change.batches:
        yield from (_reverse(batch, row) for row in batch.rows)
    for outcome, left in (("kept", plan.kept), ("refused", plan.refused)):
        yield from (_leave(outcome, one) for one in left)


def _reverse(batch: Batch, row: Row) -> Fate:
    key, before, after = row
    is_whole = before is None or after is None
    return Fate("reversed", batch.kind, key, () if is_whole else batch.columns)


def _leave(outcome: str, one: Left) -> Fate:
    return Fate(outcome, one.kind, one.id, (one.field,) if one.field else (), one.reason)
