"""Commands on the yearly confirmation: send-confirmations, confirmations."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

import typer

from t20desk.cli.answers import answer_refusal, give_answer, print_json
from t20desk.cli.app import app, given_path, opened, read_day, refuse_usage, say, say_out
from t20desk.cli.edits import write_or_rehearse
from t20desk.cli.options import DOOR, DryRunOption, JsonOption, SearchOption, ViewOption
from t20desk.cli.progress import progress
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _, join_list, tell_value
from t20desk.listing import Listing, list_ids

DAYS_TO_ANSWER = 28


@app.command(
    "send-confirmations", help=N_("Write the workbook in which each organisation confirms.")
)
def send_confirmations(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="FOLDER")],
    search: SearchOption = "",
    view: ViewOption = "",
    round_: Annotated[str, typer.Option("--round", help=N_("Its name; usually the year."))] = "",
    due: Annotated[str | None, typer.Option(help=N_("The day by which it is to be back."))] = None,
    tongue: Annotated[
        str, typer.Option("--in", help=N_("de, en or zh; else the language of each."))
    ] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help=N_("A draft of the mail too."))] = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    from t20desk.confirming import check_folder, plan_sending, write_workbooks

    if tongue and tongue not in LANGUAGES:
        refuse_usage(_("Choose one of these: de, en, zh."))
    today = date.today()
    day = read_day(due, "--due") or (today + timedelta(days=DAYS_TO_ANSWER)).isoformat()
    with opened(context) as database:
        try:
            check_folder(given_path(folder))
            members = list_ids(database, Listing("member", search, view))
            planned = plan_sending(database, members, round_ or str(today.year), day)
            change = replace(planned.change, door=DOOR)
            told = write_or_rehearse(database, change, dry_run)
            if not (dry_run or told.is_refused):
                with progress(_("Writing")) as tell:
                    files = write_workbooks(
                        database, planned.ids, given_path(folder), tongue, drafts,
                        lambda done, _total: tell(done),
                    )  # fmt: skip
                for file in files if not json else ():
                    say_out(str(file.resolve()))
        except UserError as error:
            return give_answer(answer_refusal(error), json)
        told.same = len(planned.answered)
        if planned.answered:
            text = _("Answered already and not asked again: {names}")
            told.sentences.append(text.format(names=join_list(planned.answered)))
        return give_answer(told, json)


@app.command("confirmations", help=N_("The board of a round: what is back, what is overdue."))
def show_confirmations(
    context: typer.Context,
    round_: Annotated[str, typer.Option("--round", help=N_("Which round; else the latest."))] = "",
    state: Annotated[str, typer.Option(help=N_("sent, due, overdue, conflicts, back or all."))] = (
        "all"
    ),
    remind: Annotated[
        bool, typer.Option("--note-reminder", help=N_("Note that those shown were reminded."))
    ] = False,
    json: JsonOption = False,
) -> int:
    from t20desk.confirming import STATES, plan_reminder, read_board

    message = _("{option} is one of these: {known}.")
    if state not in STATES:
        refuse_usage(message.format(option="--state", known=", ".join(STATES)))
    with opened(context, read_only=not remind) as database:
        board = read_board(database, round_, state)
        if round_ and board.rounds and board.round != round_:
            # Reminders would be noted in another round than the one that was asked for.
            refuse_usage(message.format(option="--round", known=", ".join(board.rounds)))
        if remind:
            change = replace(plan_reminder(database, [row.id for row in board.rows]), door=DOOR)
            return give_answer(write_or_rehearse(database, change, False), json)
    names = ("organisation", "country", "state", "sent_on", "due_on", "reminded_on", "back_on",
             "confirmed_by")  # fmt: skip
    if json:
        rows = [
            {
                "id": str(row.id),
                "member": str(row.member),
                **dict(zip(names, row.cells, strict=True)),
                "overdue": row.is_overdue,
            }
            for row in board.rows
        ]
        print_json({"round": board.round, **board.counts, "rows": rows})
        return 0
    for row in board.rows:
        say_out("\t".join(_plain(cell) for cell in row.cells))
    counted = (f"{_(STATES[name][0])} {number}" for name, number in board.counts.items())
    if board.round:
        say(tell_value(board.round, " · ".join(counted)))
    else:
        say(_("No round was sent yet; send-confirmations begins one."))
    return 0


def _plain(cell: Stored) -> str:
    return " ".join(str(cell or "").split())
