"""Commands on the guests and the programme of an event: ask, delegates, titles, decisions."""

from collections.abc import Callable
from typing import Annotated

import typer

from t20desk.cli.app import app, opened
from t20desk.cli.edits import Errand, carry_out
from t20desk.cli.options import DryRunOption, EventArgument, JsonOption, SearchOption
from t20desk.cli.typed_values import find_event, find_named, read_id
from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _
from t20desk.listing import Listing, list_ids
from t20desk.searching import write_test


@app.command("ask", help=N_("Ask the guests of an event a question, which becomes a column."))
def ask_question(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    event: EventArgument,
    label: Annotated[str, typer.Argument(metavar="QUESTION", show_default=False)],
    sort: Annotated[str, typer.Option("--type", help=N_("text, yes_no, choice, number …"))] = (
        "text"
    ),
    choice: Annotated[list[str] | None, typer.Option(help=N_("A value; repeat for more."))] = None,
    de: Annotated[str, typer.Option("--de", help=N_("The question in German."))] = "",
    zh: Annotated[str, typer.Option("--zh", help=N_("The question in Chinese."))] = "",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    from t20desk.events.asking import plan_question
    from t20desk.own_fields import NewField

    labels = dict(zip(LANGUAGES, (de, label, zh), strict=True))
    kind = "choice" if choice and sort == "text" else sort

    def plan(database: Database) -> Change:
        new = NewField("participation", labels, _known_type(kind), choice or (), in_lists=False)
        return plan_question(database, find_event(database, event), new)

    return _carry_out(context, plan, dry_run, json)


@app.command("name-delegate", help=N_("Name whom the organisation of a guest sends."))
def name_delegate(
    context: typer.Context,
    guest: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    person: Annotated[str, typer.Argument(metavar="PERSON", show_default=False)],
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    from t20desk.events.delegates import plan_delegate

    def plan(database: Database) -> Change:
        link = database.kinds["participation"].fields["person"]
        known = find_named(database, link, person.strip())
        return plan_delegate(database, read_id("participation", guest), known)

    return _carry_out(context, plan, dry_run, json)


@app.command("refresh-titles", help=N_("Titles and affiliations of the guests of an event anew."))
def refresh_titles(
    context: typer.Context,
    event: EventArgument,
    search: SearchOption = "",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    from t20desk.guests.titles import plan_refresh

    def plan(database: Database) -> Change:
        here = write_test("event", "is", str(find_event(database, event)))
        found = list_ids(database, Listing("participation", f"{here} {search}".strip(), "all"))
        return plan_refresh(database, list(found))

    return _carry_out(context, plan, dry_run, json)


@app.command("follow-decisions", help=N_("Make a follow-up of each decision that has none."))
def follow_decisions(
    context: typer.Context,
    event: EventArgument,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    from t20desk.events.decisions import list_open, plan_follow_ups

    def plan(database: Database) -> Change:
        return plan_follow_ups(database, list_open(database, find_event(database, event)))

    return _carry_out(context, plan, dry_run, json)


def _known_type(name: str) -> str:
    from t20desk.db.own_fields import TYPES

    if name in TYPES and name != "link":
        return name
    known = ", ".join(one for one in TYPES if one != "link")
    message = _("There is no type “{name}” of questions; choose one of these: {known}.")
    raise UserError(message.format(name=name, known=known), "type")


def _carry_out(
    context: typer.Context, plan: Callable[[Database], Change], dry_run: bool, json: bool
) -> int:
    with opened(context) as database:
        return carry_out(Errand(database, plan, dry_run, json))
