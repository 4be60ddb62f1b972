"""What a pulled plug may leave on a disk, worked out from a record of what was written.

On the disk is all of a file that was written before its last sync, and all names of a folder from
before that one's. Of what came later each sector of 512 bytes may be there or not; one, which was
just being written, may be half there or hold anything. The names of one folder change in order, as
in every file system that keeps a journal of them.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tests.hostile.disk_log import Event, Files, Name, Said, Size, Write, overwrite, resize

SECTOR = 512


@dataclass(slots=True)
class Disk:
    """What is safe on the disk, and what is still on its way there."""

    safe: Files
    writes: dict[int, list[Write | Size]] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=dict)
    done: int = 0

    def take(self, event: Event) -> None:
        """Something was written, or made safe."""
        if isinstance(event, Write | Size):
            self.writes.setdefault(event.file, []).append(event)
        elif isinstance(event, Name):
            for folder in {_folder(event.name), _folder(event.was or event.name)}:
                self.names.setdefault(folder, []).append(event)
        elif isinstance(event, Said):
            self.done += 1
        elif isinstance(event.file, int):
            for write in self.writes.pop(event.file, []):
                self.safe.take(write)
        else:
            for name in self.names.pop(event.file, []):
                self.safe.take(name)

    def cut(self, chance: random.Random | None) -> Files:
        """The files as the disk may hold them when the power goes now: by chance, else at worst."""
        found = self.safe.copy()
        if chance is None:
            return found
        for names in self.names.values():
            for event in names[: chance.choice((0, len(names), chance.randint(0, len(names))))]:
                found.take(event)
        for file, writes in self.writes.items():
            found.contents[file] = _lose(found.contents.get(file, b""), writes, chance)
        return found


def _folder(name: str) -> str:
    return str(PurePosixPath(name).parent)


def _lose(content: bytes, writes: Sequence[Write | Size], chance: random.Random) -> bytes:
    """A content with some of what was not safe yet, one sector of it torn."""
    steps = [step for write in writes for step in _cut_sectors(write)]
    kept = chance.choice((0.0, 0.5, 0.9, 1.0))
    torn = chance.choice((None, chance.randrange(len(steps))))
    for place, step in enumerate(steps):
        if isinstance(step, Write) and place == torn:
            content = overwrite(content, _tear(content, step, chance))
        elif chance.random() < kept:
            content = _do(content, step)
    return content


def _do(content: bytes, step: Write | Size) -> bytes:
    if isinstance(step, Size):
        return resize(content, step.size)
    return overwrite(content, step)


def _tear(content: bytes, part: Write, chance: random.Random) -> Write:
    """A sector that is new up to some byte, or from some byte on, or holds anything."""
    size, at = len(part.data), chance.randint(0, len(part.data))
    old = content[part.at : part.at + size].ljust(size, b"\0")
    mixtures = (part.data[:at] + old[at:], old[:at] + part.data[at:], chance.randbytes(size))
    return Write(part.file, part.at, chance.choice(mixtures))


def _cut_sectors(write: Write | Size) -> list[Write | Size]:
    """A write as the disk does it, sector by sector."""
    if isinstance(write, Size):
        return [write]
    parts: list[Write | Size] = []
    at, end = write.at, write.at + len(write.data)
    while at < end:
        until = min(at - at % SECTOR + SECTOR, end)
        parts.append(Write(write.file, at, write.data[at - write.at : until - write.at]))
        at = until
    return parts
