"""What is odd about the days of events: outside those of the event above, turned, or in a ring.

A part outside the days of the whole is told and taken all the same, since there are such.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy import select

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.rules.reasons import RING, is_turned, say_turned
from t20desk.db.types import DateTime, Stored
from t20desk.events.event_trees import makes_ring
from t20desk.i18n import N_, _, reading_order
from t20desk.listing import read_titles
from t20desk.notices import Oddity

NAMES: Final = ("parent", "starts", "ends")
NEW: Final = -1
"""Stands for the id of an event that is not there yet."""
MOST_ROWS: Final = 20_000
"""In a change of more rows nothing is looked for."""
OUTSIDE = N_("Outside the days of “{event}”, {days}; check both.")
PART_OUTSIDE = N_("“{part}” lies outside the days of “{event}” now, {days}; check both.")
Cells = dict[str, Stored]


class _Days(NamedTuple):
    starts: str
    ends: str


class DayChecker:
    """The days of all events as they stand, with what is typed or planned laid over them."""

    def __init__(self, database: Database, written: Mapping[int, Mapping[str, Stored]]) -> None:
        self._database = database
        self._written = written
        event = database.tables["event"]
        columns = [event.c.id, *(event.c[name] for name in NAMES)]
        with database.read() as connection:
            self._cells: dict[int, Cells] = {
                row[0]: dict(zip(NAMES, row[1:], strict=True))
                for row in connection.execute(select(*columns))
            }
        for key, values in written.items():
            told = {name: value for name, value in values.items() if name in NAMES}
            self._cells[key] = dict.fromkeys(NAMES) | self._cells.get(key, {}) | told
        self._parents = {key: _as_id(cells["parent"]) for key, cells in self._cells.items()}

    def find(self) -> Iterator[Oddity]:
        """What is odd about the events that are written, and about the parts of these."""
        parts: dict[Stored, list[int]] = {}
        for key, cells in self._cells.items():
            parts.setdefault(cells["parent"], []).append(key)
        for key in self._written:
            found = self._find_wrong(key) or self._find_outside(key)
            if found is not None:
                yield found
                continue
            for part in parts.get(key, ()):
                if part not in self._written and self._is_outside(part):
                    yield self._say(PART_OUTSIDE, key, key, part)
                    break

    def _find_wrong(self, key: int) -> Oddity | None:
        cells, kind = self._cells[key], self._database.kinds["event"]
        above = cells["parent"]
        if isinstance(above, int) and makes_ring(self._parents, [key], above):
            label = kind.fields["parent"].say()
            return Oddity(key, "parent", _(RING).format(label=label), is_wrong=True)
        if is_turned(cells["starts"], cells["ends"]):
            return Oddity(key, "ends", say_turned(kind, "starts", "ends"), is_wrong=True)
        return None

    def _find_outside(self, key: int) -> Oddity | None:
        above = self._cells[key]["parent"]
        if isinstance(above, int) and self._is_outside(key):
            return self._say(OUTSIDE, key, above, key)
        return None

    def _is_outside(self, key: int) -> bool:
        cells = self._cells[key]
        above, own = cells["parent"], _Days(str(cells["starts"] or ""), str(cells["ends"] or ""))
        if not isinstance(above, int) or not (own.starts or own.ends):
            return False
        whole = self._find_days(above)
        return any(
            _lies_before(one, whole.starts) or (bool(whole.ends) and _lies_before(whole.ends, one))
            for one in own
            if one
        )

    def _find_days(self, key: int) -> _Days:
        """The effective days of an event."""
        at: Stored = key
        ends, seen = "", set[Stored]()
        while isinstance(at, int) and at in self._cells and at not in seen:
            seen.add(at)
            cells = self._cells[at]
            ends = ends or str(cells["ends"] or "")
            if cells["starts"] is not None:
                return _Days(str(cells["starts"]), ends)
            at = cells["parent"]
        return _Days("", ends)

    def _say(self, message: str, key: int, whole: int, part: int) -> Oddity:
        titles = read_titles(self._database, "event", [whole, part])
        titles |= {one: title for one in (whole, part) if (title := self._find_title(one))}
        days = join_span(*(DateTime().format(one or None) for one in self._find_days(whole)))
        words = {"event": titles.get(whole, ""), "part": titles.get(part, ""), "days": days}
        if message is PART_OUTSIDE and whole not in titles:
            message, words["event"] = OUTSIDE, words["part"]
        cells = self._cells[key]
        is_end = message is PART_OUTSIDE or (cells["starts"] is None and cells["ends"] is not None)
        return Oddity(key, "ends" if is_end else "starts", _(message).format(**words))

    def _find_title(self, key: int) -> str:
        """The title of an event that is written just now."""
        told = self._written.get(key, {})
        names = (f"title_{code}" for code in reading_order())
        return next((str(told[name]) for name in names if told.get(name)), "")


def join_span(starts: str, ends: str) -> str:
    """From when to when, both as they are shown; the day of both is said once."""
    day, _blank, clock = ends.rpartition(" ")
    if ":" in clock and starts.startswith(f"{day} "):
        ends = clock
    return " – ".join(dict.fromkeys(filter(None, (starts, ends))))


def _as_id(value: Stored) -> int | None:
    return value if isinstance(value, int) else None


def _lies_before(one: str, other: str) -> bool:
    """Whether a day or time lies before another, as far as both are known."""
    known = min(len(one), len(other))
    return bool(other) and one[:known] < other[:known]


def check_days(database: Database, key: int | None, values: Mapping[str, Stored]) -> list[Oddity]:
    """What is odd about the days of one event while it is typed."""
    if not values.keys() & set(NAMES):
        return []
    return list(DayChecker(database, {NEW if key is None else key: values}).find())


def find_odd_days(database: Database, change: Change) -> list[Oddity]:
    """What is odd about the days of the events that a planned change writes."""
    written: dict[int, Mapping[str, Stored]] = {}
    for batch in change.batches:
        if batch.kind != "event" or not set(NAMES) & set(batch.columns):
            continue
        for key, _before, after in batch.rows:
            if after is not None:
                told = dict(zip(batch.columns, after, strict=True))
                written[key] = {**written.get(key, {}), **told}
        if len(written) > MOST_ROWS:
            return []
    if not written:
        return []
    return [one for one in DayChecker(database, written).find() if not one.is_wrong]


def list_outside(database: Database, ids: Iterable[int]) -> list[Oddity]:
    """Which of some events lie outside the days of the event above, as they stand."""
    return list(DayChecker(database, {key: {} for key in ids}).find())
