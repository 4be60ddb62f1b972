"""The command on addresses: those of mails, and blocks for letters."""

from typing import Annotated

import typer

from t20desk.cli.answers import print_json
from t20desk.cli.app import app, known_kind, opened, refuse_usage, say, say_out
from t20desk.cli.options import JsonOption, KindArgument, SearchOption, ViewOption
from t20desk.i18n import N_, _, list_words


@app.command("addresses", help=N_("Mail addresses of a list; --postal gives address blocks."))
def list_addresses(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    search: SearchOption = "",
    view: ViewOption = "",
    to: Annotated[str, typer.Option(help=N_("main, people or own: whom of a member."))] = "main",
    postal: Annotated[bool, typer.Option(help=N_("Address blocks for letters."))] = False,
    json: JsonOption = False,
) -> None:
    from t20desk.addresses.mail import collect_mails
    from t20desk.addresses.postal import list_blocks
    from t20desk.kind_ways import MAIN, OWN, PEOPLE
    from t20desk.listing import Listing, list_ids

    if to not in (MAIN, PEOPLE, OWN):
        refuse_usage(_("Write --to main, --to people or --to own."))
    with opened(context) as database:
        ids = list_ids(database, Listing(known_kind(kind), search, view))
        if postal:
            found, unwilling, lacking = list_blocks(database, kind, ids)
            text = "\n\n".join(found)
        else:
            mails = collect_mails(database, kind, ids, to)
            found, unwilling, lacking = mails.addresses, mails.unwilling, mails.lacking
            text = mails.text()
    if json:
        print_json({"addresses": found, "do_not_contact": unwilling, "without": lacking})
        return
    say_out(text)
    for words, names in (
        (_("Left out, no contact wanted: {names}"), unwilling),
        (_("Without an address: {names}"), lacking),
    ):
        if names:
            say(words.format(names=list_words(names)))
