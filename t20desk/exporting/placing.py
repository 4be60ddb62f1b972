"""Put a finished file in place in one step, so that the old one stays whole on any error."""

import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from t20desk.errors import UserError
from t20desk.exporting.unfinished import note_draft, remove_unfinished
from t20desk.i18n import N_, _
from t20desk.paths import flush_folder

_TRIES: Final = 10
_PAUSE: Final = 0.2
"""Seconds between two tries: virus scanners and previews hold a file for about that long."""

_RESERVED: Final = frozenset(
    ["CON", "PRN", "AUX", "NUL"] + [f"{port}{n}" for port in ("COM", "LPT") for n in "123456789¹²³"]
)
_FORBIDDEN: Final = frozenset('<>:"|?*')

_FULL: Final = N_(
    "The disk is full, so {file} was not written: {free} MB are free in {folder}. "
    "Make room or save in another folder."
)
_DISK: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: N_("{file} is too large for the disk of {folder}. Save in another folder."),
    errno.EROFS: N_("The folder {folder} is read-only. Save {file} in another folder."),
    errno.EIO: N_("The disk failed while writing {file} in {folder}. Save in another folder."),
}
_NO_FOLDER: Final = N_("The folder {folder} does not exist. Save {file} in another folder.")
_PROTECTED: Final = N_("You may not write in the folder {folder}. Save {file} in another folder.")
_BAD_NAME: Final = N_("A file cannot be called {file}. Choose a shorter, simpler name.")
_PLACE: Final = {
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EACCES: _PROTECTED,
    errno.EPERM: _PROTECTED,
    errno.ENAMETOOLONG: _BAD_NAME,
    errno.EINVAL: _BAD_NAME,
    errno.ELOOP: _BAD_NAME,
}
_GONE: Final = _DISK | {errno.ENOENT: _NO_FOLDER, errno.ENOTDIR: _NO_FOLDER}
_IN_USE: Final = N_(
    "{file} is open in another program or protected. Close it there or save under another name."
)
_READ_ONLY: Final = N_("{file} is read-only. Save under another name.")
_IS_FOLDER: Final = N_("{file} is a folder. Choose another name.")
_BROKEN: Final = N_("{file} could not be written completely. Save in another folder.")


@contextmanager
def place_file(target: Path, verify: Callable[[Path], bool] | None = None) -> Iterator[Path]:
    """Give the path of a draft beside `target`; put it in place when the block ends well.

    `verify` looks at the finished draft; false keeps the old file.
    """
    place = _check_target(target)
    remove_unfinished(place.parent)
    draft = place.with_name(f".t20desk-{secrets.token_hex(6)}{place.suffix}")
    with note_draft(draft):
        _make_draft(draft, place)
        try:
            with _explaining(place, _DISK):
                yield draft
            with _explaining(place, _GONE):
                _flush_file(draft)
            with _explaining(place, _DISK):
                is_whole = verify is None or verify(draft)
            if not is_whole:
                raise UserError(_sentence(_BROKEN, place))
            _move_draft(draft, place)
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
    flush_folder(place.parent)


def _check_target(target: Path) -> Path:
    """The real place of the target (links followed), if a file may be written there."""
    _check_name(target)
    place = Path(os.path.realpath(target))
    with _explaining(place, _DISK | _PLACE):
        try:
            mode = place.stat().st_mode
        except FileNotFoundError:
            return place
    if place.is_dir():
        raise UserError(_sentence(_IS_FOLDER, place))
    # The mode is asked too: an administrator may write everything, yet should not here.
    if not mode & 0o222 or not os.access(place, os.W_OK):
        raise UserError(_sentence(_READ_ONLY, place))
    return place


def _check_name(target: Path) -> None:
    """Names that Windows keeps for itself are refused everywhere: files travel."""
    name = target.name
    bad = not name or name.split(".")[0].strip().upper() in _RESERVED
    bad = bad or any(sign < " " for sign in name)
    if bad or (os.name == "nt" and (_FORBIDDEN.intersection(name) or name[-1] in ". ")):
        raise UserError(_sentence(_BAD_NAME, target))


def _make_draft(draft: Path, place: Path) -> None:
    """An empty file with the usual rights; it keeps the ending, by which some writers choose."""
    with _explaining(place, _DISK | _PLACE):
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))


def _flush_file(draft: Path) -> None:
    handle = os.open(draft, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _move_draft(
    draft: Path,
    place: Path,
    replace: Callable[[Path, Path], None] = os.replace,
    pause: float = _PAUSE,
) -> None:
    """Rename; where the old file is held by another program, try again for two seconds."""
    with suppress(OSError):
        shutil.copymode(place, draft)
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(pause)
        try:
            with _explaining(place, _GONE):
                replace(draft, place)
        except PermissionError:
            continue
        return
    raise UserError(_sentence(_IN_USE, place))


@contextmanager
def _explaining(place: Path, sentences: dict[int, str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        sentence = sentences.get(error.errno or 0)
        if sentence is None:
            raise
        raise UserError(_sentence(sentence, place)) from error


def _sentence(message: str, place: Path) -> str:
    free = 0
    with suppress(OSError):
        free = shutil.disk_usage(place.parent).free // 1_000_000
    return _(message).format(file=place.name, folder=place.parent, free=free)
