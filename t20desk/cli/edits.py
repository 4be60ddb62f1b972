"""Commands that edit records: add, set, delete; and how a change is written or rehearsed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

import typer

from t20desk.cli.answers import (
    Answer,
    add_problems,
    answer_applied,
    answer_refusal,
    describe_problem,
    give_answer,
)
from t20desk.cli.app import app, known_kind, opened, say
from t20desk.cli.options import (
    DOOR,
    DryRunOption,
    JsonOption,
    KindArgument,
    ValuesArgument,
    ViewOption,
)
from t20desk.cli.typed_values import find_id, find_remarks, no_record, read_values, split_words
from t20desk.db.change import Batch, Change
from t20desk.db.database import Database
from t20desk.editing import plan_delete, plan_deletion, plan_edit, plan_insert
from t20desk.editing.view_plans import check_views
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import Listing, list_ids, read_rows, read_titles
from t20desk.notices import Oddity
from t20desk.oddities import find_oddities

FINDS_NONE = N_(
    "“{search}” finds none of {kind}; try the search first: t20desk list {name} --search …"
)


@app.command("add", help=N_("A new record."))
def add_record(
    context: typer.Context,
    kind: KindArgument,
    values: ValuesArgument,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    words = split_words(values)

    def plan(database: Database) -> Change:
        return plan_insert(database, kind, [read_values(database, kind, words)])

    with opened(context) as database:
        known_kind(kind)
        return carry_out(Errand(database, plan, dry_run, json, kind, words=words))


@app.command("set", help=N_("The same values for all records that a search finds."))
def set_values(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    values: ValuesArgument,
    search: Annotated[str, typer.Option(help=N_("Which records; empty for all."))],
    view: ViewOption = "all",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    words = split_words(values)
    found: list[int] = []

    def plan(database: Database) -> Change:
        wanted = read_values(database, kind, words)
        found.extend(list_ids(database, Listing(kind, search=search, view=view)))
        if not found:
            say(_(FINDS_NONE).format(kind=_(database.kinds[kind].plural), search=search, name=kind))
        return plan_edit(database, kind, dict.fromkeys(found, wanted))

    with opened(context) as database:
        known_kind(kind)
        return carry_out(Errand(database, plan, dry_run, json, kind, found, words))


@app.command("delete", help=N_("Take records away; undo brings them back."))
def delete_records(
    context: typer.Context,
    kind: KindArgument,
    records: Annotated[list[str], typer.Argument(metavar="ID")],
    skip_needed: Annotated[
        bool, typer.Option("--skip-needed", help=N_("Leave what others point to, delete the rest."))
    ] = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    needed = Needed()

    def plan(database: Database) -> Change:
        ids = list(dict.fromkeys(find_id(database, kind, text) for text in records))
        there = read_titles(database, kind, ids)
        for key in ids:
            if key not in there:
                raise UserError(no_record(kind, str(key)))
        if not skip_needed:
            return plan_delete(database, kind, ids)
        deletion = plan_deletion(database, kind, ids)
        needed.count, needed.reasons = deletion.kept, deletion.reasons
        return deletion.change

    with opened(context) as database:
        known_kind(kind)
        return carry_out(Errand(database, plan, dry_run, json, kind, needed=needed))


@dataclass(slots=True)
class Needed:
    """Records that stay while others go, since something points to them; planning finds them."""

    count: int = 0
    reasons: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """An edit to be planned and written, or only rehearsed.

    `found` are the records it is for, `words` what was typed by field.
    """

    database: Database
    plan: Callable[[Database], Change]
    dry_run: bool
    as_json: bool
    kind: str = ""
    found: Sequence[int] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    needed: Needed = field(default_factory=Needed)


def carry_out(errand: Errand) -> int:
    """Plan, apply or rehearse, and answer; the exit code."""
    try:
        change = replace(errand.plan(errand.database), door=DOOR)
        check_views(errand.database, change)
        odd = find_oddities(errand.database, change)
        answer = write_or_rehearse(errand.database, change, errand.dry_run)
        note_oddities(answer, odd)
        note_remarks(answer, errand)
        note_needed(answer, errand)
        if not answer.is_refused and errand.found:
            answer.same = count_untouched(errand.database, change, errand.kind, errand.found)
    except UserError as error:
        answer = answer_refusal(error)
    return give_answer(answer, errand.as_json)


def note_oddities(answer: Answer, odd: Sequence[Oddity]) -> None:
    """Say what is odd about what was written, such as days outside the whole; it is written so."""
    for one in odd:
        said = describe_problem(one.message, one.field, one.kind, one.id)
        answer.problems.append(said | {"severity": "note"})
        answer.sentences.append(one.message)


def note_needed(answer: Answer, errand: Errand) -> None:
    """Say what stays while others go, and what it is needed for."""
    if answer.is_refused:
        return
    answer.kept = errand.needed.count
    for reason in errand.needed.reasons:
        answer.problems.append(describe_problem(reason, kind=errand.kind) | {"severity": "note"})
        answer.sentences.append(reason)


def note_remarks(answer: Answer, errand: Errand) -> None:
    """Say what is unusual about the values that were typed; they are written so."""
    if answer.is_refused:
        return
    for name, message in find_remarks(errand.database, errand.kind, errand.words):
        answer.problems.append(describe_problem(message, name, errand.kind) | {"severity": "note"})
        answer.sentences.append(message)


def write_or_rehearse(database: Database, change: Change, dry_run: bool) -> Answer:
    """What becomes of a change; a dry run only looks what would refuse it."""
    if not dry_run:
        return answer_applied(database, change, database.apply(change))
    from t20desk.editing.rehearsing import rehearse

    problems = rehearse(database, change)
    if not problems:
        return Answer(counts=change.counts())
    answer = Answer(is_refused=True)
    add_problems(answer, database, problems)
    return answer


def count_untouched(database: Database, change: Change, kind: str, found: Sequence[int]) -> int:
    """How many of the records an edit leaves as they are, for they are so already."""
    touched: set[int] = set()
    for batch in change.batches:
        if batch.kind == kind:
            touched.update(row[0] for row in batch.rows)
        elif batch.kind == "membership_period" and kind == "member":
            touched.update(_owners_of(database, batch))
    return sum(1 for key in found if key not in touched)


def _owners_of(database: Database, batch: Batch) -> set[int]:
    """The members whose periods are written."""
    listing = Listing("membership_period", columns=("member",))
    ids = [row[0] for row in batch.rows]
    owners = {cells[0].id for cells in read_rows(database, listing, ids).values() if cells[0]}
    if "member" in batch.columns:
        at = batch.columns.index("member")
        made = (after[at] for _key, _before, after in batch.rows if after is not None)
        owners.update(key for key in made if isinstance(key, int))
    return owners
