"""Planning edits by hand: values of a form or a grid become a change; nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from t20desk import members
from t20desk.db.change import Batch, Cells, Change, Label, Problem, Row
from t20desk.db.database import Database
from t20desk.db.engines.refusals import check_record
from t20desk.db.fields import Field, Kind, Kinds, links_to
from t20desk.db.present_cells import read_cells
from t20desk.db.rules.name_lines import LINES
from t20desk.db.spool import collect_batches
from t20desk.db.types import Reading, Stored, typed_reading
from t20desk.editing.settling import settle_change
from t20desk.errors import UserError
from t20desk.events.guest_titles import fill_titles
from t20desk.i18n import N_, _, language, ngettext, tell_place
from t20desk.listing import read_titles
from t20desk.progress import Progress

Values = Mapping[str, Stored]
CHUNK = 5_000

ADDED = N_("{kind} added: {title}")
ADDED_MANY = N_("{count} × {kind} added")
EDITED = N_("{fields} of {title} changed")
EDITED_MANY = N_("{fields} changed on {count} records")
DELETED = N_("{kind} deleted: {title}")
DELETED_MANY = N_("{count} × {kind} deleted")


def read_value(one: Field, raw: object, reading: Reading | None = None) -> Stored:
    """A typed value as it is stored; raises UserError naming the field."""
    parsed = one.type.parse(raw, reading or typed_reading())
    if parsed.severity in ("error", "doubt"):
        raise UserError(tell_place(one.say(), parsed.message), one.name)
    return parsed.value


def write_name(one: Field) -> str:
    """The column that a typed value goes to: a translated field writes the window's language."""
    return f"{one.name}_{language()}" if one.is_translated else one.name


def check_writable(kind: Kind, names: Iterable[str]) -> None:
    """Refuse fields that follow from others and cannot be typed."""
    for name in names:
        one = kind.fields[name]
        if one.computed and not one.is_translated and not members.is_standing(one):
            raise UserError(_say_computed(kind, one), name)


def _say_computed(kind: Kind, one: Field) -> str:
    """That a field cannot be typed, and where its value comes from."""
    for line in LINES:
        if (line.kind, line.field) == (kind.name, one.name):
            text = _(
                "{field} are records of their own; add or delete them as “{kind}” with “{whole}” "
                "and “{named}”."
            )
            words = {"kind": line.joins, "whole": line.whole, "named": line.named}
            return text.format(field=one.say(), **words)
    return _("{field} follows from other fields; change those.").format(field=one.say())


def plan_insert(database: Database, kind_name: str, records: Sequence[Values]) -> Change:
    """Plan new records from stored values by field name."""
    kind, ids, day = database.kinds[kind_name], database.new_ids(), date.today().isoformat()
    if kind_name == "participation":
        records = fill_titles(database, records)
    made: list[tuple[int, dict[str, Stored]]] = []
    periods: list[Row] = []
    for values in records:
        cells, period = _columns(kind, values), None
        if kind_name == "member":
            cells, period = members.open_standing(cells, day)
        key = next(ids)
        made.append((key, cells))
        if period:
            periods.append((next(ids), None, (key, *period)))
    names = _order(kind, {name for _key, cells in made for name in cells})
    rows: list[Row] = [(key, None, tuple(map(cells.get, names))) for key, cells in made]
    batches = [Batch(kind.name, names, rows)]
    if periods:
        batches.append(Batch("membership_period", members.PERIOD_COLUMNS, periods))
    label = name_many(ADDED, ADDED_MANY, kind, [key for key, _cells in made])
    return settle_change(database, Change(label, batches))


def name_many(one: str, many: str, kind: Kind, ids: Sequence[int]) -> Label:
    """What a change of one record or of many is called."""
    if len(ids) == 1:
        return Label(one, {"kind": kind.name, "id": str(ids[0])})
    return Label(many, {"kind": kind.name, "count": len(ids)})


def _columns(kind: Kind, values: Values) -> dict[str, Stored]:
    """The values by column, translated fields in the window's language."""
    check_writable(kind, values)
    return {write_name(kind.fields[name]): value for name, value in values.items()}


def _order(kind: Kind, names: Iterable[str]) -> tuple[str, ...]:
    wanted = set(names)
    return tuple(name for name in kind.fields if name in wanted)


