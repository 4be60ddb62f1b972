"""The command that asks a listing of people or organisations to an event."""

from dataclasses import replace
from typing import Annotated

import typer

from t20desk.cli.answers import answer_refusal, give_answer
from t20desk.cli.app import app, known_kind, opened
from t20desk.cli.edits import note_oddities, write_or_rehearse
from t20desk.cli.options import (
    DOOR,
    DryRunOption,
    EventArgument,
    JsonOption,
    SearchOption,
    ViewOption,
)
from t20desk.cli.typed_values import read_values
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.events.inviting import plan_invitation, say_left_out
from t20desk.i18n import N_, _
from t20desk.listing import Listing, list_ids
from t20desk.oddities import find_oddities


@app.command("invite", help=N_("Ask people or organisations to an event, in one change."))
def invite_list(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    event: EventArgument,
    search: SearchOption = "",
    kind: Annotated[str, typer.Option(help=N_("Whom the search finds: person or member."))] = (
        "person"
    ),
    view: ViewOption = "",
    role: Annotated[list[str] | None, typer.Option(help=N_("A role; repeat for more."))] = None,
    answer: Annotated[str, typer.Option(help=N_("Their answer so far."))] = "invited",
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    known_kind(kind)
    words = {"event": event, "roles": "; ".join(role or ()), "answer": answer}
    with opened(context) as database:
        try:
            common = read_values(database, "participation", words)
            ids = list_ids(database, Listing(kind, search, view))
            planned = plan_invitation(database, _take_event(common), kind, ids, common)
            change = replace(planned.change, door=DOOR)
            odd = find_oddities(database, change)
            told = write_or_rehearse(database, change, dry_run)
        except UserError as error:
            return give_answer(answer_refusal(error), json)
    told.same = len(planned.there)
    told.sentences += say_left_out(planned)
    note_oddities(told, odd)
    return give_answer(told, json)


def _take_event(common: dict[str, Stored]) -> int:
    event = common.pop("event")
    if not isinstance(event, int):
        raise UserError(_("No event was named; give its title or its ID."), "event")
    return event
