"""Commands on doubles: the likely ones, and merging two records."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Final

import typer

from t20desk.cli.answers import Json, answer_refusal, describe_problem, give_answer, print_json
from t20desk.cli.app import app, known_kind, opened, refuse_usage, say, say_out
from t20desk.cli.edits import write_or_rehearse
from t20desk.cli.options import DOOR, DryRunOption, JsonOption, KindArgument
from t20desk.cli.progress import progress
from t20desk.cli.typed_values import find_id, no_record
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import read_titles

if TYPE_CHECKING:
    from t20desk.doubles.finding import Pair

KEEP: Final = N_("The record that stays.")
OTHER: Final = N_("The record that goes into it.")
PART: Final = 500

KeepArgument = Annotated[str, typer.Argument(metavar="KEEP_ID", help=KEEP)]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER_ID", help=OTHER)]


@app.command("doubles", help=N_("Records that are likely one and the same."))
def show_doubles(context: typer.Context, kind: KindArgument, json: JsonOption = False) -> None:
    from t20desk.doubles.decided import list_doubles
    from t20desk.doubles.rules import SCHEMES

    if known_kind(kind) not in SCHEMES:
        message = _("No rules for doubles are known for “{kind}”; choose one of these: {known}.")
        refuse_usage(message.format(kind=kind, known=", ".join(SCHEMES)))

    with opened(context) as database:
        with progress(_("Looking for doubles")) as tell:
            pairs = list_doubles(database, kind, tell)
        parts = (pairs[start : start + PART] for start in range(0, len(pairs), PART))
        if json:
            print_json([told for part in parts for told in _describe_pairs(database, kind, part)])
            return
        if not pairs:
            say(_("No likely doubles were found."))
        for part in parts:
            _print_pairs(database, kind, part)


def _describe_pairs(database: Database, kind: str, pairs: "list[Pair]") -> list[Json]:
    from t20desk.doubles.differing import read_differences
    from t20desk.doubles.finding import say_reasons

    differences = read_differences(database, kind, [(pair.one, pair.other) for pair in pairs])
    return [
        {
            "ids": [str(pair.one), str(pair.other)],
            "score": pair.score,
            "reasons": say_reasons(kind, pair),
            "differs": [
                {"field": told.field.name, "values": [told.one, told.other]}
                for told in differences[pair.one, pair.other]
            ],
        }
        for pair in pairs
    ]


def _print_pairs(database: Database, kind: str, pairs: "list[Pair]") -> None:
    from t20desk.doubles.differing import read_differences
    from t20desk.doubles.finding import say_reasons

    differences = read_differences(database, kind, [(pair.one, pair.other) for pair in pairs])
    titles = read_titles(database, kind, list({key for p in pairs for key in (p.one, p.other)}))
    for pair in pairs:
        names = (f"{titles.get(key, '')} ({key})" for key in (pair.one, pair.other))
        reasons = ", ".join(say_reasons(kind, pair))
        differs = " · ".join(told.say() for told in differences[pair.one, pair.other])
        say_out("\t".join((f"{pair.score:.0%}", *names, reasons, differs)))


@app.command("merge", help=N_("Make one record of two; undo brings both back."))
def merge_records(
    context: typer.Context,
    kind: KindArgument,
    keep: KeepArgument,
    other: OtherArgument,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    from t20desk.merging import plan_merge

    known_kind(kind)
    with opened(context) as database:
        try:
            stays, goes = (_find_record(database, kind, text) for text in (keep, other))
            planned = plan_merge(database, kind, stays, goes)
            change = replace(planned.change, door=DOOR)
            answer = write_or_rehearse(database, change, dry_run)
            answer.problems.extend(
                {**describe_problem(note), "severity": "note"} for note in planned.notes
            )
            answer.sentences.extend(planned.notes)
        except UserError as error:
            answer = answer_refusal(error)
        return give_answer(answer, json)


def _find_record(database: Database, kind: str, text: str) -> int:
    """The id of a record that is there; one that went by a merge is followed."""

    key = find_id(database, kind, text)
    if key not in read_titles(database, kind, [key]):
        raise UserError(no_record(kind, text))
    return key
