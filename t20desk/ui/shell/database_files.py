"""Databases made, opened and put back, with a sentence where that cannot be."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from t20desk.errors import Cancelled, UserError
from t20desk.i18n import _
from t20desk.ui.dialogs import UpdateWait, ask_before, ask_secret, show_problem

if TYPE_CHECKING:
    from t20desk.db.database import Database


def open_database(
    parent: QWidget | None, address: str, person: str
) -> "tuple[Database, str] | None":
    """Open a file or a server's database; None where it was refused or given up.

    The address comes with it, since the password of a server may have been asked for.
    """
    from t20desk.db.database import Database
    from t20desk.db.engines.damage import DamagedError
    from t20desk.db.engines.driver_errors import ForbiddenError
    from t20desk.db.locating import is_server
    from t20desk.ui.shell.waiting import fetch_file

    if not is_server(address) and Path(address).is_file() and not fetch_file(parent, Path(address)):
        return None
    wait = UpdateWait(parent, _("What is searched and sorted by is brought up to date."))
    try:
        return Database.open(address, user=person, progress=wait.tell), address
    except (DamagedError, ForbiddenError) as error:
        refusal = error
    except UserError as error:
        show_problem(parent, error.message)
        return None
    except Cancelled:
        return None
    finally:
        wait.close()
    if isinstance(refusal, ForbiddenError):
        address = _ask_password(parent, address, refusal.message)
    elif is_server(address):
        show_problem(parent, refusal.message)
        return None
    elif not _offer_backup(parent, Path(address), refusal.message):
        return None
    return open_database(parent, address, person) if address else None


def _ask_password(parent: QWidget | None, address: str, refusal: str) -> str:
    """The address with the password that was typed; empty where nobody typed one."""
    from t20desk.db.locating import with_password

    password = ask_secret(parent, _("Password"), refusal)
    return with_password(address, password) if password else ""


def _offer_backup(parent: QWidget | None, path: Path, damage: str) -> bool:
    """Offer the newest whole backup in the place of a damaged file; whether it was taken."""
    from t20desk.backing_up import list_backups
    from t20desk.backing_up.manifests import read_backup
    from t20desk.ui.looks.words import time_text

    listed = (read_backup(one.path) for one in list_backups(path, verify=False))
    newest = next((one for one in listed if one.is_whole), None)
    if newest is None:
        show_problem(parent, damage)
        return False
    question = _("{problem} The newest whole one is of {time}; the damaged file is kept beside it.")
    words = question.format(problem=damage, time=time_text(newest.made.isoformat()))
    if not ask_before(parent, words, _("Restore this backup")):
        return False
    _kept, is_done = _restore_closed(newest.path, str(path))
    return is_done


def make_database(parent: QWidget | None, target: Path, person: str) -> "Database | None":
    """Make an empty database; None where it was refused."""
    from t20desk.db.database import Database

    try:
        return Database.create(str(target), user=person)
    except UserError as error:
        show_problem(parent, error.message)
    return None


def make_demonstration(parent: QWidget | None, target: Path, person: str) -> bool:
    """Make the demonstration; it is there as a whole or not at all."""
    from t20desk.ui.shell.waiting import wait_for

    sentence = _("The demonstration is made.")
    try:
        wait_for(parent, sentence, lambda: _build_demonstration(target, person))
    except UserError as error:
        show_problem(parent, error.message)
        return False
    return True


def _build_demonstration(target: Path, person: str) -> None:
    from t20desk.db.database import Database
    from t20desk.demonstration import build
    from t20desk.exporting.placing import place_file

    with place_file(target) as draft:
        draft.unlink()
        db = Database.create(str(draft), user=person)
        try:
            build(db)
        finally:
            db.close()


def put_back(backup: Path, address: str) -> str:
    """Put a backup in the place of a closed database; what to tell of it."""
    kept, _is_done = _restore_closed(backup, address)
    words = _("Restored; the file of before is kept as {name}.")
    return words.format(name=kept.name) if kept is not None else ""


def _restore_closed(backup: Path, address: str) -> tuple[Path | None, bool]:
    """Under which name the file of before is kept, and whether the backup is in its place."""
    from t20desk.ui.shell.waiting import wait_for

    sentence = _("{name} is put in place and checked.").format(name=backup.name)
    try:
        return wait_for(None, sentence, lambda: _restore(backup, address)), True
    except UserError as error:
        show_problem(None, error.message)
        return None, False


def _restore(backup: Path, address: str) -> Path | None:
    from t20desk.backing_up import restore_backup, restore_to_server
    from t20desk.db.locating import is_server

    if is_server(address):
        return restore_to_server(backup, address)
    return restore_backup(backup, Path(address))
