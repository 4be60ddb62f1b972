"""Badges that two guests of one event wear: told where a badge is entered, and at the door."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, select

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.keys import fold
from t20desk.db.types import Stored
from t20desk.i18n import N_, _, join_list
from t20desk.listing import read_titles
from t20desk.notices import Oddity

DOUBLE: Final = N_("Badge {badge} is also that of {names}; give one of them another.")
TWICE: Final = N_("Badge {badge} is given to two guests; give one of them another.")
MOST_NAMES: Final = 3
MOST_ROWS: Final = 20_000
"""In a change of more rows nothing is looked for."""


class _Wearer(NamedTuple):
    """A guest with a badge."""

    id: int
    event: int
    badge: str
    person: int | None
    member: int | None


def list_double_badges(database: Database, events: Iterable[int]) -> list[Oddity]:
    """The guests of some events whose badge another guest of the same event wears too."""
    return _find_double(database, _read_wearers(database, events))


def check_badge(database: Database, key: int | None, values: Mapping[str, Stored]) -> list[Oddity]:
    """Whether the badge that is typed for a guest is another guest's already."""
    if "badge" not in values:
        return []
    known = {} if key is None else _read_guests(database, [key]).get(key, {})
    wearer = _make_wearer(key or 0, {**known, **values})
    if wearer is None:
        return []
    others = [one for one in _read_wearers(database, [wearer.event]) if one.id != key]
    found = _find_double(database, [wearer, *others])
    return [one for one in found if one.id == wearer.id]


def find_double_badges(database: Database, change: Change) -> list[Oddity]:
    """Which badges that a change writes would be worn by two guests of an event."""
    written: dict[int, dict[str, Stored]] = {}
    gone: set[int] = set()
    for batch in change.batches if change.counts().total <= MOST_ROWS else ():
        for key, _before, after in batch.rows if batch.kind == "participation" else ():
            if after is None:
                gone.add(key)
            else:
                written.setdefault(key, {}).update(zip(batch.columns, after, strict=True))
    fresh = {key for key, cells in written.items() if cells.get("badge")}
    if not fresh:
        return []
    known = _read_guests(database, list(written))
    made = (_make_wearer(key, {**known.get(key, {}), **cells}) for key, cells in written.items())
    wearers = [one for one in made if one is not None]
    wearers += [
        one
        for one in _read_wearers(database, {one.event for one in wearers})
        if one.id not in written and one.id not in gone
    ]
    return [one for one in _find_double(database, wearers) if one.id in fresh]


def _make_wearer(key: int, cells: Mapping[str, Stored]) -> _Wearer | None:
    """The guest with these cells; None without a badge."""
    event, badge, *whose = (cells.get(name) for name in ("event", "badge", "person", "member"))
    if not isinstance(event, int) or not fold(str(badge or "")):
        return None
    person, member = (one if isinstance(one, int) else None for one in whose)
    return _Wearer(key, event, str(badge), person, member)


def _find_double(database: Database, wearers: Sequence[_Wearer]) -> list[Oddity]:
    groups: dict[tuple[int, str], list[_Wearer]] = {}
    for one in wearers:
        groups.setdefault((one.event, fold(one.badge)), []).append(one)
    double = [group for group in groups.values() if len(group) > 1]
    people = [one.person for group in double for one in group if one.person]
    members = [one.member for group in double for one in group if one.member]
    names = {**read_titles(database, "person", people), **read_titles(database, "member", members)}
    found = []
    for group in double:
        for one in group:
            others = [other.person or other.member or 0 for other in group if other is not one]
            told = list(dict.fromkeys(names[key] for key in others if names.get(key)))
            words = {"badge": one.badge, "names": join_list(told[:MOST_NAMES])}
            text = _(DOUBLE if told else TWICE).format(**words)
            found.append(Oddity(one.id, "badge", text, kind="participation"))
    return found


def _read_wearers(database: Database, events: Iterable[int]) -> list[_Wearer]:
    part = database.tables["participation"]
    here = database.store.is_among(part.c.event, set(events))
    cells = _read(database, here & part.c.badge.is_not(None))
    made = (_make_wearer(key, one) for key, one in cells.items())
    return [one for one in made if one is not None]


def _read_guests(database: Database, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    part = database.tables["participation"]
    return _read(database, database.store.is_among(part.c.id, set(ids)))


def _read(database: Database, condition: ColumnElement[bool]) -> dict[int, dict[str, Any]]:
    """The cells of guests that matter here, by id."""
    part = database.tables["participation"]
    names = ("event", "badge", "person", "member")
    query = select(part.c.id, *(part.c[name] for name in names)).where(condition)
    with database.read() as connection:
        rows = connection.execute(query.order_by(part.c.id))
        return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
