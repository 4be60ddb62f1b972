"""Whether what lies beside a database file belongs to it, asked before SQLite plays it back.

After a crash SQLite writes the pages of NAME-journal back into NAME, whatever file they came from.
A journal fits only the file it was begun for: the size of that file stands in its header, and of
the first page, which every change writes, it holds the counter that goes up by one. Where a file
of the same size and counter is left, the name of the desk in every operation tells them apart.
"""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from t20desk.errors import UserError
from t20desk.i18n import _

MAGIC = bytes.fromhex("d9d505f920a163d7")
HEADER = struct.Struct(">8s5I")
NUMBER = struct.Struct(">I")
FILE_MAGIC = b"SQLite format 3\x00"
SECTOR = 512
"""So many bytes a disk writes at once."""
HEAD = 100
"""So many bytes of the first page are the header of the file."""
STEP = 200
"""Every so many bytes of a page go into its checksum."""
CELLS = slice(3, 5)
"""Where a page says how many cells it holds."""
TRIES = 3
"""Somebody may be writing while we read; then another look finds that all fits."""


def backups_beside(path: Path) -> Path:
    """Where the backups of a file lie."""
    path = path.resolve()
    return path.with_name(path.name + ".backups")


@dataclass(slots=True)
class Journal:
    """What a rollback journal would write back: the pages as they were, by their number."""

    pages_before: int
    page_size: int
    places: dict[int, int] = field(default_factory=dict)


def check_side_files(path: Path) -> None:
    """Refuse a file beside which lies the journal of another one; nothing is touched."""
    place = path.resolve()
    if _size_of(Path(f"{place}-wal")):
        text = _(
            "{journal} beside {name} was left by another program; close that program, or move "
            "{journal} to another folder, then open {name} again."
        )
        raise UserError(text.format(name=path.name, journal=f"{path.name}-wal"))
    if not any(_fits(place) for _again in range(TRIES)):
        text = _(
            "{journal} beside {name} belongs to another file and would damage this one; "
            "nothing was changed, move {journal} to another folder, then open {name} again."
        )
        raise UserError(text.format(name=path.name, journal=f"{path.name}-journal"))


def is_cut_off(path: Path) -> bool:
    """Whether writing was cut off; then SQLite takes the half of it back before reading."""
    return _size_of(Path(f"{path.resolve()}-journal")) > 0


def read_header(path: Path) -> bytes:
    """The first bytes of a file, or those that its journal brings back where they were lost."""
    place = path.resolve()
    with place.open("rb") as file:
        header = file.read(HEAD)
        if not header.startswith(FILE_MAGIC):
            with suppress(OSError), Path(f"{place}-journal").open("rb") as beside:
                return _read_head(file, beside, _read_journal(beside))
    return header


def _read_head(file: BinaryIO, beside: BinaryIO, journal: Journal) -> bytes:
    """The header of the file, of the journal where only the sector of it was lost.

    A disk may lose what it is just writing; the rest of the page tells whose file it is.
    """
    file.seek(0)
    now = file.read(max(journal.page_size, HEAD))
    if not now.startswith(FILE_MAGIC) and 1 in journal.places:
        beside.seek(journal.places[1])
        before = beside.read(journal.page_size)
        if now[SECTOR:] == before[SECTOR:]:
            return before[:HEAD]
    return now[:HEAD]


