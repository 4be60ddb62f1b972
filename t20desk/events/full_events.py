"""Events without room: who said yes and waits is told while it is typed and when it is written."""

from collections.abc import Mapping
from typing import Final

from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.rules.capacity import FULL, count_taken
from t20desk.db.types import Stored
from t20desk.guests.places import KIND, WEIGHING, PutOff, find_moved_up, find_put_off, settle_places
from t20desk.i18n import N_, _, ngettext
from t20desk.listing import Linked, read_fields, read_titles
from t20desk.notices import Oddity

NEW: Final = -1
"""The id of a guest who is not saved yet."""
LIKELY: Final = N_(
    "“{event}” has too few free places; saved like this, the guest goes on the waiting list as "
    "number {place}."
)
PUT_OFF: Final = N_(
    "“{event}” has too few free places: {name} is now number {place} on the waiting list and moves "
    "up when places become free."
)

MOVED_UP: Final = N_("{name} moved up from the waiting list of “{event}” and has a place now.")


def check_places(database: Database, key: int | None, values: Mapping[str, Stored]) -> list[Oddity]:
    """Whether an event with the capacity that is typed has less room than its guests take."""
    places = values.get("capacity")
    if key is None or not isinstance(places, int):
        return []
    with database.read() as connection:
        taken = count_taken(connection, database.tables, key)
    text = _(FULL).format(places=places, taken=taken)
    return [Oddity(key, "capacity", text, is_wrong=True)] if taken > places else []


def check_room(database: Database, key: int | None, values: Mapping[str, Stored]) -> list[Oddity]:
    """Whether a guest with the values that are typed would have to wait."""
    if not WEIGHING & values.keys() or values.get("answer", "accepted") != "accepted":
        return []
    id_ = NEW if key is None else key
    names = tuple(values)
    before = None if key is None else _read_plain(database, key, names)
    row = (id_, before, tuple(values.values()))
    typed = Change(Label(""), [Batch(KIND, names, [row])])
    found = find_put_off(database, settle_places(database, typed))
    titles = read_titles(database, "event", [one.event for one in found])
    field = next(name for name in ("answer", "companions", "event") if name in values)
    return [
        Oddity(id_, field, _(LIKELY).format(event=titles[one.event], place=one.place), kind=KIND)
        for one in found
        if one.id == id_
    ]


def find_waiting(database: Database, change: Change) -> list[Oddity]:
    """The guests whom a change puts on a waiting list for want of room, each in a sentence."""
    found = find_put_off(database, change)
    if not found:
        return []
    titles = read_titles(database, "event", [one.event for one in found])
    names = _read_names(database, change, found)
    told = []
    for one in found:
        words = {"event": titles[one.event], "name": names[one.id], "place": one.place}
        told.append(Oddity(one.id, "answer", _(PUT_OFF).format(**words), kind=KIND))
    return told


def say_queues(database: Database, change: Change) -> str:
    """Whom a change puts on waiting lists and who moves up from them; empty if there is nobody."""
    return " ".join(filter(None, (say_waiting(database, change), _say_moved_up(database, change))))


def _say_moved_up(database: Database, change: Change) -> str:
    found = find_moved_up(change)
    if len(found) == 1:
        (cells,) = read_fields(database, KIND, ("person", "member", "event"), found).values()
        person, member, event = (one.text if isinstance(one, Linked) else "" for one in cells)
        return _(MOVED_UP).format(name=person or member, event=event)
    text = ngettext(
        "{count} guest moved up from the waiting list and has a place now.",
        "{count} guests moved up from the waiting list and have a place now.",
        len(found),
    )
    return text.format(count=len(found)) if found else ""


def say_waiting(database: Database, change: Change) -> str:
    """One sentence on all guests whom a change puts on waiting lists; empty if there are none."""
    found = find_put_off(database, change)
    if len(found) <= 1:
        return "".join(one.message for one in find_waiting(database, change))
    text = ngettext(
        "There are too few free places: {count} guest is now on the waiting list.",
        "There are too few free places: {count} guests are now on the waiting list.",
        len(found),
    )
    return text.format(count=len(found))


def _read_plain(database: Database, key: int, names: tuple[str, ...]) -> tuple[Stored, ...]:
    cells = read_fields(database, KIND, names, [key]).get(key, (None,) * len(names))
    return tuple(cell.id if isinstance(cell, Linked) else cell for cell in cells)


def _read_names(database: Database, change: Change, found: list[PutOff]) -> dict[int, str]:
    """What the guests are called: people by their names, organisations that owe one by theirs."""
    ids = {one.id for one in found}
    whose: dict[int, dict[str, Stored]] = {
        key: {
            name: cell.id
            for name, cell in zip(("person", "member"), cells, strict=True)
            if isinstance(cell, Linked)
        }
        for key, cells in read_fields(database, KIND, ("person", "member"), list(ids)).items()
    }
    for batch in change.batches:
        for key, _before, after in batch.rows if batch.kind == KIND else ():
            if key in ids and after is not None:
                whose.setdefault(key, {}).update(zip(batch.columns, after, strict=True))
    titles: dict[int, str] = {}
    for kind in ("member", "person"):
        keys = [one for cells in whose.values() if isinstance(one := cells.get(kind), int)]
        titles.update(read_titles(database, kind, keys))
    return {
        key: titles.get(int(cells.get("person") or cells.get("member") or 0), "")
        for key, cells in whose.items()
    }
