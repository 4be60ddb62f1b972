"""An organisation has one main contact at a time: who becomes it takes it from who was.

A planned change is settled before anybody sees it, so that one preview shows both and one undo
takes both back. A post that has ended counts for nothing. Who is moved to an organisation, as by
a merge, takes nothing from the main contact who is there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from t20desk.db.change import Batch, Change
from t20desk.db.database import Database
from t20desk.db.rules.main_contacts import (
    KIND,
    MAIN,
    PlannedPosts,
    Posts,
    find_losing,
    is_held,
    list_unmarked,
    read_planned,
    take_marks,
)
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.i18n import N_, _
from t20desk.listing import read_titles
from t20desk.notices import Oddity

NEW: Final = -1
"""The id of a post that is not saved yet."""
MOST_TOLD: Final = 200
LIKELY: Final = N_(
    "{name} is the main contact of {organisation} until now; saved like this, it is this person."
)
HANDED: Final = N_("{name} is no longer the main contact of {organisation}.")


def settle_contacts(database: Database, change: Change, *, takes: bool = True) -> Change:
    """The change with what follows for those who are a main contact until now.

    `takes` says that a new mark takes it from them; else it goes where there is one already.
    """
    with database.read() as connection:
        posts = Posts(connection, database.store, database.tables[KIND])
        rows = read_planned(posts, change.batches)
        losing = find_losing(posts, rows, takes)
    if not losing:
        return change
    return replace(change, batches=collect_batches(take_marks(change.batches, losing, rows)))


def check_contact(
    database: Database, key: int | None, values: Mapping[str, Stored]
) -> list[Oddity]:
    """From whom a post that is typed would take it to be the main contact."""
    with database.read() as connection:
        posts = Posts(connection, database.store, database.tables[KIND])
        typed = {**posts.read_ids([] if key is None else [key]).get(key or NEW, {}), **values}
        if not values.get(MAIN) or not typed.get("member") or not is_held(typed.get("until")):
            return []
        mains = posts.read_mains([typed["member"]]).get(typed["member"], [])
    told = _tell(database, [one for one in mains if one != key][:1], _(LIKELY))
    return [Oddity(NEW if key is None else key, MAIN, text, kind=KIND) for text in told.values()]


def find_handed(database: Database, change: Change) -> list[Oddity]:
    """Who is no main contact any more through a settled change, told at who is it instead."""
    rows = _read_rows(database, change.batches)
    marked = [key for key, (_before, after) in rows.posts.items() if (after or {}).get(MAIN)]
    given = {rows.after(key).get("member"): key for key in marked}
    losing = {key: rows.stored[key].get("member") for key in list_unmarked(rows)}
    told = _tell(database, [key for key, member in losing.items() if member in given], _(HANDED))
    return [Oddity(given[losing[key]], MAIN, text, kind=KIND) for key, text in told.items()]


def say_losing(database: Database, change: Change) -> list[str]:
    """The sentences on all who are no main contact any more."""
    losing = list(list_unmarked(_read_rows(database, change.batches)))
    return list(_tell(database, losing, _(HANDED)).values())


def _read_rows(database: Database, batches: Iterable[Batch]) -> PlannedPosts:
    with database.read() as connection:
        return read_planned(Posts(connection, database.store, database.tables[KIND]), batches)


def _tell(database: Database, posts: list[int], text: str) -> dict[int, str]:
    """A sentence on each of some posts, with the names of the person and the organisation."""
    with database.read() as connection:
        table = Posts(connection, database.store, database.tables[KIND])
        found = table.read_ids(posts[:MOST_TOLD])
    names: dict[Any, str] = {}
    for kind in ("person", "member"):
        ids = [one for cells in found.values() if isinstance(one := cells[kind], int)]
        names |= read_titles(database, kind, ids)
    return {
        key: text.format(name=names.get(cells["person"]), organisation=names.get(cells["member"]))
        for key, cells in found.items()
    }