def _size_of(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _fits(path: Path) -> bool:
    """Whether a journal is absent, finished, or begun for just this file."""
    try:
        with Path(f"{path}-journal").open("rb") as beside, path.open("rb") as file:
            begin = beside.read(HEADER.size)
            # SQLite writes the first bytes when the pages behind them are safe, else plays nothing.
            if not begin[: len(MAGIC)].strip(b"\0"):
                return True
            if not begin.startswith(MAGIC):
                return _is_unfinished(file, beside)
            if len(begin) < HEADER.size or _names_others(beside):
                return False
            journal = _read_journal(beside)
            if not _is_begun_for(file, beside, journal):
                return False
            return _is_of_desk(file, beside, journal, _read_desk(path))
    except OSError:
        return True  # gone meanwhile, or not ours to read: SQLite says what is wrong


def _is_unfinished(file: BinaryIO, beside: BinaryIO) -> bool:
    """Whether a journal's first sector was lost while being written: SQLite then plays nothing.

    The file is not touched before that sector is safe, so it still is as the journal says.
    """
    page_size = int.from_bytes(_read_head(file, beside, Journal(0, 0))[16:18])
    beside.seek(SECTOR)
    number = int.from_bytes(beside.read(NUMBER.size))
    before = beside.read(page_size)
    file.seek(max(number - 1, 0) * page_size)
    return number > 0 and len(before) == page_size and file.read(page_size) == before


def _names_others(beside: BinaryIO) -> bool:
    """Whether the change went over several files; ours never does."""
    end = beside.seek(0, 2)
    if end < 16:
        return False
    beside.seek(end - 16)
    length, checksum, magic = struct.unpack(">2I8s", beside.read(16))
    if magic != MAGIC or not 0 < length <= end - 16:
        return False
    beside.seek(end - 16 - length)
    return bool(sum(beside.read(length)) & 0xFFFFFFFF == checksum)


def _read_journal(beside: BinaryIO) -> Journal:
    """The pages that would be written back, without those whose checksum is wrong."""
    beside.seek(0)
    begin = beside.read(HEADER.size).ljust(HEADER.size, b"\0")
    _magic, _count, _nonce, before, _sector, size = HEADER.unpack(begin)
    journal = Journal(before, size)
    if size >= SECTOR:
        journal.places.update(_find_pages(beside, size))
    return journal


def _find_pages(beside: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """The number of each page and where its image begins, header by header."""
    end, at = beside.seek(0, 2), 0
    while at + HEADER.size <= end:
        beside.seek(at)
        magic, count, nonce, _before, sector, _size = HEADER.unpack(beside.read(HEADER.size))
        if magic != MAGIC or not sector:
            return
        at += sector
        fitting = max(end - at, 0) // (size + 8)
        for _turn in range(min(count, fitting)):
            beside.seek(at)
            record = beside.read(size + 8)
            if NUMBER.unpack(record[-4:])[0] != _checksum(record[4:-4], nonce):
                return
            yield NUMBER.unpack(record[:4])[0], at + 4
            at += size + 8
        at += -at % sector


def _checksum(page: bytes, nonce: int) -> int:
    return nonce + sum(page[at] for at in range(len(page) - STEP, 0, -STEP)) & 0xFFFFFFFF


def _is_begun_for(file: BinaryIO, beside: BinaryIO, journal: Journal) -> bool:
    """Whether page size, number of pages and counter are those of the file before the change."""
    now = _read_head(file, beside, journal)
    if (int.from_bytes(now[16:18]) if now[16:18] != b"\0\1" else 65_536) != journal.page_size:
        return False
    if 1 not in journal.places:
        return _pages_of(now) == journal.pages_before
    beside.seek(journal.places[1])
    before = beside.read(HEAD)
    if _pages_of(before) != journal.pages_before or before[68:72] != now[68:72]:
        return False
    next_ = (_counter_of(before) + 1) & 0xFFFFFFFF
    # Of a header that was half written, the counter or what follows it may still be the old one.
    return now == before or next_ in (_counter_of(now), int.from_bytes(now[92:96]))


def _pages_of(header: bytes) -> int:
    return int.from_bytes(header[28:32])


def _counter_of(header: bytes) -> int:
    return int.from_bytes(header[24:28])


def _is_of_desk(file: BinaryIO, beside: BinaryIO, journal: Journal, desk: bytes) -> bool:
    """Whether what differs was written by this desk.

    Asked only where the first page is still as it was: then nothing else was written either,
    unless the power was cut, and operations that differ bear the name of this desk.
    """
    bears_now = bears_then = False
    for number, place in sorted(journal.places.items()):
        file.seek((number - 1) * journal.page_size)
        beside.seek(place)
        now, then = file.read(journal.page_size), beside.read(journal.page_size)
        if number == 1 and now != then:
            return True
        # A page that held nothing, as before the first operation of all, names nobody.
        held = then[CELLS] != bytes(2)
        bears_now = bears_now or (held and now != then and desk in now)
        bears_then = bears_then or desk in then
    return bears_then or not bears_now


def _read_desk(path: Path) -> bytes:
    """The name of the desk, read past the journal; empty where it cannot be read."""
    query = "SELECT value FROM desk WHERE name = 'desk'"
    with suppress(sqlite3.DatabaseError):
        address = f"{path.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute(query).fetchone()
            return str(found[0]).encode() if found else b""
    return b""
