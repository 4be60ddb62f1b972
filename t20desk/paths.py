"""Where the program finds its resources and keeps what stays on this computer."""

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

PASSING = "T20DESK_PASSING"
"""The variable by which children know the folder for passing files of their program."""


def resource(*parts: str) -> Path:
    """The path of a file of ours, in a checkout, in an installed wheel or in a frozen program."""
    return _resource_folder().joinpath(*parts)


@cache
def _resource_folder() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).parent
    places = [Path(frozen) / "resources"] if frozen else []
    places += [package / "resources", package.parent / "resources"]
    return next((place for place in places if place.is_dir()), places[-1])


def data_folder() -> Path:
    """The folder for settings, log and drafts; a temporary one where the home cannot be written."""
    # The reading child keeps nothing on this computer and starts without it.
    import platformdirs

    chosen = os.environ.get("T20DESK_DATA")
    wanted = Path(chosen) if chosen else Path(platformdirs.user_data_dir("t20desk", False))
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        if os.access(wanted, os.W_OK):
            return wanted
    except (OSError, RuntimeError):
        pass
    return _temporary_folder()


@cache
def _temporary_folder() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix="t20desk-"))


def log_file() -> Path:
    """Where unexpected errors are written down."""
    return data_folder() / "t20desk.log"


def write_lasting(path: Path, text: str) -> None:
    """Write a text so that a pulled plug leaves the old one or the new one, never a part.

    Raises OSError where the disk refuses.
    """
    waiting = path.with_suffix(".new")
    try:
        with waiting.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(path)
    except OSError:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def make_lasting_folder(folder: Path) -> None:
    """Make a folder, and those above it, that a pulled plug does not take away again.

    Raises OSError where the disk refuses.
    """
    if not folder.is_dir():
        make_lasting_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Make a new name lasting; Windows and some network disks know no such thing."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def has_display() -> bool:
    """Whether a window can open here."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
