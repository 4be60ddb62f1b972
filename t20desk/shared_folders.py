"""Folders in which a database is at risk: those that a program synchronises, and network drives.

What copies a file while it is being written can tear it, and lays the file of another computer
beside it. A network drive serves one person at a time.
"""

import re
from pathlib import Path
from typing import Final

from t20desk.i18n import _

_SERVICES: Final = re.compile(
    r"(OneDrive|Dropbox|Nextcloud|ownCloud|Google ?Drive|My Drive|iCloud ?Drive|Mobile Documents"
    r"|Seafile|Syncthing|pCloud ?Drive|MEGA)\b",
    re.IGNORECASE,
)
"""How the folders of synchronising programs begin."""
_CONFLICT: Final = re.compile(r"conflict|konflikt|冲突|衝突", re.IGNORECASE)
"""What such a program writes into the name of the other computer's file."""
_NETWORK: Final = frozenset(
    [
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "nfs",
        "nfs4",
        "afpfs",
        "webdav",
        "davfs",
        "davfs2",
        "fuse.sshfs",
        "fuse.rclone",
        "9p",
    ]
)


def say_risk(path: Path) -> str:
    """What is to be known of the folder of a database; empty where nothing is."""
    place = path.resolve()
    said = [_say_conflicted(place), _say_service(place) or _say_network(place)]
    return " ".join(filter(None, said))


def find_conflicted(path: Path) -> list[Path]:
    """The files that a synchronising program laid beside a database, by its name."""
    try:
        beside = sorted(path.parent.glob(f"*{path.suffix}"))
    except OSError:
        return []
    stem = path.stem.casefold()
    return [
        one
        for one in beside
        if one.name.casefold().startswith(stem) and _CONFLICT.search(one.name[len(stem) :])
    ]


def _say_conflicted(path: Path) -> str:
    found = find_conflicted(path)
    if not found:
        return ""
    text = _(
        "{copy} beside {file} was put there by a synchronising program and may hold what was "
        "entered at another computer; open it, look into its history, then move it away."
    )
    return text.format(copy=found[0].name, file=path.name)


def _say_service(path: Path) -> str:
    service = next(filter(None, map(_SERVICES.match, path.parent.parts)), None)
    if service is None:
        return ""
    text = _(
        "{file} lies in a folder that {service} copies while it is being written, which can "
        "damage it; close it, move it to a folder of this computer alone and open it there."
    )
    return text.format(file=path.name, service=service[1])


def _say_network(path: Path) -> str:
    if not _is_network(path):
        return ""
    text = _(
        "{file} lies on a network drive, where one person at a time can work safely; for several "
        "people ask for a database on a server, or work in turn."
    )
    return text.format(file=path.name)


def _is_network(path: Path) -> bool:
    """Whether the drive of a path is on another computer."""
    import psutil  # type: ignore[import-untyped, unused-ignore]

    if str(path).startswith("\\\\"):
        return True
    holding = [one for one in psutil.disk_partitions(all=True) if _holds(one.mountpoint, path)]
    nearest = max(holding, key=lambda one: len(one.mountpoint), default=None)
    if nearest is None:
        return False
    return nearest.fstype.lower() in _NETWORK or "remote" in nearest.opts.split(",")


def _holds(mounted: str, path: Path) -> bool:
    return path.is_relative_to(mounted)
