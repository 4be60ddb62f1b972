"""Commands that make databases, and the tour: new, demo, tour."""

from pathlib import Path
from typing import Annotated

import typer

from t20desk.cli.app import app, given_path, office_of, say, working_person
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _

SizeOption = Annotated[int, typer.Option(min=0, help=N_("How many further sample members."))]


@app.command("new", help=N_("Make an empty database."))
def make_new(context: typer.Context) -> None:
    database = Database.create(office_of(context).needed_address(), user=working_person())
    say(_("Made: {name}").format(name=database.name))
    database.close()


@app.command("demo", help=N_("Make the demonstration: the founding, and samples that say so."))
def make_demonstration(context: typer.Context, size: SizeOption = 0) -> None:
    from t20desk.demonstration import build

    database = Database.create(office_of(context).needed_address(), user=working_person())
    try:
        build(database, size)
    except BaseException:
        database.close()
        _take_away(database)
        raise
    say(_("Made: {name}").format(name=database.name))
    database.close()


def _take_away(database: Database) -> None:
    """A demonstration that was not finished is none."""
    if database.path is not None:
        database.path.unlink(missing_ok=True)


@app.command("tour", help=N_("The main job on a demonstration, and a picture of every page."))
def take_tour(
    context: typer.Context, folder: Annotated[str, typer.Argument(metavar="OUTDIR")]
) -> int:
    tour = office_of(context).tour
    if tour is None:
        raise UserError(_("The tour needs the whole program; start it as t20desk tour."))
    return tour(Path(given_path(folder)))
