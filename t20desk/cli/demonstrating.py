"""Commands that make databases, and the tour: new, demo, tour."""

import typer

from t20desk.cli.app import app, office_of, say, working_person
from t20desk.i18n import N_, _


@app.command("new", help=N_("Make an empty database."))
def make_new(context: typer.Context) -> None:
    from t20desk.db.database import Database

    database = Database.create(office_of(context).needed_address(), user=working_person())
    say(_("Made: {name}").format(name=database.name))
    database.close()
