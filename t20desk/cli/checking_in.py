"""Commands of the door: a signed sheet typed in, and the workbook of a second door."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from t20desk.checking_in.signing import Signing, plan_signing, read_names, say_signing
from t20desk.cli.answers import answer_refusal, describe_problem, give_answer
from t20desk.cli.app import app, given_path, opened, refuse_usage, say
from t20desk.cli.edits import write_or_rehearse
from t20desk.cli.options import DOOR, DryRunOption, EventArgument, JsonOption
from t20desk.cli.typed_values import find_event
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _


@app.command("check-in", help=N_("Note who signed a sheet, by its numbers, in one change."))
def check_in(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    event: EventArgument,
    numbers: Annotated[str, typer.Argument(metavar='"3 7-9 w2"')],
    sheet: Annotated[str, typer.Option(help=N_("The code at the foot of the sheet."))] = "",
    walk_in: Annotated[
        list[str] | None,
        typer.Option(help=N_("Who signed on an empty line: w2=Name (Organisation); repeat.")),
    ] = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    with opened(context) as database:
        try:
            key = find_event(database, event)
            signing = _plan(database, key, numbers, sheet, walk_in or [])
            change = replace(signing.change, door=DOOR)
            told = write_or_rehearse(database, change, dry_run)
        except UserError as error:
            return give_answer(answer_refusal(error), json)
    if not told.is_refused:
        told.same = len(signing.there)
        told.refused = len(signing.unnamed)
        told.sentences += say_signing(signing)
        for number in signing.unnamed:
            text = _("{number} is an empty line; add --walk-in “{number}=Name”.")
            told.problems.append(describe_problem(text.format(number=number), "numbers"))
    return give_answer(told, json)


def _plan(database: Database, event: int, numbers: str, code: str, words: list[str]) -> Signing:
    """The plan; names on empty lines are asked for where somebody sits before the command."""
    names = read_names(words)
    signing = plan_signing(database, event, numbers, code, names)
    if not signing.unnamed or not sys.stdin or not sys.stdin.isatty():
        return signing
    for number in signing.unnamed:
        asked = _("{number}: who signed there?").format(number=number)
        names[number] = typer.prompt(asked, default="", show_default=False, err=True)
    return plan_signing(database, event, numbers, code, names)


@app.command("door-book", help=N_("A workbook in which a second door notes who comes."))
def write_book(
    context: typer.Context,
    event: EventArgument,
    out: Annotated[str, typer.Argument(metavar="OUT.xlsx")],
) -> None:
    from t20desk.checking_in.door_books import write_door_book
    from t20desk.events.guest_parts import say_parts

    target = given_path(out)
    if target.suffix.lower() != ".xlsx":
        refuse_usage(_("The file ends in one of these: {known}.").format(known=".xlsx"))
    with opened(context) as database:
        key = find_event(database, event)
        write_door_book(database, key, target)
        hint = say_parts(database, key)
    if hint:
        say(hint)
    say(_("Written: {file}").format(file=target))
