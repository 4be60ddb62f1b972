"""Making a backup: a copy beside its place, checked, with its manifest, then put in place."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from t20desk.backing_up.manifests import (
    Backup,
    hash_file,
    manifest_path,
    read_backup,
    write_manifest,
)
from t20desk.backing_up.thinning import choose_old
from t20desk.db.copying import check_copy, copy_database, find_latest
from t20desk.db.database import Database
from t20desk.db.engines.damage import DamagedError, explain_uncopied
from t20desk.db.engines.side_files import backups_beside
from t20desk.errors import UserError
from t20desk.exporting.placing import place_file
from t20desk.i18n import _
from t20desk.paths import data_folder, make_lasting_folder
from t20desk.progress import Progress

ALWAYS = ("", "repair")
"""Reasons for which a copy is made though nothing was written since the last one."""


def back_up(
    database: Database,
    target: Path | None = None,
    reason: str = "",
    progress: Progress | None = None,
) -> Backup:
    """A verified copy of the whole database, in its folder of backups where no target is named.

    Before an import and the like an up-to-date copy that is still whole serves again. Raises
    UserError when no copy can be made: a warning to show, not a reason to stop.
    """
    latest = find_latest(database)
    if target is None and reason not in ALWAYS:
        present = _find_present(database, latest)
        if present is not None:
            return present
    place = target or _choose_place(database)
    _check_place(database, place, latest)
    made = _write_copy(database, place, reason, latest, progress)
    if target is None:
        _thin_out(made)
    return made


def _find_present(database: Database, latest: dict[str, object]) -> Backup | None:
    """A whole backup of just this state."""
    for backup in list_backups(database, verify=False):
        if backup.latest == latest and read_backup(backup.path).is_whole:
            return backup
    return None


def backup_folder(source: Database | Path) -> Path:
    """Where the backups of a database lie: beside its file, else in the data folder."""
    path = source.path if isinstance(source, Database) else source
    if path is None:
        assert isinstance(source, Database)
        return _data_place(source.name)
    return backups_beside(path)


def _data_place(name: str) -> Path:
    return data_folder() / "backups" / re.sub(r"[^\w.@-]+", "_", name)


def _choose_place(database: Database) -> Path:
    """A new name in the folder of backups, or in the data folder where that cannot be written."""
    folder = next(filter(_can_write, (backup_folder(database), _data_place(database.name))), None)
    if folder is None:
        raise UserError(
            _("No copy could be made: neither {folder} nor the data folder can be written.").format(
                folder=backup_folder(database)
            )
        )
    stem = re.sub(r"[^\w.@ -]+", "_", Path(database.name).stem)
    return free_name(folder / f"{stem} {datetime.now():%Y-%m-%d %H-%M-%S}.t20")


def _can_write(folder: Path) -> bool:
    try:
        make_lasting_folder(folder)
        (folder / ".try").touch()
        (folder / ".try").unlink()
    except OSError:
        return False
    return True


def free_name(path: Path) -> Path:
    """The path, or one with a number where that is taken."""
    number, place = 1, path
    while place.exists():
        number += 1
        place = path.with_stem(f"{path.stem} ({number})")
    return place


def _check_place(database: Database, place: Path, latest: dict[str, object]) -> None:
    """Only an earlier backup of the same database may be written over."""
    if not place.exists():
        return
    live = database.path
    if (live is not None and place.samefile(live)) or not manifest_path(place).exists():
        message = _("{name} exists and is not a backup; choose another name for the copy.")
        raise UserError(message.format(name=place.name))
    present = read_backup(place, verify=False)
    if present.latest.get("desk") != latest["desk"]:
        message = _("{name} is a backup of another database; choose another name for the copy.")
        raise UserError(message.format(name=place.name))


def _write_copy(
    database: Database,
    place: Path,
    reason: str,
    latest: dict[str, object],
    progress: Progress | None,
) -> Backup:
    counts: dict[str, int] = {}
    found: dict[str, str] = {}

    def verify(draft: Path) -> bool:
        try:
            counted = check_copy(draft)
        except DamagedError as error:
            # A copy is made page by page: what is damaged in it is damaged here.
            raise explain_uncopied(database.name) from error
        if counted != counts:
            return False
        found["hash"] = hash_file(draft)
        manifest_path(place).unlink(missing_ok=True)
        return True

    with place_file(place, verify) as draft:
        counts = copy_database(database, draft, progress)
    size = place.stat().st_size
    made = datetime.now(UTC).replace(microsecond=0)
    backup = Backup(
        place, made, reason, database.name, size, found["hash"], counts, latest, "whole"
    )
    write_manifest(backup)
    return backup


def _thin_out(made: Backup) -> None:
    """Remove old backups of the same folder; never the newest that is whole."""
    present = [read_backup(path, verify=False) for path in made.path.parent.glob("*.t20")]
    known = [backup for backup in present if backup.sha256]
    by_date = sorted(known, key=lambda one: one.made, reverse=True)
    newest = next((one for one in by_date if _is_still_whole(one, made)), made)
    for backup in choose_old(known, datetime.now(UTC), keep=(made, newest)):
        with suppress(OSError):
            backup.path.unlink()
            manifest_path(backup.path).unlink(missing_ok=True)


def _is_still_whole(backup: Backup, made: Backup) -> bool:
    return backup.path == made.path or read_backup(backup.path).is_whole


def list_backups(source: Database | Path, verify: bool = True) -> list[Backup]:
    """The backups of a database, the newest whole one first and the damaged ones last."""
    name = source.name
    found = [
        read_backup(path, verify)
        for folder in dict.fromkeys((backup_folder(source), _data_place(name)))
        for path in folder.glob("*.t20")
        if not path.name.startswith(".")
    ]
    by_date = sorted(found, key=lambda one: one.made, reverse=True)
    return sorted(by_date, key=lambda one: one.state == "damaged")
