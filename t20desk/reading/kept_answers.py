"""What the reading child answered for a sheet, kept in a file, so that it is not parsed again.

It lies in the folder for passing files, which nobody else may look into; so it is trusted as much
as the child's own answers.
"""

import marshal
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from t20desk.leftovers import passing_folder

MOST_BYTES: Final = 300_000_000
"""A sheet that takes more room on the disk is parsed each time."""
_ROWS: Final = "rows"
_PART: Final = "part-"
_LENGTH: Final = 8
"""The bytes before each answer that say how long it is."""
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """The sheet that was read whole last; what finds no room is not kept."""

    folder: Path

    @classmethod
    def begin(cls) -> "KeptAnswers | None":
        """An empty place to keep a sheet; none where no folder can be made."""
        with suppress(OSError):
            return cls(Path(tempfile.mkdtemp(prefix="sheet-", dir=passing_folder())))
        return None

    def remove(self) -> None:
        """Forget what is kept, and leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def find_opened(self, path: Path, opening: Answer) -> Answer | None:
        """What was told of a file, where it was opened in the same way and has not changed."""
        with suppress(OSError), self._open() as file:
            head = next(_load(file))
            opened: Answer = head["opened"]
            status = path.stat()
            same = (opened["size"], opened["mtime_ns"]) == (status.st_size, status.st_mtime_ns)
            return opened if same and head["opening"] == opening else None
        return None

    def read(self, opening: Answer, opened: Answer, asked: Answer) -> Iterator[Answer] | None:
        """The answers to a request about an opened file, where they are kept."""
        with suppress(OSError), self._open() as file:
            if next(_load(file)) == {"opening": opening, "opened": opened, "asked": asked}:
                return self._read_on(file.tell())
        return None

    def _read_on(self, place: int) -> Iterator[Answer]:
        with self._open() as file:
            file.seek(place)
            yield from _load(file)

    def _open(self) -> IO[bytes]:
        return (self.folder / _ROWS).open("rb")

    def write(self, opening: Answer, opened: Answer, asked: Answer) -> "AnswerWriter":
        """Begin to keep the answers to a request."""
        writer = AnswerWriter(self.folder)
        writer.note({"opening": opening, "opened": opened, "asked": asked})
        return writer


class AnswerWriter:
    """Writes answers one by one; they take the place of those before once all are there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        with suppress(OSError):
            for left in folder.glob(f"{_PART}*"):
                left.unlink()  # of a reading that was stopped
            self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115
                prefix=_PART, dir=folder, delete=False
            )

    def note(self, answer: Answer) -> None:
        """Keep one more answer; once one finds no room, none is kept."""
        if self._file is None:
            return
        packed = marshal.dumps(answer)
        try:
            self._file.write(len(packed).to_bytes(_LENGTH) + packed)
            has_room = self._file.tell() <= MOST_BYTES
        except OSError:
            has_room = False
        if not has_room:
            self.end(whole=False)

    def end(self, whole: bool) -> None:
        """Put what was written in its place, or remove it where it is not whole."""
        file, self._file = self._file, None
        if file is None:
            return
        part = Path(file.name)
        with suppress(OSError):
            file.close()
            if whole:
                part.replace(self._folder / _ROWS)
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _load(file: IO[bytes]) -> Iterator[Answer]:
    while length := file.read(_LENGTH):
        yield marshal.loads(file.read(int.from_bytes(length)))
