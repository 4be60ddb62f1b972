"""Commands for safety: backup, backups, restore, compare, check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from t20desk.cli.answers import Json, print_json
from t20desk.cli.app import (
    DONE,
    IN_PART,
    app,
    given_path,
    office_of,
    opened,
    say,
    say_out,
)
from t20desk.cli.options import JsonOption
from t20desk.cli.progress import progress
from t20desk.db.locating import is_server, server_name
from t20desk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from t20desk.checking import Report

BackupArgument = Annotated[str, typer.Argument(metavar="BACKUP")]


@app.command("backup", help=N_("A checked copy of the whole database."))
def make_backup(
    context: typer.Context,
    out: Annotated[str, typer.Argument(metavar="OUT.t20")] = "",
) -> None:
    from t20desk.backing_up import back_up, read_backup

    target = given_path(out) if out else None
    earlier = read_backup(target, verify=False) if target and target.is_file() else None
    with opened(context) as database, progress(_("Backup")) as tell:
        made = back_up(database, target, progress=tell)
    if earlier:
        replaced = _("The earlier backup {name}, made {time}, was replaced.")
        time = earlier.made.astimezone().isoformat(" ", "minutes")
        say(replaced.format(name=made.path.name, time=time))
    say_out(str(made.path.resolve()))


@app.command("backups", help=N_("The backups there are, the best one first."))
def show_backups(context: typer.Context, json: JsonOption = False) -> None:
    from t20desk.backing_up import Backup, list_backups

    def describe(one: Backup) -> Json:
        return {
            "file": str(one.path),
            "made": one.made.isoformat(timespec="seconds"),
            "reason": one.reason,
            "size": one.size,
            "sha256": one.sha256 or None,
            "operation": one.latest.get("operation"),
            "counts": dict(one.counts),
            "state": one.state,
        }

    rows = [describe(one) for one in list_backups(_backup_source(context))]
    if json:
        print_json(rows)
        return
    for row in rows:
        say_out(f"{row['made']}\t{row['state']}\t{row['size']}\t{row['file']}")


def _backup_source(context: typer.Context) -> "Path":
    """The place of the database, which need not open: its backups are wanted most then."""
    address = office_of(context).needed_address()
    if is_server(address):
        return Path(server_name(address))
    return given_path(address)


@app.command("restore", help=N_("Put a backup in place; the present file is kept beside it."))
def restore(context: typer.Context, backup: BackupArgument) -> None:
    from t20desk.backing_up import restore_backup, restore_to_server

    address, chosen = office_of(context).needed_address(), find_backup(context, backup)
    kept: Path | None
    if is_server(address):
        with progress(_("Restoring")) as tell:
            kept = restore_to_server(chosen, address, tell)
    else:
        kept = restore_backup(chosen, given_path(address))
    if kept:
        say(_("Restored; the file of before is kept as {name}.").format(name=kept.name))
    else:
        say(_("Restored."))


def find_backup(context: typer.Context, text: str) -> Path:
    """A backup by its path, or by its name in the folder of backups."""
    from t20desk.backing_up import list_backups

    path = given_path(text)
    if path.exists() or path.name != text:
        return path
    named = [one.path for one in list_backups(_backup_source(context), verify=False)]
    return next((one for one in named if one.name == text), path)


@app.command("check", help=N_("Check the database; --repair rebuilds what can be derived."))
def check(
    context: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help=N_("Make a backup, then repair."))
    ] = False,
    json: JsonOption = False,
) -> int:
    from t20desk.checking import Report, check_damage, check_database, say_holdings

    address = office_of(context).needed_address()
    damage = [] if is_server(address) else check_damage(given_path(address))
    report = Report(damage)
    if not damage:
        with opened(context) as database:
            report = check_database(database, repair)
    left = [one for one in report.findings if not one.repaired]
    if json:
        _print_report(report)
    for one in report.findings:
        say(one.message)
    if not report.findings:
        say(_("The database is whole."))
    if words := say_holdings(report.holdings):
        say(words)
    if repair and left:
        refuse_rest = ngettext(
            "{count} finding could not be repaired; restore a backup.",
            "{count} findings could not be repaired; restore a backup.",
            len(left),
        )
        say(refuse_rest.format(count=len(left)))
    return IN_PART if left else DONE


def _print_report(report: "Report") -> None:
    holdings = report.holdings
    kept = {"used": holdings.used, "for_undo": holdings.for_undo, "unused": holdings.unused}
    print_json(
        {
            "whole": report.is_whole,
            "findings": [one.to_json() for one in report.findings],
            "backup": report.backup and str(report.backup),
            "contents": {
                name: {"count": len(sizes), "bytes": sum(sizes.values())}
                for name, sizes in kept.items()
            },
        }
    )
