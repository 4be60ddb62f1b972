"""Commands on follow-ups: follow-ups, hand-over."""

from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from t20desk.cli.answers import answer_applied, give_answer, print_json
from t20desk.cli.app import app, given_path, opened, read_day, say_out
from t20desk.cli.options import DOOR, JsonOption
from t20desk.i18n import N_, _


@app.command("follow-ups", help=N_("What is to be done, the earliest first; also as .ics."))
def show_follow_ups(
    context: typer.Context,
    whose: Annotated[str, typer.Option("--of", help=N_("Only those of this person."))] = "*",
    until: Annotated[str | None, typer.Option(help=N_("Only those due until this day."))] = None,
    out: Annotated[str, typer.Option(metavar="FILE.ics", help=N_("Write a calendar."))] = "",
    tasks: Annotated[bool, typer.Option(help=N_("As tasks instead of whole days."))] = False,
    json: JsonOption = False,
) -> None:
    from t20desk.exporting.calendars import write_calendar
    from t20desk.follow_ups import list_follow_ups

    day = read_day(until, "--until")
    with opened(context) as database:
        found = list_follow_ups(database, date.fromisoformat(day) if day else None, whose)
        labels = {one.kind: _(database.kinds[one.kind].label) for one in found}
    if out:
        target = given_path(out)
        write_calendar(found, target, tasks)
        say_out(str(target.resolve()))
    elif json:
        names = ("kind", "due", "title", "responsible", "about")
        print_json(
            [{"id": str(one.id), **{name: getattr(one, name) for name in names}} for one in found]
        )
    else:
        for one in found:
            parts = (one.due, labels[one.kind], one.title, one.about, one.responsible)
            say_out("\t".join(" ".join(part.split()) for part in parts))


@app.command("hand-over", help=N_("Give all follow-ups of one person to another."))
def hand_over(
    context: typer.Context,
    giver: Annotated[str, typer.Argument(metavar="FROM", show_default=False)],
    taker: Annotated[str, typer.Argument(metavar="TO", show_default=False)],
    json: JsonOption = False,
) -> int:
    from t20desk.follow_ups import list_follow_ups, plan_hand_over

    with opened(context) as database:
        items = list_follow_ups(database, None, giver)
        change = replace(plan_hand_over(database, items, taker), door=DOOR)
        return give_answer(answer_applied(database, change, database.apply(change)), json)
