"""Contents of attachments and pictures: blocks in a table of the database, once per content.

A content is known by its SHA-256. It is written in the transaction of the change that brings it
and stays while the journal may ask for it again; nothing here is ever overwritten.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, Table, select

from t20desk.db.schema import Schema
from t20desk.db.types import Number
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext

BLOCK = 1 << 20
"""So many bytes lie in one row."""
MOST = 25 * BLOCK
"""Larger contents stay outside."""


@dataclass(frozen=True, slots=True)
class Content:
    """A content that comes with a change: its bytes, or the file that holds them."""

    hash: str
    size: int
    source: bytes | Path = field(repr=False)


def describe_content(source: bytes | Path) -> Content:
    """The size and the hash of bytes or of a file."""
    if isinstance(source, bytes):
        return Content(hashlib.sha256(source).hexdigest(), len(source), source)
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Content(digest, file.tell(), source)


def write_contents(connection: Connection, metadata: Schema, contents: Iterable[Content]) -> None:
    """Write the contents that are not there yet; raises UserError if a file changed meanwhile."""
    table = metadata.tables["content"]
    for content in contents:
        if not _is_kept(connection, table, content.hash):
            _write_blocks(connection, table, content)


def list_kept(connection: Connection, metadata: Schema, digests: Iterable[str]) -> set[str]:
    """Those of some contents that are kept here."""
    table = metadata.tables["content"]
    return {one for one in digests if _is_kept(connection, table, one)}


def _is_kept(connection: Connection, table: Table, digest: str) -> bool:
    first = select(table.c.id).where(table.c.id == _block_name(digest, 0))
    return connection.scalar(first) is not None


def _write_blocks(connection: Connection, table: Table, content: Content) -> None:
    found = hashlib.sha256()
    for part, data in enumerate(_split_source(content.source)):
        found.update(data)
        name = _block_name(content.hash, part)
        connection.execute(table.insert(), {"id": name, "data": data})
    if found.hexdigest() != content.hash:
        name = content.source.name if isinstance(content.source, Path) else ""
        text = _("{name} changed while it was taken in; try again.")
        raise UserError(text.format(name=name))


def _split_source(source: bytes | Path) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield from (source[at : at + BLOCK] for at in range(0, max(len(source), 1), BLOCK))
        return
    with source.open("rb") as file:
        yield from _read_blocks(file)


def _read_blocks(file: BinaryIO) -> Iterator[bytes]:
    """The blocks of a file; an empty one has one that is empty."""
    data = file.read(BLOCK)
    yield data
    while data := file.read(BLOCK):
        yield data


def _block_name(digest: str, part: int) -> str:
    return f"{digest}:{part:03d}"


def read_blocks(connection: Connection, metadata: Schema, digest: str) -> Iterator[bytes]:
    """The blocks of a content in order; none where it is not kept here."""
    table = metadata.tables["content"]
    part = 0
    while True:
        query = select(table.c.data).where(table.c.id == _block_name(digest, part))
        data = connection.scalar(query)
        if data is None:
            return
        yield bytes(data)
        part += 1


def size_text(size: int) -> str:
    """The size of a file, short."""
    if size < 1_000:
        return ngettext("{size} byte", "{size} bytes", size).format(size=size)
    kilobytes, place = size / 1_000, 0
    while kilobytes >= 1_000 and place < 2:
        kilobytes, place = kilobytes / 1_000, place + 1
    number = Number().format(round(kilobytes, 1 if kilobytes < 10 and place else 0))
    return f"{number} {('kB', 'MB', 'GB')[place]}"
