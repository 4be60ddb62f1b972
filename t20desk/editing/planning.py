"""Planning edits by hand: values of a form or a grid become a change; nothing is written here."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from t20desk import members
from t20desk.db.change import Batch, Cells, Change, Label, Problem, Row
from t20desk.db.database import Database
from t20desk.db.field_names import by_column
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.present_cells import read_cells
from t20desk.db.rules.name_lines import LINES
from t20desk.db.rules.refusals import check_record
from t20desk.db.spool import collect_batches
from t20desk.db.types import Reading, Stored, typed_reading
from t20desk.editing.settling import settle_change
from t20desk.errors import UserError
from t20desk.i18n import N_, _, tell_place

Values = Mapping[str, Stored]
CHUNK = 5_000

ADDED = N_("{kind} added: {title}")
ADDED_MANY = N_("{count} × {kind} added")
EDITED = N_("{fields} of {title} changed")
EDITED_MANY = N_("{fields} changed on {count} records")


def read_value(one: Field, raw: object, reading: Reading | None = None) -> Stored:
    """A typed value as it is stored; raises UserError naming the field."""
    parsed = one.type.parse(raw, reading or typed_reading())
    if parsed.severity in ("error", "doubt"):
        raise UserError(tell_place(one.say(), parsed.message), one.name)
    return parsed.value


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
    return by_column(kind, values)


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
    touched = {row[0] for batch in batches for row in batch.rows}
    if kind_name == "member":
        standing = {key: members.take_standing(values) for key, values in written.items()}
        day = date.today().isoformat()
        batches.extend(members.plan_standing(database, standing, day, touched))
    planned = collect_batches(merge_batches(batches))
    return settle_change(database, Change(_name_edit(kind, written, touched), planned))


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


def _name_edit(kind: Kind, written: Mapping[int, Values], touched: Container[int]) -> Label:
    ids = [key for key in written if key in touched]
    return name_edits(kind, ids, {name for values in written.values() for name in values})


def name_edits(kind: Kind, ids: Sequence[int], names: Iterable[str]) -> Label:
    """What an edit of some fields of records is called."""
    label = name_many(EDITED, EDITED_MANY, kind, ids)
    return Label(label.message, {**label.arguments, "fields": list(_order(kind, names))})


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
