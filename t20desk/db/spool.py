"""Batches of a large change in a temporary file, read back one at a time."""

import marshal
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import overload

from t20desk.causes import say_cause
from t20desk.db.change import BATCH_ROWS, Batch, cut_batches
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.leftovers import passing_folder

_LENGTH = 8
"""The bytes before each batch that say how long it is."""


class Spool(Sequence[Batch]):
    """A sequence of batches that keeps at most one of them in memory."""

    def __init__(self, path: Path | None = None, offsets: Sequence[int] = ()) -> None:
        owned = path is None
        self.path = path or _temporary_path()
        self._offsets = list(offsets)
        self._end = weakref.finalize(self, self.path.unlink, missing_ok=True) if owned else None

    def hand_over(self) -> None:
        """Leave the file to somebody else, who removes it."""
        if self._end is not None:
            self._end.detach()

    def append(self, batch: Batch) -> None:
        """Write one more batch at the end."""
        with writing_aside(), self.path.open("ab") as file:
            self._offsets.append(file.tell())
            packed = marshal.dumps((batch.kind, batch.columns, list(batch.rows)))
            file.write(len(packed).to_bytes(_LENGTH) + packed)

    def __len__(self) -> int:
        return len(self._offsets)

    @overload
    def __getitem__(self, index: int) -> Batch: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Batch]: ...
    def __getitem__(self, index: int | slice) -> Batch | Sequence[Batch]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        with self.path.open("rb") as file:
            file.seek(self._offsets[index])
            length = int.from_bytes(file.read(_LENGTH))
            return Batch(*marshal.loads(file.read(length)))

    def __reduce__(self) -> tuple[type["Spool"], tuple[Path, list[int]]]:
        return Spool, (self.path, self._offsets)

    def __iter__(self) -> Iterator[Batch]:
        return (self[place] for place in range(len(self)))


def collect_batches(batches: Iterable[Batch]) -> Sequence[Batch]:
    """The batches as a list while they are few rows, else in a temporary file."""
    kept: list[Batch] = []
    rows = 0
    spool: Spool | None = None
    for part in cut_batches(batches):
        rows += len(part.rows)
        if spool is None and rows > BATCH_ROWS:
            spool = Spool()
            for earlier in kept:
                spool.append(earlier)
        (kept if spool is None else spool).append(part)
    return kept if spool is None else spool


@contextmanager
def writing_aside() -> Iterator[None]:
    """Say which disk is full or broken while something is written into a temporary file."""
    try:
        yield
    except OSError as error:
        text = _(
            "The folder for temporary files {folder} takes no more ({reason}); nothing was "
            "changed, make room on its disk and try again."
        )
        raise UserError(text.format(folder=_say_folder(), reason=say_cause(error))) from error


def _say_folder() -> str:
    """The folder for temporary files; where Python finds none that it may use, the one wanted."""
    try:
        return tempfile.gettempdir()
    except OSError:
        wanted = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
        return next(filter(None, wanted), "/tmp")


def _temporary_path() -> Path:
    with (
        writing_aside(),
        tempfile.NamedTemporaryFile(dir=passing_folder(), suffix=".spool", delete=False) as file,
    ):
        return Path(file.name)
