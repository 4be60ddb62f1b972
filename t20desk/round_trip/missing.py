"""Rows that did not come back: their records go, if that is wanted and nothing hinders it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from t20desk.db.change import Batch, Conflict
from t20desk.db.database import Database
from t20desk.db.history.earlier import read_images
from t20desk.db.present_cells import read_cells
from t20desk.editing import plan_delete
from t20desk.errors import UserError
from t20desk.round_trip.authors import find_authors, name_author
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.outcome import Outcome
from t20desk.round_trip.row_keys import RowKey, read_key
from t20desk.round_trip.values import Clash

PART = 5_000


@dataclass(slots=True)
class Removal:
    """The batches that remove records, and what to say of those that stay."""

    batches: list[Batch] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def plan_missing(database: Database, book: ReturnedBook, outcome: Outcome, latest: int) -> Removal:
    """Plan removing the records whose rows are missing; one that was edited here clashes."""
    found = (read_key(book.identity, book.kind.name, text) for text in book.missing)
    keys = [key for key in found if key is not None]
    going: list[int] = []
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        edited, untouched = _part_edited(database, book.kind.name, part, latest)
        going += untouched
        outcome.clashes += _clash(database, book.kind.name, edited)
    return _remove(database, book.kind.name, going)


def _part_edited(
    database: Database, kind: str, keys: Sequence[RowKey], latest: int
) -> tuple[list[RowKey], list[int]]:
    """The records that were changed here since they were exported, and the others there are."""
    names = [one.name for one in database.kinds[kind].written]
    ids = [key.id for key in keys]
    edited: list[RowKey] = []
    untouched: list[int] = []
    with database.read() as connection:
        table = database.tables[kind]
        present = read_cells(connection, database.store, table, ids, names)
        for number in {key.number for key in keys}:
            some = [key for key in keys if key.number == number and key.id in present]
            wanted = [key.id for key in some]
            known = number <= latest
            images = read_images(connection, database, kind, names, number, wanted) if known else {}
            for key in some:
                if images.get(key.id) == present[key.id]:
                    untouched.append(key.id)
                else:
                    edited.append(key)
    return edited, untouched


def _clash(database: Database, kind: str, keys: Sequence[RowKey]) -> list[Clash]:
    if not keys:
        return []
    since = min(key.number for key in keys)
    authors = find_authors(database, kind, [key.id for key in keys], since)
    return [
        name_author(authors, Clash(Conflict(kind, key.id, None, None, None, None), 0))
        for key in keys
    ]


def _remove(database: Database, kind: str, ids: Sequence[int]) -> Removal:
    """All at once where nothing points to one of them, else each by itself."""
    if not ids:
        return Removal()
    try:
        return Removal(list(plan_delete(database, kind, ids).batches))
    except UserError as error:
        if len(ids) == 1:
            return Removal(remarks=[error.message])
    half = len(ids) // 2
    first, second = _remove(database, kind, ids[:half]), _remove(database, kind, ids[half:])
    return Removal(first.batches + second.batches, first.remarks + second.remarks)
