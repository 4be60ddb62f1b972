"""Drafts that a killed program left in a folder: the next one that writes there removes them.

A draft is noted in our data folder while it is written, and the note is locked. Whatever ends a
program, the system takes its locks back: a note that can be locked has no writer any more. So a
draft that another program is writing stays, and one of another computer is none of our business:
a note says its computer too, since a home may lie on a network.
"""

import os
import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from t20desk.leftovers import lock_file
from t20desk.paths import data_folder

_NAME: Final = re.compile(r"\.t20desk-[0-9a-f]{12}(\..*)?")
_SIDES: Final = ("", "-journal", "-wal", "-shm")
"""What SQLite writes beside the draft of a copy."""


@contextmanager
def note_draft(draft: Path) -> Iterator[None]:
    """Let the draft be known while the block runs; where no note can be kept it does without."""
    note = _write_note(draft)
    try:
        yield
    finally:
        if note is not None:
            note.close()
            with suppress(OSError):
                os.unlink(note.name)


def remove_unfinished(folder: Path) -> None:
    """Remove the drafts in the folder whose writer is gone."""
    with suppress(OSError):
        for note in _note_folder().iterdir():
            with suppress(OSError):
                _follow_note(note, folder)


def _follow_note(note: Path, folder: Path) -> None:
    with note.open("r+b") as file:
        if not lock_file(file):
            return
        computer, _line, path = file.read().partition(b"\n")
        draft = Path(os.fsdecode(path))
        is_ours = computer == _computer() and _NAME.fullmatch(draft.name)
        if not is_ours or draft.parent != folder:
            return
        for side in _SIDES:
            draft.with_name(draft.name + side).unlink(missing_ok=True)
    note.unlink(missing_ok=True)


def _write_note(draft: Path) -> BinaryIO | None:
    try:
        _note_folder().mkdir(parents=True, exist_ok=True)
        note = (_note_folder() / draft.stem).open("xb", buffering=0)
    except OSError:
        return None
    # Without the lock it would tell others that the draft is nobody's.
    if lock_file(note) and _fill_note(note, draft):
        return note
    note.close()
    with suppress(OSError):
        os.unlink(note.name)
    return None


def _fill_note(note: BinaryIO, draft: Path) -> bool:
    try:
        note.write(_computer() + b"\n" + os.fsencode(draft))
    except OSError:
        return False
    return True


def _computer() -> bytes:
    return os.fsencode(platform.node())


def _note_folder() -> Path:
    return data_folder() / "unfinished"