def plan_edit(
    database: Database,
    kind_name: str,
    edits: Mapping[int, Values],
    base: Mapping[int, Values] | None = None,
) -> Change:
    """Plan new values for records; `base` holds what the editor saw, else the present is taken.

    A cell that is as wanted already is left out, so that an edit of nothing is empty.
    """
    kind = database.kinds[kind_name]
    written = {key: _columns(kind, values) for key, values in edits.items()}
    batches = list(_edit_batches(database, kind, written, base or {}))
    if kind_name == "member":
        standing = {key: members.take_standing(values) for key, values in written.items()}
        batches.extend(members.plan_standing(database, standing, date.today().isoformat()))
    planned = collect_batches(merge_batches(batches))
    return settle_change(database, Change(_name_edit(kind, written), planned))


def merge_batches(batches: Sequence[Batch]) -> list[Batch]:
    """Batches that touch the same records of a kind as one, so that no record comes twice."""
    seen: dict[str, int] = {}
    for batch in batches:
        seen[batch.kind] = seen.get(batch.kind, 0) + 1
    merged: list[Batch] = []
    for kind, times in seen.items():
        alike = [batch for batch in batches if batch.kind == kind]
        merged.extend(alike if times == 1 else _join_rows(kind, alike))
    return merged


def _join_rows(kind: str, batches: Sequence[Batch]) -> list[Batch]:
    old: dict[int, dict[str, Stored]] = {}
    new: dict[int, dict[str, Stored]] = {}
    whole: list[Batch] = []
    for batch in batches:
        kept: list[Row] = []
        for key, before, after in batch.rows:
            if before is None or after is None:
                kept.append((key, before, after))
                continue
            old.setdefault(key, {}).update(zip(batch.columns, before, strict=True))
            new.setdefault(key, {}).update(zip(batch.columns, after, strict=True))
        if kept:
            whole.append(Batch(kind, batch.columns, kept))
    groups: dict[tuple[str, ...], list[Row]] = {}
    for key, cells in old.items():
        names = tuple(cells)
        after_cells = tuple(new[key][name] for name in names)
        groups.setdefault(names, []).append((key, tuple(cells.values()), after_cells))
    return [*whole, *(Batch(kind, names, rows) for names, rows in groups.items())]


def _edit_batches(
    database: Database,
    kind: Kind,
    written: Mapping[int, Values],
    base: Mapping[int, Values],
) -> Iterable[Batch]:
    groups: dict[tuple[str, ...], list[int]] = {}
    for key, values in written.items():
        names = _order(kind, (name for name in values if kind.fields[name].is_written))
        if names:
            groups.setdefault(names, []).append(key)
    for names, keys in groups.items():
        for start in range(0, len(keys), CHUNK):
            rows = _edit_rows(database, kind, names, keys[start : start + CHUNK], written, base)
            for wanted, found in rows.items():
                yield Batch(kind.name, wanted, found)


def _edit_rows(
    database: Database,
    kind: Kind,
    names: tuple[str, ...],
    keys: Sequence[int],
    written: Mapping[int, Values],
    base: Mapping[int, Values],
) -> dict[tuple[str, ...], list[Row]]:
    with database.read() as connection:
        table = database.tables[kind.name]
        present = read_cells(connection, database.store, table, keys, names)
    found: dict[tuple[str, ...], list[Row]] = {}
    for key in keys:
        if key not in present:
            raise UserError(_("The record is gone; somebody deleted it meanwhile."))
        seen = base.get(key, {})
        cells = {
            name: (seen.get(name, now), written[key][name])
            for name, now in zip(names, present[key], strict=True)
            if seen.get(name, now) != written[key][name]
        }
        if cells:
            before: Cells = tuple(old for old, _new in cells.values())
            after: Cells = tuple(new for _old, new in cells.values())
            found.setdefault(tuple(cells), []).append((key, before, after))
    return found


def _name_edit(kind: Kind, written: Mapping[int, Values]) -> Label:
    return name_edits(kind, list(written), {name for values in written.values() for name in values})


def name_edits(kind: Kind, ids: Sequence[int], names: Iterable[str]) -> Label:
    """What an edit of some fields of records is called."""
    label = name_many(EDITED, EDITED_MANY, kind, ids)
    return Label(label.message, {**label.arguments, "fields": list(_order(kind, names))})


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
                part = list(ids[start : start + CHUNK])
                query = select(table.c.id, column).where(column.in_(part))
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


def check_change(kinds: Kinds, change: Change) -> list[Problem]:
    """What every record of a change lacks by itself, before anything is asked of the database."""
    problems: list[Problem] = []
    for batch in change.batches:
        kind = kinds[batch.kind]
        for key, before, after in batch.rows:
            if after is not None:
                cells = dict(zip(batch.columns, after, strict=True))
                problems.extend(check_record(kind, key, cells, before is None))
    return problems
