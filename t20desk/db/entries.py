"""What the journal keeps: an operation, and an entry for each record that it touched."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from t20desk.db.change import Cells, Change, Counts
from t20desk.db.schema import Schema

NEW, CHANGED, GONE = "new", "changed", "gone"
ENTRY = ("sequence", "kind", "id", "verb", "cells")
encode = json.JSONEncoder(ensure_ascii=False).encode


class Author(NamedTuple):
    """Who writes, and at which computer and desk."""

    user: str
    computer: str
    desk: str
    role: str = ""


def make_entries(
    sequence: int, kind: str, verb: str, ids: Sequence[int], texts: Iterable[str] | None = None
) -> list[Any]:
    """The rows of the journal for records of one kind; the texts say what became of each."""
    cells = repeat(None) if texts is None else texts
    head = repeat(sequence), repeat(kind)
    return list(zip(*head, ids, repeat(verb), cells, strict=False))


def describe_image(columns: Sequence[str], cells: Cells) -> str:
    """The whole of a removed record for the journal."""
    named = zip(columns, cells, strict=True)
    return encode({name: cell for name, cell in named if cell is not None})


def describe_cells(columns: Sequence[str], before: Cells, after: Cells) -> str:
    """The cells that change, each with what it was and what it becomes."""
    cells = zip(columns, before, after, strict=True)
    return encode({name: (old, new) for name, old, new in cells if old != new})


def write_operation(
    connection: Connection,
    metadata: Schema,
    sequence: int,
    author: Author,
    change: Change,
    counts: Counts,
) -> None:
    """Write down who made a change, when, by which way and what it says."""
    operation = metadata.tables["operation"]
    latest = connection.scalar(select(operation.c.time).where(operation.c.sequence == sequence - 1))
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    connection.execute(
        operation.insert(),
        {
            "sequence": sequence,
            "id": f"{author.desk}-{sequence}",
            "desk": author.desk,
            "counter": sequence,
            "time": max(now, latest or ""),
            "user": author.user,
            "computer": author.computer,
            "role": author.role or None,
            "door": change.door,
            "message": change.label.message,
            "arguments": encode(dict(change.label.arguments)),
            "file": change.file or None,
            "hash": change.hash or None,
            "undoes": change.undoes,
            **counts._asdict(),
        },
    )
