"""Who is named as a guest gets title and affiliation as of the event, whichever way it is said.

A planned change is settled before anybody sees it: a form, a cell, a sheet or a command that names
the person of a guest brings the person's title, organisation and post in the same change. What
else the change says of the guest stays; titles of whom somebody replaces are not kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from t20desk.db.change import Batch, Change, Row
from t20desk.db.database import Database
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.guests.titles import (
    Values,
    ask_person,
    describe_people,
    fill_open,
    find_event,
    read_days,
)
from t20desk.listing import Linked, read_fields

KIND: Final = "participation"
KEPT: Final = ("title", "affiliation")
"""What belongs to the person named, not to the organisation."""
COLUMNS: Final = ("event", "person", "member", *KEPT)

Cells = dict[str, Stored]


def settle_titles(database: Database, change: Change) -> Change:
    """The change with the titles and affiliations of the guests whom it names."""
    if not any(_names_people(batch) for batch in change.batches):
        return change
    return replace(change, batches=collect_batches(_settle(database, change.batches)))


def _names_people(batch: Batch) -> bool:
    return batch.kind == KIND and "person" in batch.columns


def _settle(database: Database, batches: Iterable[Batch]) -> Iterator[Batch]:
    for batch in batches:
        if not _names_people(batch):
            yield batch
            continue
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row, columns in _settle_rows(database, batch):
            groups.setdefault(columns, []).append(row)
        yield from (Batch(KIND, columns, rows) for columns, rows in groups.items())


def _settle_rows(database: Database, batch: Batch) -> Iterator[tuple[Row, tuple[str, ...]]]:
    named = [row for row in batch.rows if _is_named(batch, row)]
    stored = _read_stored(database, [key for key, before, _after in named if before is not None])
    guests = {
        key: {**stored.get(key, {}), **(batch.name_cells(after) or {})}
        for key, _before, after in named
    }
    known = _describe_guests(database, guests)
    for row in batch.rows:
        key, before, _after = row
        told = _tell(batch, row, guests[key], known[key]) if known.get(key) else {}
        old = None if before is None else {name: stored[key][name] for name in told}
        yield _widen(batch, row, old, told)


def _is_named(batch: Batch, row: Row) -> bool:
    """Whether a row names a person whom it did not name before."""
    _key, before, after = row
    at = batch.columns.index("person")
    person = None if after is None else after[at]
    return person is not None and (before is None or before[at] != person)


def _tell(batch: Batch, row: Row, guest: Cells, found: Values) -> Cells:
    """The cells that a guest gets with the person and does not have yet."""
    before = batch.name_cells(row[1])
    said = batch.columns if before is not None else ()
    held = before is not None and before["person"] is not None
    gone = [name for name in KEPT if name not in said and (held or (before and found.get(name)))]
    filled = fill_open({**guest, **dict.fromkeys(gone)}, found)
    return {
        name: filled.get(name)
        for name in COLUMNS
        if name not in said and filled.get(name) != guest.get(name)
    }


def _widen(batch: Batch, row: Row, old: Cells | None, told: Cells) -> tuple[Row, tuple[str, ...]]:
    """A row with further cells, and its columns."""
    key, before, after = row
    if not told or after is None:
        return row, batch.columns
    new = {**dict(zip(batch.columns, after, strict=True)), **told}
    columns = tuple(new)
    if before is None:
        return (key, None, tuple(new.values())), columns
    held = {**dict(zip(batch.columns, before, strict=True)), **(old or {})}
    return (key, tuple(map(held.get, columns)), tuple(new.values())), columns


def _read_stored(database: Database, keys: list[int]) -> dict[int, Cells]:
    rows = read_fields(database, KIND, COLUMNS, keys)
    return {
        key: {name: _plain(cell) for name, cell in zip(COLUMNS, cells, strict=True)}
        for key, cells in rows.items()
    }


def _plain(cell: Any) -> Stored:
    return cell.id if isinstance(cell, Linked) else cell


def _describe_guests(database: Database, guests: Mapping[int, Cells]) -> dict[int, Values]:
    """What is known of the people of some guests on the days of their events."""
    days = read_days(database, (one for cells in guests.values() if (one := find_event(cells))))
    asked = {key: ask_person(cells, days) for key, cells in guests.items()}
    known = describe_people(database, [one for one in asked.values() if one is not None])
    return {key: known[one] for key, one in asked.items() if one is not None and one in known}
