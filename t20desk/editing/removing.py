"""Planning to remove records, with what goes along and what becomes empty behind them."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from t20desk.db.change import Batch, Change, Row
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind, links_to
from t20desk.db.present_cells import read_cells
from t20desk.db.spool import collect_batches
from t20desk.editing.planning import CHUNK, name_many
from t20desk.editing.settling import settle_change
from t20desk.errors import UserError
from t20desk.i18n import N_, _, ngettext
from t20desk.listing import read_titles
from t20desk.progress import Progress

DELETED = N_("{kind} deleted: {title}")
DELETED_MANY = N_("{count} × {kind} deleted")


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
    planner = _Removal(database, progress)
    planner.remove(database.kinds[kind_name], ids)
    label = name_many(DELETED, DELETED_MANY, database.kinds[kind_name], ids)
    return settle_change(database, Change(label, collect_batches(planner.batches())))


class _Removal:
    """Follows the links to what is deleted, as each link's line in the registry says."""

    def __init__(self, database: Database, progress: Progress | None = None) -> None:
        self._database = database
        self._progress = progress
        self._gone: dict[str, dict[int, None]] = {}
        self._emptied: dict[tuple[str, str], dict[int, int]] = {}

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
                self._refuse(kind, one, pointing)

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

    def _refuse(self, kind: Kind, one: Field, pointing: Mapping[int, int]) -> None:
        left = [key for key in pointing if key not in self._gone.get(one.kind, {})]
        if not left:
            return
        target = pointing[left[0]]
        here = sum(1 for key in left if pointing[key] == target)
        others = len({pointing[key] for key in left}) - 1
        raise UserError(
            self._say_held(here, others).format(
                title=read_titles(self._database, kind.name, [target]).get(target, ""),
                count=here,
                kind=_(self._database.kinds[one.kind].label),
                field=one.say(),
                others=others,
            )
        )

    def _say_held(self, count: int, others: int) -> str:
        """The words for a record that others point to, and for more of the kind that are so."""
        if others:
            return ngettext(
                "“{title}” and {others} further record cannot be deleted, for others point to them"
                " ({kind}: {field}); take them out of the selection.",
                "“{title}” and {others} further records cannot be deleted, for others point to them"
                " ({kind}: {field}); take them out of the selection.",
                others,
            )
        return ngettext(
            "“{title}” cannot be deleted: {count} × {kind} ({field}) still points to it.",
            "“{title}” cannot be deleted: {count} × {kind} ({field}) still point to it.",
            count,
        )

    def batches(self) -> Iterable[Batch]:
        for name, ids in self._gone.items():
            yield from self._gone_batches(self._database.kinds[name], list(ids))
        for (kind, field_name), pointing in self._emptied.items():
            gone = self._gone.get(kind, {})
            rows: list[Row] = [
                (key, (target,), (None,)) for key, target in pointing.items() if key not in gone
            ]
            if rows:
                yield Batch(kind, (field_name,), rows)

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
