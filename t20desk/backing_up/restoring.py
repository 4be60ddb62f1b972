"""Restoring a backup: checked, put in place in one step, the present file kept beside it."""

import os
import shutil
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import psutil  # type: ignore[import-untyped, unused-ignore]

from t20desk.backing_up.copies import back_up, free_name
from t20desk.backing_up.manifests import read_backup
from t20desk.causes import say_cause
from t20desk.db.copying import check_copy, replace_rows
from t20desk.db.database import Database
from t20desk.db.engines.opening import check_file, check_regular
from t20desk.errors import UserError
from t20desk.exporting.placing import place_file
from t20desk.i18n import _
from t20desk.leftovers import passing_folder
from t20desk.paths import flush_folder
from t20desk.progress import Progress

SIDE_FILES = ("-journal", "-wal", "-shm")
"""What SQLite leaves beside a file after a crash; it belongs to that file and to no other."""


def restore_backup(backup: Path, target: Path) -> Path | None:
    """Put a backup in the place of a database; the path under which the present file is kept.

    The caller has closed the database. Raises UserError, and leaves everything as it is, when
    the backup is damaged or the file is open somewhere.
    """
    check_backup(backup)
    place = target.resolve()
    if place.exists():
        _check_unused(backup, place)
    kept: list[Path] = []

    def verify(draft: Path) -> bool:
        try:
            check_copy(draft)
        except UserError:
            return False
        if place.exists():
            kept.append(_keep_present(place))
        return True

    try:
        with place_file(place, verify) as draft:
            shutil.copyfile(backup, draft)
            if os.name != "nt":
                draft.chmod(0o666 & ~_read_umask())
    except BaseException:
        for path in kept:
            _drop_whole(path)
        raise
    _drop_beside(place)
    flush_folder(place.parent)
    return kept[0] if kept else None


def restore_to_server(backup: Path, address: str, progress: Progress | None = None) -> Path:
    """Put a backup in the place of a server's rows; the copy of what was there before.

    The backup is read from a copy of its own, which is brought up to date where it is older.
    """
    check_backup(backup)
    database = Database.open(address)
    try:
        kept = back_up(database, reason="restore")
        with tempfile.TemporaryDirectory(dir=passing_folder()) as folder:
            source = Database.open(shutil.copyfile(backup, Path(folder) / "backup.t20"))
            try:
                replace_rows(database, source, progress)
            finally:
                source.close()
    finally:
        database.close()
    return kept.path


def _read_umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def check_backup(backup: Path) -> None:
    """Refuse a backup that is not ours, or not what was written."""
    check_regular(backup)
    if read_backup(backup).state == "damaged":
        raise UserError(
            _("The backup {name} is damaged: it is not what was written; choose another.").format(
                name=backup.name
            )
        )
    check_file(backup)
    check_copy(backup)


def _check_unused(backup: Path, place: Path) -> None:
    if backup.samefile(place):
        raise UserError(
            _("{name} is the database itself; choose a backup of it.").format(name=place.name)
        )
    users = find_users(place)
    if users:
        raise UserError(
            _("{name} is open in {program}; close it there, then restore again.").format(
                name=place.name, program=", ".join(users)
            )
        )


def find_users(path: Path) -> list[str]:
    """The programs that have a file open; on Windows the system itself refuses to replace it."""
    if os.name == "nt":
        return []
    found: dict[str, None] = {}
    for process in psutil.process_iter(["name"]):
        with suppress(psutil.Error, OSError):
            if any(path == Path(one.path) for one in process.open_files()):
                found[f"{process.info['name']} ({process.pid})"] = None
    return list(found)


def _keep_present(place: Path) -> Path:
    """A second name for the present file and for what lies beside it.

    Both names hold until the other file is in place: without its journal a file that was cut off
    would be taken for a whole one.
    """
    now = f"{datetime.now():%Y-%m-%d %H-%M-%S}"
    kept = free_name(place.with_stem(f"{place.stem} before restore {now}"))
    try:
        _give_name(place, kept)
        for ending in SIDE_FILES:
            with suppress(FileNotFoundError):
                _give_name(place.with_name(place.name + ending), kept.with_name(kept.name + ending))
    except OSError as error:
        _drop_whole(kept)
        text = _(
            "{name} could not be kept beside the backup ({reason}); nothing was changed, "
            "check its folder and restore again."
        )
        raise UserError(text.format(name=place.name, reason=say_cause(error))) from error
    return kept


def _give_name(path: Path, name: Path) -> None:
    """A second name for a file, or a copy where the disk knows no second names."""
    try:
        os.link(path, name)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(path, name)


def _drop_whole(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
    _drop_beside(path)


def _drop_beside(path: Path) -> None:
    for ending in SIDE_FILES:
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)
