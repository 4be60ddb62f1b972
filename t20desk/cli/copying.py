"""The commands that make another event out of one, and that move one to another day."""

from typing import Annotated

import typer

from t20desk.cli.app import app, opened, read_begin, refuse_usage, say
from t20desk.cli.edits import Errand, carry_out
from t20desk.cli.listings import split_names
from t20desk.cli.options import DryRunOption, EventArgument, JsonOption
from t20desk.cli.typed_values import find_event, read_values
from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.events.copying_events import PARTS, plan_copy
from t20desk.events.moving_days import plan_new_day
from t20desk.events.repeating import list_begins, plan_series, read_interval, say_begins
from t20desk.events.series import plan_for_series
from t20desk.i18n import N_, _

USUAL = ",".join(name for name, part in PARTS.items() if part.is_usual)


@app.command("copy-event", help=N_("Another event like one, all days moved to a new begin."))
def copy_event(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    event: EventArgument,
    start: Annotated[
        str, typer.Option(help=N_("The day, or day and time, on which the copy begins."))
    ] = "",
    parts: Annotated[
        str,
        typer.Option(
            "--with",
            help=N_(
                "What comes along, separated by commas: parts, programme, organisers, questions,"
                " protocol, guests, papers."
            ),
        ),
    ] = USUAL,
    title: Annotated[str, typer.Option(help=N_("The title of the copy."))] = "",
    every: Annotated[
        str, typer.Option(help=N_("Repeat it at this interval: 1w, 2w, 1m, 10d."))
    ] = "",
    times: Annotated[int, typer.Option(help=N_("How many times it is repeated."))] = 1,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    wanted = split_names(parts)
    for name in wanted:
        if name not in PARTS:
            message = _("{option} wants some of these: {known}; not “{value}”.")
            known = ", ".join(PARTS)
            refuse_usage(message.format(option="--with", known=known, value=name))
    begin = read_begin(start, "--start") if start else ""
    if times != 1 and not every:
        refuse_usage(_("Say with --every at which interval it is repeated, such as --every 1w."))

    def plan(database: Database) -> Change:
        key = find_event(database, event)
        values = read_values(database, "event", {"title": title} if title else {})
        if not every:
            return plan_copy(database, key, begin, wanted, values)
        begins = list_begins(database, key, begin, read_interval(every), times)
        say(say_begins(begins))
        return plan_series(database, key, begins, wanted, values)

    with opened(context) as database:
        return carry_out(Errand(database, plan, dry_run, json))


@app.command("move-event", help=N_("An event on another day, with everything within it."))
def move_event(
    context: typer.Context,
    event: EventArgument,
    start: Annotated[
        str, typer.Option(help=N_("The day, or day and time, on which it begins now."))
    ],
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    begin = read_begin(start, "--start")

    def plan(database: Database) -> Change:
        return plan_new_day(database, find_event(database, event), begin)

    with opened(context) as database:
        return carry_out(Errand(database, plan, dry_run, json))


@app.command("change-series", help=N_("Give what an event says to others of its series."))
def change_series(
    context: typer.Context,
    event: EventArgument,
    parts: Annotated[
        str, typer.Option(help=N_("What they get, separated by commas: times, place, room …"))
    ],
    to: Annotated[str, typer.Option("--to", help=N_("To which: later or all."))] = "later",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    def plan(database: Database) -> Change:
        return plan_for_series(database, find_event(database, event), split_names(parts), to)

    with opened(context) as database:
        return carry_out(Errand(database, plan, dry_run, json))
