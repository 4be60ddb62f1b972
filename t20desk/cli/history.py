"""Commands that read the journal: history, imports."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from t20desk.cli.answers import Json, plain_stored, print_json, text_id
from t20desk.cli.app import app, known_kind, opened, read_day, say_out
from t20desk.cli.options import JsonOption
from t20desk.cli.typed_values import read_id
from t20desk.db.database import Database
from t20desk.db.history.belongings import read_history
from t20desk.db.history.operations import Wish, find_taken_back, read_operations
from t20desk.db.history.reading import Entry, Operation
from t20desk.db.history.touched import count_kinds
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.looking_back import find_changes
from t20desk.wording import find_door, say_door, say_operation

PART = 1_000
LimitOption = Annotated[int | None, typer.Option(min=1, help=N_("Show at most this many changes."))]


@app.command("history", help=N_("What was changed, when and by whom; of one record, each cell."))
def show_history(  # noqa: PLR0913 - one argument an option
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")] = "",
    record: Annotated[str, typer.Argument(metavar="ID")] = "",
    limit: LimitOption = None,
    user: Annotated[str, typer.Option(help=N_("Only changes by this person."))] = "",
    door: Annotated[str, typer.Option(help=N_("Only changes made this way."))] = "",
    since: Annotated[str | None, typer.Option(help=N_("Only changes from this day on."))] = None,
    until: Annotated[str | None, typer.Option(help=N_("Only changes up to this day."))] = None,
    search: Annotated[str, typer.Option(help=N_("Only changes with these words."))] = "",
    json: JsonOption = False,
) -> None:
    days = (read_day(since, "--since") or "", read_day(until, "--until") or "")
    wish = Wish(user, find_door(door), kind, *days)
    with opened(context) as database:
        if kind:
            known_kind(kind)
        if record:
            key = read_id(kind, record)
            rows = [
                _describe_entry(database, one, kind) for one in read_history(database, kind, key)
            ]
            if not rows:
                message = _("The history has no {kind} with the ID {id}.")
                raise UserError(message.format(kind=_(database.kinds[kind].label), id=key))
        else:
            wanted = find_changes(database, wish, search)[:limit]
            rows = [_describe(database, one) for one in _read_in_parts(database, wanted)]
    if json:
        print_json(rows)
        return
    for row in rows:
        if "door" in row:
            row["door"] = say_door(str(row["door"]))
        say_out("\t".join(_write_cell(cell) for cell in row.values()))


@app.command("imports", help=N_("The files that were taken in, the latest first."))
def list_imports(
    context: typer.Context, limit: LimitOption = None, json: JsonOption = False
) -> None:
    with opened(context) as database:
        wanted = find_changes(database, Wish(only_imports=True), "")[:limit]
        taken_back = find_taken_back(database)
        rows = []
        for one in _read_in_parts(database, wanted):
            counted = count_kinds(database, [one.sequence])[one.sequence]
            row = {
                **_describe(database, one),
                "file": one.file,
                "sha256": one.hash,
                "profile": one.label.arguments.get("profile"),
                "taken_back_by": text_id(taken_back.get(one.sequence)),
                "kinds": {kind: counts._asdict() for kind, counts in counted.items()},
            }
            rows.append(row)
    if json:
        print_json(rows)
        return
    for row in rows:
        row["kinds"] = _write_kinds(row["kinds"])
        say_out("\t".join(_write_cell(cell) for cell in row.values()))


def _write_kinds(counted: Json) -> list[str]:
    """Of each kind how many records are new, changed and removed, as in member +300."""
    signs = (("new", "+"), ("changed", "~"), ("removed", "-"))
    return [
        " ".join([kind, *(f"{sign}{counts[verb]}" for verb, sign in signs if counts[verb])])
        for kind, counts in counted.items()
    ]


def _read_in_parts(database: Database, wanted: Sequence[int]) -> Iterator[Operation]:
    for start in range(0, len(wanted), PART):
        part = wanted[start : start + PART]
        found = read_operations(database, part)
        yield from (found[sequence] for sequence in part)


def _describe(database: Database, one: Operation) -> Json:
    return {
        "operation": text_id(one.sequence),
        "time": one.time,
        "user": one.user,
        "door": one.door,
        "label": say_operation(database, one),
        **one.counts._asdict(),
        "undoes": text_id(one.undoes),
    }


def _describe_entry(database: Database, entry: Entry, kind: str) -> Json:
    """A cell of a record, or of what belongs to it, its field dotted: membership_period.since."""
    dotted = entry.field if entry.kind == kind else f"{entry.kind}.{entry.field}"
    found = database.kinds[entry.kind].fields.get(entry.field or "")
    return {
        "operation": text_id(entry.operation.sequence),
        "time": entry.operation.time,
        "user": entry.operation.user,
        "field": dotted,
        "old": plain_stored(database, found, entry.old),
        "new": plain_stored(database, found, entry.new),
        "verb": entry.verb,
        "label": say_operation(database, entry.operation),
    }


def _write_cell(cell: Any) -> str:
    if isinstance(cell, dict):
        cell = cell["text"]
    if isinstance(cell, list):
        cell = ", ".join(cell)
    return "" if cell is None else " ".join(str(cell).split())
