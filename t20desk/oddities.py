"""What is odd about records: told while it is typed and when it is written, and refused by nobody.

Days of events outside the whole and times that do not exist, a badge or a seat of two guests, a
guest for whom there is no room, a speaker or a room at two places at once, a main contact who takes
it from another one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.events.clashes import check_item
from t20desk.events.event_dates import check_days, find_odd_days
from t20desk.events.full_events import check_places, check_room, find_waiting
from t20desk.events.given_twice import check_given, find_given_twice
from t20desk.events.lost_hours import check_hours, find_lost_hours
from t20desk.main_contacts import check_contact, find_handed
from t20desk.notices import Oddity

Check = Callable[[Database, int | None, Mapping[str, Stored]], Sequence[Oddity]]


def _check_guest(database: Database, key: int | None, values: Mapping[str, Stored]) -> list[Oddity]:
    return [*check_room(database, key, values), *check_given(database, key, values)]


def _check_event(database: Database, key: int | None, values: Mapping[str, Stored]) -> list[Oddity]:
    found = [*check_days(database, key, values), *check_hours(database, key, values)]
    return [*found, *check_places(database, key, values)]


CHECKS: Final[Mapping[str, Check]] = {
    "affiliation": check_contact,
    "event": _check_event,
    "participation": _check_guest,
    "programme_item": check_item,
}

MOST_ITEMS: Final = 200
"""So many items of a change are compared with the others."""


def check_typed(
    database: Database, kind: str, key: int | None, values: Mapping[str, Stored]
) -> list[Oddity]:
    """What is odd about one record while it is typed; a new one has no id yet."""
    check = CHECKS.get(kind)
    return list(check(database, key, values)) if check is not None and values else []


def find_oddities(database: Database, change: Change) -> list[Oddity]:
    """What is odd about the records that a planned change writes."""
    found = [*find_odd_days(database, change), *find_lost_hours(database, change)]
    found += find_given_twice(database, change)
    found += [*find_waiting(database, change), *find_handed(database, change)]
    return [*found, *_find_clashes(database, change)]


def _find_clashes(database: Database, change: Change) -> Iterator[Oddity]:
    """The clashes of the first items of programmes that a change writes, and of new speakers."""
    wanted = [batch for batch in change.batches if batch.kind in ("programme_item", "speaker")]
    rows = ((batch, row) for batch in wanted for row in batch.rows)
    for batch, (key, before, after) in islice(rows, MOST_ITEMS):
        cells = dict(zip(batch.columns, after or (), strict=False))
        item, person = cells.get("item"), cells.get("person")
        if after is not None and batch.kind == "programme_item":
            found = check_item(database, None if before is None else key, cells)
            yield from (one._replace(id=key) for one in found)
        elif isinstance(item, int) and isinstance(person, int):
            found = check_item(database, item, {}, [person])
            yield from (one for one in found if one.field == "speakers")
