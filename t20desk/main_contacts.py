"""An organisation has one main contact at a time: who becomes it takes it from who was.

A planned change is settled before anybody sees it, so that one preview shows both and one undo
takes both back. A post that has ended counts for nothing. Who is moved to an organisation, as by
a merge, takes nothing from the main contact who is there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, select

from t20desk.db.change import Batch, Change
from t20desk.db.database import Database
from t20desk.db.rules.membership import Period, has_ended
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.i18n import N_, _
from t20desk.listing import read_titles
from t20desk.notices import Oddity

KIND: Final = "affiliation"
MAIN: Final = "main_contact"
NAMES: Final = ("member", "person", MAIN, "until")
NEW: Final = -1
"""The id of a post that is not saved yet."""
MOST_TOLD: Final = 200
LIKELY: Final = N_(
    "{name} is the main contact of {organisation} until now; saved like this, it is this person."
)
HANDED: Final = N_("{name} is no longer the main contact of {organisation}.")
Cells = dict[str, Stored]


@dataclass(slots=True)
class _Rows:
    """What a change says of posts, as far as main contacts are concerned."""

    posts: dict[int, tuple[Cells | None, Cells | None]] = field(default_factory=dict)
    stored: dict[int, Cells] = field(default_factory=dict)

    def after(self, key: int) -> Cells:
        """A post as the change leaves it."""
        return self.stored.get(key, {}) | (self.posts[key][1] or {})

    def begins(self) -> Iterator[tuple[int, bool]]:
        """The posts that become a main contact of their organisation, and whether by their mark."""
        for key, (_before, after) in self.posts.items():
            had, has = self.stored.get(key, {}), self.after(key)
            if after is None or not has.get(MAIN) or not is_held(has.get("until")):
                continue
            if not had.get(MAIN):
                yield key, True
            elif had.get("member") != has.get("member"):
                yield key, False


def is_held(until: Stored) -> bool:
    """Whether a post that ends so is held today."""
    return not has_ended(Period(None, str(until) if until else None), date.today().isoformat())


def settle_contacts(database: Database, change: Change, *, takes: bool = True) -> Change:
    """The change with what follows for those who are a main contact until now.

    `takes` says that a new mark takes it from them; else it goes where there is one already.
    """
    rows = _read_rows(database, change.batches)
    chosen: dict[Stored, int] = {}
    losing: dict[int, None] = {}
    begun = sorted(rows.begins(), key=lambda one: not one[1])
    members = {rows.after(key).get("member") for key, _marked in begun}
    there = _read_mains(database, members) if begun else {}
    for key, marked in begun:
        member = rows.after(key).get("member")
        others = [one for one in there.get(member, ()) if _stays(rows, one, member)]
        if member in chosen or (not (marked and takes) and others):
            losing[key] = None
            continue
        chosen[member] = key
        losing.update(dict.fromkeys(others))
    if not losing:
        return change
    more = [key for key in losing if key not in rows.posts]
    extra = Batch(KIND, (MAIN,), [(key, (1,), (None,)) for key in more])
    laid = _lay_over(change.batches, losing.keys() - set(more), rows)
    return replace(change, batches=collect_batches(chain(laid, [extra] if more else [])))


def _stays(rows: _Rows, key: int, member: Stored) -> bool:
    """Whether a main contact would still be the one of an organisation after the change."""
    if key not in rows.posts:
        return True
    has = rows.after(key)
    is_gone = rows.posts[key][1] is None or has.get("member") != member
    return not is_gone and bool(has.get(MAIN)) and is_held(has.get("until"))


def _read_rows(database: Database, batches: Iterable[Batch]) -> _Rows:
    found = _Rows()
    for batch in batches:
        if batch.kind != KIND or not {MAIN, "member"} & set(batch.columns):
            continue
        for key, before, after in batch.rows:
            old, new = _name(batch, before), _name(batch, after)
            is_moved = bool(old and new and "member" in old)
            if is_moved or any(cells and cells.get(MAIN) for cells in (old, new)):
                found.posts[key] = old, new
    changed = [key for key, (before, _after) in found.posts.items() if before is not None]
    post = database.tables[KIND]
    found.stored = _read(database, database.store.is_among(post.c.id, changed)) if changed else {}
    return found


def _name(batch: Batch, cells: Any) -> Cells | None:
    return None if cells is None else dict(zip(batch.columns, cells, strict=True))


def _read_mains(database: Database, members: Iterable[Stored]) -> dict[Stored, list[int]]:
    """The posts that are a main contact of some organisations today."""
    post = database.tables[KIND]
    there = database.store.is_among(post.c.member, {one for one in members if isinstance(one, int)})
    mains: dict[Stored, list[int]] = {}
    for key, cells in _read(database, there & (post.c[MAIN] == 1)).items():
        if is_held(cells["until"]):
            mains.setdefault(cells["member"], []).append(key)
    return mains


def _read(database: Database, condition: ColumnElement[bool]) -> dict[int, Cells]:
    post = database.tables[KIND]
    query = select(post.c.id, *(post.c[name] for name in NAMES)).where(condition)
    with database.read() as connection:
        rows = connection.execute(query.order_by(post.c.id))
        return {row[0]: dict(zip(NAMES, row[1:], strict=True)) for row in rows}


def _lay_over(batches: Iterable[Batch], losing: set[int], rows: _Rows) -> Iterator[Batch]:
    """The batches without the mark at some posts, each of which is in one row still."""
    for batch in batches:
        mine = [row for row in batch.rows if batch.kind == KIND and row[0] in losing]
        if not mine:
            yield batch
            continue
        rest = [row for row in batch.rows if row[0] not in losing]
        if rest:
            yield batch._replace(rows=rest)
        for key, before, after in mine:
            old, new = _name(batch, before), {**(_name(batch, after) or {}), MAIN: None}
            if old is None:
                yield Batch(KIND, tuple(new), [(key, None, tuple(new.values()))])
                continue
            old = {MAIN: rows.stored.get(key, {}).get(MAIN)} | old
            names = tuple(name for name in new if old[name] != new[name])
            if names:
                was, becomes = (tuple(cells[name] for name in names) for cells in (old, new))
                yield Batch(KIND, names, [(key, was, becomes)])


def check_contact(
    database: Database, key: int | None, values: Mapping[str, Stored]
) -> list[Oddity]:
    """From whom a post that is typed would take it to be the main contact."""
    post = database.tables[KIND]
    present = _read(database, post.c.id == key).get(key, {}) if key is not None else {}
    typed = {**present, **values}
    if not values.get(MAIN) or not typed.get("member") or not is_held(typed.get("until")):
        return []
    mains = _read_mains(database, [typed["member"]]).get(typed["member"], [])
    told = _tell(database, [one for one in mains if one != key][:1], _(LIKELY))
    return [Oddity(NEW if key is None else key, MAIN, text, kind=KIND) for text in told.values()]


def find_handed(database: Database, change: Change) -> list[Oddity]:
    """Who is no main contact any more through a settled change, told at who is it instead."""
    rows = _read_rows(database, change.batches)
    marked = [key for key, (_before, after) in rows.posts.items() if (after or {}).get(MAIN)]
    given = {rows.after(key).get("member"): key for key in marked}
    losing = {key: rows.stored[key].get("member") for key in _list_losing(rows)}
    told = _tell(database, [key for key, member in losing.items() if member in given], _(HANDED))
    return [Oddity(given[losing[key]], MAIN, text, kind=KIND) for key, text in told.items()]


def say_losing(database: Database, change: Change) -> list[str]:
    """The sentences on all who are no main contact any more."""
    losing = list(_list_losing(_read_rows(database, change.batches)))
    return list(_tell(database, losing, _(HANDED)).values())


def _list_losing(rows: _Rows) -> Iterator[int]:
    for key, (before, after) in rows.posts.items():
        if before and after and before.get(MAIN) and not after.get(MAIN, 1) and key in rows.stored:
            yield key


def _tell(database: Database, posts: list[int], text: str) -> dict[int, str]:
    """A sentence on each of some posts, with the names of the person and the organisation."""
    post, some = database.tables[KIND], posts[:MOST_TOLD]
    found = _read(database, database.store.is_among(post.c.id, some)) if some else {}
    names: dict[Any, str] = {}
    for kind in ("person", "member"):
        ids = [one for cells in found.values() if isinstance(one := cells[kind], int)]
        names |= read_titles(database, kind, ids)
    return {
        key: text.format(name=names.get(cells["person"]), organisation=names.get(cells["member"]))
        for key, cells in found.items()
    }
