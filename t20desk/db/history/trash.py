"""The trash: records that were deleted and are not back yet, and the way to bring them back."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, exists, not_, or_, select

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.entries import CHANGED, GONE
from t20desk.db.fields import Field, Kind
from t20desk.db.history.cell_words import hold_word
from t20desk.db.history.deciding import Decider
from t20desk.db.history.operations import read_operations
from t20desk.db.history.reading import find_operation, read_links
from t20desk.db.history.runs import Part, Written, cut_rows, read_runs
from t20desk.db.history.touched import read_touched
from t20desk.db.history.undoing import Undoing, collect_taken
from t20desk.db.search.lookups import fetch_ids
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import N_, _

RESTORED = N_("Restored from the trash: {title}")
RESTORED_MANY = N_("{count} records restored from the trash")
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class TrashWish:
    """Which deleted records are wanted; what is empty asks nothing."""

    kind: str = ""
    user: str = ""
    text: str = ""


class Deleted(NamedTuple):
    """A record in the trash: what it was, who deleted it, when and in which operation."""

    kind: str
    id: int
    cells: dict[str, Stored]
    sequence: int
    time: str
    user: str


def list_deleted(database: Database, wish: TrashWish) -> "array[int]":
    """The journal's entries of records in the trash, latest first.

    What went along with another record is restored with that and not listed beside it.
    """
    journal, operation = database.tables["journal"], database.tables["operation"]
    with database.read() as connection:
        taken_back = _find_undos(connection, database)
        query = (
            select(journal.c.number)
            .join(operation, operation.c.sequence == journal.c.sequence)
            .where(operation.c.removed > 0, journal.c.verb == GONE)
            .where(_is_last(database), not_(_went_along(database)), *_asked(database, wish))
            .order_by(journal.c.number.desc())
        )
        if taken_back:
            query = query.where(not_(database.store.is_among(journal.c.sequence, taken_back)))
        return fetch_ids(connection, query)


def _find_undos(connection: Connection, database: Database) -> set[int]:
    """The operations that took back an entering: what they removed is no rubbish of anybody."""
    depth: dict[int, int] = {}
    for sequence, undoes in read_links(connection, database):
        depth[sequence] = 0 if undoes is None else depth.get(undoes, 0) + 1
    return {sequence for sequence, steps in depth.items() if steps % 2}


def _is_last(database: Database) -> ColumnElement[bool]:
    """Whether nothing happened to a record after the entry: it is gone until today."""
    journal = database.tables["journal"]
    later = journal.alias("later")
    same = and_(later.c.id == journal.c.id, later.c.kind == journal.c.kind)
    return ~exists().where(same, later.c.number > journal.c.number)


def _went_along(database: Database) -> ColumnElement[bool]:
    """Whether a record went because one that it belongs to went in the same operation."""
    journal = database.tables["journal"]
    with_whom = journal.alias("with_whom")
    tests: list[ColumnElement[bool]] = []
    for one in _links_along(database.kinds.values()):
        # The case keeps a server from reading entries that have another form.
        found = case((journal.c.verb == GONE, database.store.pick_cell(journal.c.cells, one.name)))
        same = and_(
            with_whom.c.id == found,
            with_whom.c.sequence == journal.c.sequence,
            with_whom.c.kind == one.target,
            with_whom.c.verb == GONE,
        )
        tests.append(and_(journal.c.kind == one.kind, exists().where(same)))
    return or_(*tests)


def _links_along(kinds: Iterable[Kind]) -> Iterator[Field]:
    for kind in kinds:
        yield from (one for one in kind.links if one.when_gone == "along")


def _asked(database: Database, wish: TrashWish) -> Iterator[ColumnElement[bool]]:
    journal, operation = database.tables["journal"], database.tables["operation"]
    if wish.kind:
        yield journal.c.kind == wish.kind
    if wish.user:
        yield operation.c.user == wish.user
    for word in wish.text.split():
        yield hold_word(journal.c.cells, database.kinds, word)


def read_deleted(database: Database, numbers: Sequence[int]) -> dict[int, Deleted]:
    """Some entries of the trash."""
    journal = database.tables["journal"]
    query = select(journal.c.number, journal.c.sequence)
    with database.read() as connection:
        rows = connection.execute(query.where(journal.c.number.in_(list(numbers)))).all()
    sequences: dict[int, int] = {row[0]: row[1] for row in rows}
    operations = read_operations(database, list(set(sequences.values())))
    found: dict[int, Deleted] = {}
    for number, one in read_touched(database, numbers).items():
        operation = operations[sequences[number]]
        where = operation.sequence, operation.time, operation.user
        found[number] = Deleted(one.kind, one.id, one.before or {}, *where)
    return found


def plan_restore(database: Database, numbers: Sequence[int]) -> Undoing:
    """Plan bringing records of the trash back, with what went along with each of them."""
    with database.read() as connection:
        chosen = _read_keys(connection, database, numbers)
        if not chosen:
            raise UserError(_("Nothing is chosen; choose what is to come back."))
        parts = {
            sequence: _find_part(connection, database, sequence, keys)
            for sequence, keys in chosen.items()
        }
        restorer = Restorer(database, connection, parts)
        restorer.decide()
        batches = collect_taken(database, connection, restorer)
    keys = [key for found in chosen.values() for key in found]
    change = Change(_name_restore(keys), batches)
    return Undoing(find_operation(database, max(chosen)), change, [], restorer.steps.refused)


def _name_restore(keys: Sequence[Key]) -> Label:
    if len(keys) > 1:
        return Label(RESTORED_MANY, {"count": len(keys)})
    (kind, key), *_rest = keys
    return Label(RESTORED, {"kind": kind, "id": str(key)})


def _read_keys(
    connection: Connection, database: Database, numbers: Sequence[int]
) -> dict[int, list[Key]]:
    """The records of entries, by operation."""
    journal = database.tables["journal"]
    query = select(journal.c.sequence, journal.c.kind, journal.c.id)
    among = database.store.is_among(journal.c.number, numbers)
    found: dict[int, list[Key]] = {}
    for sequence, kind, key in connection.execute(query.where(among)):
        found.setdefault(sequence, []).append((kind, key))
    return found


def _find_part(
    connection: Connection, database: Database, sequence: int, keys: Sequence[Key]
) -> Part:
    """Records with all that went along with them, and the links that were emptied for them."""
    part: dict[Key, frozenset[str] | None] = dict.fromkeys(keys)
    waiting = list(keys)
    while waiting:
        targets: dict[str, set[int]] = {}
        for kind, key in waiting:
            targets.setdefault(kind, set()).add(key)
        waiting = []
        for one in _links_to(database, targets):
            ids = targets[one.target or ""]
            for key in _find_pointing(connection, database, sequence, one, ids):
                if one.when_gone != "along":
                    known = part.get((one.kind, key), frozenset())
                    if known is not None:
                        part[one.kind, key] = known | {one.name}
                elif (one.kind, key) not in part:
                    part[one.kind, key] = None
                    waiting.append((one.kind, key))
    return part


def _links_to(database: Database, targets: Mapping[str, Any]) -> Iterator[Field]:
    for kind in database.kinds.values():
        yield from (one for one in kind.links if one.target in targets)


def _find_pointing(
    connection: Connection, database: Database, sequence: int, one: Field, ids: set[int]
) -> list[int]:
    """What pointed to records by a link before the operation took it away or emptied it."""
    journal = database.tables["journal"]
    along = one.when_gone == "along"
    verb = GONE if along else CHANGED
    cell = database.store.pick_cell(journal.c.cells, one.name, None if along else 0)
    found = case((journal.c.verb == verb, cell))
    query = select(journal.c.id).where(
        journal.c.sequence == sequence,
        journal.c.kind == one.kind,
        journal.c.verb == verb,
        database.store.is_among(found, ids),
    )
    return list(connection.scalars(query))


class Restorer(Decider):
    """Decides over parts of several operations what of the trash may come back."""

    def __init__(
        self, database: Database, connection: Connection, parts: Mapping[int, Part]
    ) -> None:
        super().__init__(database, connection, 0)
        self._parts = parts

    def read_runs(self) -> Iterator[tuple[Kind, str, list[Written]]]:
        """The chosen parts of the operations, latest first."""
        for sequence in sorted(self._parts, reverse=True):
            part = self._parts[sequence]
            for kind, verb, rows in read_runs(self.database, self.connection, sequence):
                if chosen := list(cut_rows(part, rows)):
                    yield kind, verb, chosen
