"""A folder for passing files, and the removal of those whose program was killed.

A program has one such folder, and its children write into the same. It holds a lock as long as
the program lives: whatever ends it, the system takes its locks back. So a folder whose lock is
free is nobody's, and the next start removes it.
"""

import atexit
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from t20desk.paths import PASSING

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PREFIX: Final = "t20desk-"
_LOCK: Final = ".in-use"
_TRIES: Final = 3


def passing_folder() -> Path:
    """Where files lie that end with the program; nobody else may look into it.

    Raises OSError where no folder can be made.
    """
    parent = Path(tempfile.gettempdir())
    told = os.environ.get(PASSING)
    if told and Path(told).parent == parent and Path(told, _LOCK).exists():
        return Path(told)
    remove_leftovers()
    for _try in range(_TRIES):
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = (folder / _LOCK).open("xb")
        if lock_file(lock) and Path(lock.name).exists():
            break  # else another start took it for left behind, or this disk knows no locks
    atexit.register(_remove_own, folder, lock, os.getpid())
    os.environ[PASSING] = str(folder)
    return folder


def remove_leftovers() -> None:
    """Remove the folders of programs that are gone without having removed them."""
    with suppress(OSError):
        for lock in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
            with suppress(OSError):
                _remove_left(lock)


def _remove_left(lock: Path) -> None:
    with lock.open("r+b") as file:
        if not lock_file(file):
            return
        shutil.rmtree(lock.parent, ignore_errors=True)
    # Windows removes nothing that is open.
    shutil.rmtree(lock.parent, ignore_errors=True)


def _remove_own(folder: Path, lock: BinaryIO, maker: int) -> None:
    """Remove the folder at the end of the process that made it; a fork of it leaves it there."""
    if os.getpid() == maker:
        lock.close()
        shutil.rmtree(folder, ignore_errors=True)


def lock_file(file: BinaryIO) -> bool:
    """Take the lock of an open file, which ends with it; false where somebody else has it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
