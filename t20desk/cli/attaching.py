"""Commands on files of a record: attach, attachments, picture."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from t20desk.cli.answers import Json, answer_applied, give_answer, print_json
from t20desk.cli.app import DONE, app, given_path, known_kind, opened, refuse_usage, say_out
from t20desk.cli.options import DOOR, JsonOption, KindArgument, RecordArgument
from t20desk.cli.typed_values import find_id, no_record
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import read_titles


@app.command("attach", help=N_("Attach files to a record; they are kept in the database."))
def attach_files(
    context: typer.Context,
    kind: KindArgument,
    record: RecordArgument,
    files: Annotated[list[str], typer.Argument(metavar="FILE", show_default=False)],
    json: JsonOption = False,
) -> int:
    from t20desk.attachments import plan_attach, take_files

    with opened(context) as database:
        key = find_id(database, known_kind(kind), record)
        record_there(database, kind, key)
        taken = take_files([given_path(name) for name in files])
        change = replace(plan_attach(database, kind, key, taken), door=DOOR)
        return give_answer(answer_applied(database, change, database.apply(change)), json)


@app.command("attachments", help=N_("The files of a record; --out saves them into a folder."))
def list_attachments(
    context: typer.Context,
    kind: KindArgument,
    record: RecordArgument,
    out: Annotated[str, typer.Option(metavar="FOLDER", help=N_("Where to save them."))] = "",
    json: JsonOption = False,
) -> None:
    from t20desk.attachments import free_path, list_attached, look_outside, save_attached

    with opened(context) as database:
        key = find_id(database, known_kind(kind), record)
        record_there(database, kind, key)
        found = list_attached(database, kind, key)
        saved: dict[int, Path] = {}
        for one in found if out else ():
            path = free_path(_given_folder(out), one.name)
            saved[one.id] = save_attached(database, one, path).resolve()
    rows: list[Json] = [
        {
            "id": str(one.id),
            "name": one.name,
            "size": one.size,
            "sha256": one.hash,
            "added_on": one.added_on or None,
            "outside": one.path or None,
            "trouble": look_outside(one) or None,
            "saved": str(saved[one.id]) if one.id in saved else None,
        }
        for one in found
    ]
    if json:
        print_json(rows)
        return
    for row in rows:
        parts = (row["id"], row["name"], row["size"], row["saved"] or row["trouble"] or "")
        say_out("\t".join(str(part) for part in parts).rstrip("\t"))


@app.command("picture", help=N_("The logo or photograph of a record: put in, saved, taken away."))
def change_picture(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: KindArgument,
    record: RecordArgument,
    file: Annotated[str, typer.Argument(metavar="FILE")] = "",
    out: Annotated[str, typer.Option(metavar="FILE", help=N_("Where to save it."))] = "",
    remove: Annotated[bool, typer.Option("--remove", help=N_("Take it away."))] = False,
    json: JsonOption = False,
) -> int:
    from t20desk.attachments import take_files
    from t20desk.attachments.portraits import plan_picture, read_picture, scale_picture
    from t20desk.exporting.placing import place_file

    if [bool(file), bool(out), remove].count(True) != 1:
        refuse_usage(_("Name a file, or write --out FILE or --remove."))
    with opened(context) as database:
        key = find_id(database, known_kind(kind), record)
        record_there(database, kind, key)
        if out:
            found = read_picture(database, kind, key)
            if not found:
                raise UserError(_("This record has no picture; add one first."))
            with place_file(given_path(out)) as draft:
                draft.write_bytes(found)
            return DONE
        taken = scale_picture(take_files([given_path(file)])[0]) if file else None
        change = replace(plan_picture(database, kind, key, taken), door=DOOR)
        return give_answer(answer_applied(database, change, database.apply(change)), json)


def record_there(database: Database, kind: str, key: int) -> str:
    """The text of a record; raises UserError where there is none."""
    found = read_titles(database, kind, [key])
    if key not in found:
        raise UserError(no_record(kind, str(key)))
    return found[key]


def _given_folder(text: str) -> Path:
    folder = given_path(text)
    if not folder.is_dir():
        message = _("There is no folder {folder}; make it first or choose another.")
        raise UserError(message.format(folder=text))
    return folder
