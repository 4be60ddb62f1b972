"""The command that compares a backup with the database and takes some of it back."""

import json as json_text
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from t20desk.cli.answers import (
    Json,
    answer_refusal,
    give_answer,
    json_lines,
    plain_stored,
    title_of,
)
from t20desk.cli.app import DONE, app, known_kind, opened, say, say_out
from t20desk.cli.edits import write_or_rehearse
from t20desk.cli.options import DOOR, DryRunOption, JsonOption
from t20desk.cli.safety import BackupArgument, find_backup
from t20desk.cli.typed_values import read_id
from t20desk.db.change import Counts
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import N_, _

if TYPE_CHECKING:
    from t20desk.backing_up.comparing import Difference

TakeBackOption = Annotated[
    list[str] | None,
    typer.Option(
        "--take-back",
        metavar="KIND[:ID]",
        help=N_("Make the records of a kind, or one record, as they were; may be repeated."),
    ),
]


@app.command("compare", help=N_("What is different since a backup; some of it can be taken back."))
def compare_backup(
    context: typer.Context,
    backup: BackupArgument,
    take_back: TakeBackOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> int:
    from t20desk.backing_up import compare_databases, list_differences, open_backup

    path = find_backup(context, backup)
    with opened(context) as database, closing(open_backup(path)) as earlier:
        if take_back:
            return _take_back(database, earlier, path.stem, take_back, dry_run, json)
        kinds = compare_databases(earlier, database)
        if json:
            _print_json(database, kinds, list_differences(earlier, database))
        else:
            _print_lines(database, kinds, list_differences(earlier, database))
    return DONE


def _sum_up(kinds: Mapping[str, Counts]) -> dict[str, int]:
    return sum(kinds.values(), Counts())._asdict()


def _print_json(
    database: Database, kinds: Mapping[str, Counts], found: "Iterator[Difference]"
) -> None:
    """One object; its differences are written one a line, so that they are never held."""
    rows = {kind: counts._asdict() for kind, counts in kinds.items()}
    head = json_text.dumps({**_sum_up(kinds), "kinds": rows}, ensure_ascii=False, indent=2)
    sys.stdout.write(head.removesuffix("\n}") + ',\n  "differences": ')
    sys.stdout.writelines(json_lines(_describe(database, one) for one in found))
    sys.stdout.write("}\n")


def _describe(database: Database, one: "Difference") -> Json:
    fields = database.kinds[one.kind].fields
    before, now = one.before or {}, one.now or {}
    cells = [
        {
            "field": name,
            "backup": plain_stored(database, fields[name], before.get(name)),
            "now": plain_stored(database, fields[name], now.get(name)),
        }
        for name in one.names
        if before.get(name) != now.get(name)
    ]
    return {"kind": one.kind, "id": str(one.id), "change": one.verb, "fields": cells}


def _print_lines(
    database: Database, kinds: Mapping[str, Counts], found: "Iterator[Difference]"
) -> None:
    for one in found:
        names = ",".join(one.names) if one.verb == "changed" else ""
        title = title_of(database, one.kind, one.id)
        say_out(f"{one.kind}\t{one.id}\t{one.verb}\t{title}\t{names}".rstrip("\t"))
    message = _("Since the backup: {new} new, {changed} changed, {removed} removed.")
    say(message.format(**_sum_up(kinds)))


def _take_back(
    database: Database,
    earlier: Database,
    name: str,
    wanted: Sequence[str],
    dry_run: bool,
    as_json: bool,
) -> int:
    from t20desk.backing_up import plan_return

    try:
        plan = plan_return(earlier, database, name, _read_wanted(wanted))
        answer = write_or_rehearse(database, replace(plan, door=DOOR), dry_run)
    except UserError as error:
        answer = answer_refusal(error)
    return give_answer(answer, as_json)


def _read_wanted(texts: Sequence[str]) -> dict[str, frozenset[int] | None]:
    """Kinds with the records wanted of each; a kind alone means all of its records."""
    wanted: dict[str, frozenset[int] | None] = {}
    for text in texts:
        name, colon, key = text.partition(":")
        kind = known_kind(name)
        known = wanted.get(kind, frozenset())
        if not colon or known is None:
            wanted[kind] = None
        else:
            wanted[kind] = known | {read_id(kind, key)}
    return wanted
