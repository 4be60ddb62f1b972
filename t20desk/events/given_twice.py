"""Badges and seats that two guests of an event have: told where one is entered, and at the door."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, or_, select

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.keys import fold
from t20desk.db.types import Stored
from t20desk.i18n import N_, _, join_list
from t20desk.listing import read_titles
from t20desk.notices import Oddity

FIELDS: Final = ("badge", "seat")
DOUBLE: Final = {
    "badge": N_("Badge {value} is also that of {names}; give one of them another."),
    "seat": N_("Seat {value} is also that of {names}; give one of them another."),
}
TWICE: Final = {
    "badge": N_("Badge {value} is given to two guests; give one of them another."),
    "seat": N_("Seat {value} is given to two guests; give one of them another."),
}
MOST_NAMES: Final = 3
MOST_ROWS: Final = 20_000
"""In a change of more rows nothing is looked for."""
Cells = Mapping[str, Any]


class _Holder(NamedTuple):
    """A guest with a badge, or with a seat."""

    id: int
    event: int
    field: str
    value: str
    person: int | None
    member: int | None


def list_given_twice(database: Database, events: Iterable[int]) -> list[Oddity]:
    """The guests of some events whose badge or seat another guest of the same event has too."""
    return _find_double(database, _read_holders(database, events))


def check_given(database: Database, key: int | None, values: Mapping[str, Stored]) -> list[Oddity]:
    """Whether the badge or seat that is typed for a guest is another guest's already."""
    typed = [name for name in FIELDS if name in values]
    if not typed:
        return []
    known = {} if key is None else _read_guests(database, [key]).get(key, {})
    mine = [one for one in _make_holders(key or 0, {**known, **values}) if one.field in typed]
    others = _read_holders(database, {one.event for one in mine})
    found = _find_double(database, [*mine, *(one for one in others if one.id != key)])
    return [one for one in found if one.id == (key or 0) and one.field in typed]


def find_given_twice(database: Database, change: Change) -> list[Oddity]:
    """Which badges and seats that a change writes two guests of an event would have."""
    written: dict[int, dict[str, Stored]] = {}
    gone: set[int] = set()
    for batch in change.batches if change.counts().total <= MOST_ROWS else ():
        for key, _before, after in batch.rows if batch.kind == "participation" else ():
            if after is None:
                gone.add(key)
            else:
                written.setdefault(key, {}).update(zip(batch.columns, after, strict=True))
    fresh = {(key, name) for key, cells in written.items() for name in FIELDS if cells.get(name)}
    if not fresh:
        return []
    known = _read_guests(database, list(written))
    holders = [
        one
        for key, cells in written.items()
        for one in _make_holders(key, {**known.get(key, {}), **cells})
    ]
    holders += [
        one
        for one in _read_holders(database, {one.event for one in holders})
        if one.id not in written and one.id not in gone
    ]
    return [one for one in _find_double(database, holders) if (one.id, one.field) in fresh]


def _make_holders(key: int, cells: Cells) -> Iterator[_Holder]:
    """What the guest with these cells has: a badge, a seat, both or neither."""
    event, *whose = (cells.get(name) for name in ("event", "person", "member"))
    if not isinstance(event, int):
        return
    person, member = (one if isinstance(one, int) else None for one in whose)
    for name in FIELDS:
        value = str(cells.get(name) or "")
        if fold(value):
            yield _Holder(key, event, name, value, person, member)


def _find_double(database: Database, holders: Sequence[_Holder]) -> list[Oddity]:
    groups: dict[tuple[int, str, str], list[_Holder]] = {}
    for one in holders:
        groups.setdefault((one.event, one.field, fold(one.value)), []).append(one)
    double = [group for group in groups.values() if len(group) > 1]
    people = [one.person for group in double for one in group if one.person]
    members = [one.member for group in double for one in group if one.member]
    names = {**read_titles(database, "person", people), **read_titles(database, "member", members)}
    found = []
    for group in double:
        for one in group:
            others = [other.person or other.member or 0 for other in group if other is not one]
            told = list(dict.fromkeys(names[key] for key in others if names.get(key)))
            words = {"value": one.value, "names": join_list(told[:MOST_NAMES])}
            text = _((DOUBLE if told else TWICE)[one.field]).format(**words)
            found.append(Oddity(one.id, one.field, text, kind="participation"))
    return found


def _read_holders(database: Database, events: Iterable[int]) -> list[_Holder]:
    part = database.tables["participation"]
    here = database.store.is_among(part.c.event, set(events))
    given = or_(*(part.c[name].is_not(None) for name in FIELDS))
    cells = _read(database, here & given)
    return [holder for key, one in cells.items() for holder in _make_holders(key, one)]


def _read_guests(database: Database, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    part = database.tables["participation"]
    return _read(database, database.store.is_among(part.c.id, set(ids)))


def _read(database: Database, condition: ColumnElement[bool]) -> dict[int, dict[str, Any]]:
    """The cells of guests that matter here, by id."""
    part = database.tables["participation"]
    names = ("event", "person", "member", *FIELDS)
    query = select(part.c.id, *(part.c[name] for name in names)).where(condition)
    with database.read() as connection:
        rows = connection.execute(query.order_by(part.c.id))
        return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
