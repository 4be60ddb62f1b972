"""Planning to remove records, with what goes along and what becomes empty behind them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from t20desk.db.change import Batch, Change, Row
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind, links_to
from t20desk.db.present_cells import read_cells
from t20desk.db.query import Selection
from t20desk.db.search.sort_order import SortOrder
from t20desk.db.spool import collect_batches
from t20desk.editing.planning import CHUNK, name_many
from t20desk.editing.settling import settle_change
from t20desk.errors import UserError
from t20desk.i18n import N_, _, ngettext, say_number
from t20desk.listing import read_title
from t20desk.progress import Progress

DELETED = N_("{kind} deleted: {title}")
DELETED_MANY = N_("{count} × {kind} deleted")


class Held(NamedTuple):
    """Records that cannot go, since records that stay point to them by one link."""

    link: Field
    pointing: Counter[int]
    """How many of them point to each record."""

    def say_refused(self, database: Database) -> str:
        """Why nothing is deleted."""
        if self._count_others():
            words = ngettext(
                "“{title}” and {others} further record cannot be deleted, for others point to them"
                " ({kind}: {field}); delete those first, or leave these out.",
                "“{title}” and {others} further records cannot be deleted, for others point to them"
                " ({kind}: {field}); delete those first, or leave these out.",
                self._count_others(),
            )
        else:
            words = ngettext(
                "“{title}” cannot be deleted: {count} × {kind} ({field}) still points to it.",
                "“{title}” cannot be deleted: {count} × {kind} ({field}) still point to it.",
                self._count_pointing(),
            )
        return self._fill_in(words, database)

    def say_kept(self, database: Database) -> str:
        """Why these stay while others go."""
        if self._count_others():
            words = ngettext(
                "“{title}” and {others} further record stay, for others point to them"
                " ({kind}: {field}).",
                "“{title}” and {others} further records stay, for others point to them"
                " ({kind}: {field}).",
                self._count_others(),
            )
        else:
            words = ngettext(
                "“{title}” stays: {count} × {kind} ({field}) points to it.",
                "“{title}” stays: {count} × {kind} ({field}) point to it.",
                self._count_pointing(),
            )
        return self._fill_in(words, database)

    def _count_others(self) -> int:
        return len(self.pointing) - 1

    def _count_pointing(self) -> int:
        return self.pointing[next(iter(self.pointing))]

    def _fill_in(self, words: str, database: Database) -> str:
        key, target = next(iter(self.pointing)), self.link.target or ""
        return words.format(
            title=read_title(database, target, key),
            count=self._count_pointing(),
            kind=_(database.kinds[self.link.kind].label),
            field=self.link.say(),
            others=say_number(self._count_others()),
        )


class Deletion(NamedTuple):
    """What goes, and of what was to go, how many records stay and why."""

    change: Change
    kept: int = 0
    reasons: Sequence[str] = ()


def plan_delete(
    database: Database,
    kind_name: str,
    ids: Sequence[int],
    progress: Progress | None = None,
) -> Change:
    """Plan removing records, with those that go along and links that become empty.

    Raises UserError when other records still point to one of them. `progress` hears how many of
    the records were looked up.
    """
    removal = _Removal(database, progress)
    removal.remove(database.kinds[kind_name], ids)
    if held := removal.find_held():
        raise UserError(held[0].say_refused(database))
    return _name_change(database, kind_name, ids, removal)


def plan_deletion(
    database: Database,
    kind_name: str,
    ids: Sequence[int],
    progress: Progress | None = None,
) -> Deletion:
    """Plan removing those of the records that nothing else needs; the others stay, with reasons.

    Raises UserError when all of them would stay.
    """
    kind, going = database.kinds[kind_name], ids
    reasons: list[Held] = []
    while True:
        removal = _Removal(database, progress)
        removal.remove(kind, going)
        found = removal.find_held()
        if not found:
            break
        staying = removal.find_staying(found)
        reasons += found
        going = [key for key in going if key not in staying]
        if not going:
            raise UserError(reasons[0].say_refused(database))
    change = _name_change(database, kind_name, going, removal)
    said = [one.say_kept(database) for one in reasons]
    return Deletion(change, len(ids) - len(going), said)


def _name_change(
    database: Database, kind_name: str, ids: Sequence[int], removal: "_Removal"
) -> Change:
    label = name_many(DELETED, DELETED_MANY, database.kinds[kind_name], ids)
    return settle_change(database, Change(label, collect_batches(removal.batches())))


class _Removal:
    """Follows the links to what is deleted, as each link's line in the registry says."""

    def __init__(self, database: Database, progress: Progress | None = None) -> None:
        self._database = database
        self._progress = progress
        self._gone: dict[str, dict[int, None]] = {}
        self._emptied: dict[tuple[str, str], dict[int, int]] = {}
        self._needing: dict[Field, dict[int, int]] = {}

    def remove(self, kind: Kind, ids: Iterable[int]) -> None:
        fresh = [one for one in ids if one not in self._gone.setdefault(kind.name, {})]
        if not fresh:
            return
        self._gone[kind.name].update(dict.fromkeys(fresh))
        for one in links_to(self._database.kinds, kind.name):
            pointing = self._find_pointing(one, fresh)
            if one.when_gone == "along":
                self.remove(self._database.kinds[one.kind], pointing)
            elif one.when_gone == "empty":
                self._emptied.setdefault((one.kind, one.name), {}).update(pointing)
            else:
                self._needing.setdefault(one, {}).update(pointing)

    def _find_pointing(self, one: Field, ids: Sequence[int]) -> dict[int, int]:
        table = self._database.tables[one.kind]
        column = table.c[one.name]
        found: dict[int, int] = {}
        with self._database.read() as connection:
            for start in range(0, len(ids), CHUNK):
                part = ids[start : start + CHUNK]
                are_aimed_at = self._database.store.is_among(column, part)
                query = select(table.c.id, column).where(are_aimed_at)
                found.update((row[0], row[1]) for row in connection.execute(query))
        return found

    def find_held(self) -> list[Held]:
        """What cannot go, since something that stays points to it."""
        found = []
        for one, pointing in self._needing.items():
            gone = self._gone.get(one.kind, {})
            left = Counter(target for key, target in pointing.items() if key not in gone)
            if left:
                found.append(Held(one, left))
        return found

    def find_staying(self, held: Sequence[Held]) -> set[int]:
        """The held records, and what was to take them along or is needed by them."""
        staying: set[int] = set()
        waiting = [(one.link.target or "", set(one.pointing)) for one in held]
        while waiting:
            kind, ids = waiting.pop()
            ids -= staying
            staying |= ids
            waiting.extend(
                (one.target, self._find_targets(one, ids))
                for one in (self._database.kinds[kind].links if ids else ())
                if one.target in self._gone and one.when_gone != "empty"
            )
        return staying

    def _find_targets(self, one: Field, ids: Collection[int]) -> set[int]:
        """What a link of some records points to, as far as it was to go."""
        table, keys = self._database.tables[one.kind], list(ids)
        gone, found = self._gone[one.target or ""], set[int]()
        with self._database.read() as connection:
            for start in range(0, len(keys), CHUNK):
                part = keys[start : start + CHUNK]
                present = read_cells(connection, self._database.store, table, part, (one.name,))
                found.update(int(to) for (to,) in present.values() if to in gone)
        return found

    def batches(self) -> Iterable[Batch]:
        for name, ids in self._gone.items():
            yield from self._gone_batches(self._database.kinds[name], list(ids))
        for (kind, field_name), pointing in self._emptied.items():
            gone = self._gone.get(kind, {})
            left = {key: target for key, target in pointing.items() if key not in gone}
            heirs = self._find_heirs(kind, field_name, left)
            rows: list[Row] = [(key, (target,), (heirs.get(key),)) for key, target in left.items()]
            if rows:
                yield Batch(kind, (field_name,), rows)

    def _find_heirs(self, name: str, field: str, pointing: Mapping[int, int]) -> dict[int, int]:
        """To what records point from now on whose link is passed on: to the first of them."""
        kind = self._database.kinds[name]
        if not pointing or not kind.fields[field].passed_on:
            return {}
        selection = Selection(self._database, name)
        column = selection.table.c.id
        query = selection.select(column).where(
            self._database.store.is_among(column, pointing.keys())
        )
        with self._database.read() as connection:
            order = SortOrder(selection).by(kind.order)
            ids = list(connection.scalars(query.order_by(*order)))
        first: dict[int, int] = {}
        for key in ids:
            first.setdefault(pointing[key], key)
        return {key: first[to] for key, to in pointing.items() if first[to] != key}

    def _gone_batches(self, kind: Kind, ids: Sequence[int]) -> Iterable[Batch]:
        names = tuple(one.name for one in kind.written)
        table = self._database.tables[kind.name]
        for start in range(0, len(ids), CHUNK):
            if self._progress is not None:
                self._progress(start, len(ids))
            with self._database.read() as connection:
                part = ids[start : start + CHUNK]
                present = read_cells(connection, self._database.store, table, part, names)
            if present:
                yield Batch(
                    kind.name, names, [(key, present[key], None) for key in part if key in present]
                )
