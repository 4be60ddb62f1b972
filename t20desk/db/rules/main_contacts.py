"""The rule that an organisation has one main contact at a time, of the posts held today.

A planned change is settled by it before anybody sees it; what is written in spite of that, as by
leaving out a row of a preview, is refused.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, select

from t20desk.db.change import Batch, Problem
from t20desk.db.membership import Period, has_ended
from t20desk.db.types import Stored
from t20desk.i18n import N_, _

KIND: Final = "affiliation"
MAIN: Final = "main_contact"
NAMES: Final = ("member", "person", MAIN, "until")
DECIDING: Final = frozenset(("member", MAIN, "until"))
"""The fields by which a post can become a main contact."""
ANOTHER: Final = N_(
    "The organisation has another main contact; take the mark from that person in the same change."
)
Cells = dict[str, Stored]


def is_held(until: Stored) -> bool:
    """Whether a post that ends so is held today."""
    return not has_ended(Period(None, str(until) if until else None), date.today().isoformat())


def is_main(cells: Mapping[str, Stored]) -> bool:
    """Whether a post makes somebody the main contact of its organisation today."""
    return bool(cells.get(MAIN)) and is_held(cells.get("until"))


@dataclass(slots=True)
class Posts:
    """The table of posts, read within one view of the database."""

    connection: Connection
    store: Any
    table: Table

    def read(self, condition: ColumnElement[bool]) -> dict[int, Cells]:
        """The posts that fulfil a condition, by id."""
        columns = (self.table.c[name] for name in NAMES)
        query = select(self.table.c.id, *columns).where(condition).order_by(self.table.c.id)
        rows = self.connection.execute(query)
        return {row[0]: dict(zip(NAMES, row[1:], strict=True)) for row in rows}

    def read_ids(self, ids: Iterable[int]) -> dict[int, Cells]:
        """Some posts."""
        wanted = set(ids)
        return self.read(self.store.is_among(self.table.c.id, wanted)) if wanted else {}

    def read_mains(self, members: Iterable[Stored]) -> dict[Stored, list[int]]:
        """The posts that are a main contact of some organisations today."""
        wanted = {one for one in members if isinstance(one, int)}
        mains: dict[Stored, list[int]] = {}
        if wanted:
            there = self.store.is_among(self.table.c.member, wanted)
            for key, cells in self.read(there & (self.table.c[MAIN] == 1)).items():
                if is_held(cells["until"]):
                    mains.setdefault(cells["member"], []).append(key)
        return mains


@dataclass(slots=True)
class PlannedPosts:
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
            if after is None or not is_main(has):
                continue
            if not had.get(MAIN):
                yield key, True
            elif had.get("member") != has.get("member") or not is_held(had.get("until")):
                yield key, False

    def stays(self, key: int, member: Stored) -> bool:
        """Whether a main contact would still be the one of an organisation after the change."""
        if key not in self.posts:
            return True
        has = self.after(key)
        is_gone = self.posts[key][1] is None or has.get("member") != member
        return not is_gone and is_main(has)


def read_planned(posts: Posts, batches: Iterable[Batch]) -> PlannedPosts:
    """What the batches of a change say of posts."""
    found = PlannedPosts()
    for batch in batches:
        if batch.kind != KIND or not DECIDING & set(batch.columns):
            continue
        for key, before, after in batch.rows:
            old, new = batch.name_cells(before), batch.name_cells(after)
            is_moved = bool(old and new and ("member" in old or "until" in old))
            if is_moved or any(cells and cells.get(MAIN) for cells in (old, new)):
                found.posts[key] = old, new
    changed = [key for key, (before, _after) in found.posts.items() if before is not None]
    found.stored = posts.read_ids(changed)
    return found


def find_losing(posts: Posts, rows: PlannedPosts, takes: bool) -> dict[int, None]:
    """The posts that are not to bear the mark, so that each organisation has one main contact.

    `takes` says that a new mark takes it from who bears it; else it goes where there is one.
    """
    chosen: dict[Stored, int] = {}
    losing: dict[int, None] = {}
    begun = sorted(rows.begins(), key=lambda one: not one[1])
    there = posts.read_mains({rows.after(key).get("member") for key, _marked in begun})
    for key, marked in begun:
        member = rows.after(key).get("member")
        others = [one for one in there.get(member, ()) if one != key and rows.stays(one, member)]
        if member in chosen or (not (marked and takes) and others):
            losing[key] = None
            continue
        chosen[member] = key
        losing.update(dict.fromkeys(others))
    return losing


def take_marks(
    batches: Iterable[Batch], losing: Iterable[int], rows: PlannedPosts
) -> Iterator[Batch]:
    """The batches without the mark at some posts, each of which is in one row still."""
    taken = list(losing)
    more = [key for key in taken if key not in rows.posts]
    extra = Batch(KIND, (MAIN,), [(key, (1,), (None,)) for key in more])
    laid = _lay_over(batches, set(taken) - set(more), rows)
    return chain(laid, [extra] if more else [])


def _lay_over(batches: Iterable[Batch], losing: set[int], rows: PlannedPosts) -> Iterator[Batch]:
    for batch in batches:
        mine = [row for row in batch.rows if batch.kind == KIND and row[0] in losing]
        if not mine:
            yield batch
            continue
        rest = [row for row in batch.rows if row[0] not in losing]
        if rest:
            yield batch._replace(rows=rest)
        for key, before, after in mine:
            old, new = batch.name_cells(before), {**(batch.name_cells(after) or {}), MAIN: None}
            if old is None:
                yield Batch(KIND, tuple(new), [(key, None, tuple(new.values()))])
                continue
            old = {MAIN: rows.stored.get(key, {}).get(MAIN)} | old
            names = tuple(name for name in new if old[name] != new[name])
            if names:
                was, becomes = (tuple(cells[name] for name in names) for cells in (old, new))
                yield Batch(KIND, names, [(key, was, becomes)])


def note_begun(batch: Batch) -> Iterator[int]:
    """The posts of a batch that may have become a main contact by it."""
    if batch.kind == KIND and DECIDING & set(batch.columns):
        for key, before, after in batch.rows:
            had, has = batch.name_cells(before), batch.name_cells(after)
            if has is not None and _may_begin(had, has):
                yield key


def _may_begin(had: Cells | None, has: Cells) -> bool:
    if had is None:
        return bool(has.get(MAIN))
    is_marked = bool(has.get(MAIN)) and not had[MAIN]
    is_moved = "member" in has and has["member"] != had["member"]
    return is_marked or is_moved or ("until" in has and not is_held(had["until"]))


def find_two_mains(posts: Posts, touched: Iterable[int]) -> Iterator[Problem]:
    """Posts of a change by which their organisation would have a second main contact."""
    begun = {key: cells for key, cells in posts.read_ids(touched).items() if is_main(cells)}
    mains = posts.read_mains({cells["member"] for cells in begun.values()})
    told: set[Stored] = set()
    for key, cells in begun.items():
        member: Stored = cells["member"]
        if len(mains.get(member, ())) > 1 and member not in told:
            told.add(member)
            yield Problem(KIND, key, MAIN, _(ANOTHER))


def list_unmarked(rows: PlannedPosts) -> Sequence[int]:
    """The posts from which a change takes the mark."""
    return [
        key
        for key, (before, after) in rows.posts.items()
        if before and after and before.get(MAIN) and not after.get(MAIN, 1) and key in rows.stored
    ]
