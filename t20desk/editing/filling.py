"""The same values on many records: set, fill down, clear. Planned without asking for all rows."""

from collections.abc import Iterator, Mapping, Sequence

from t20desk.db.change import Batch, Change, Row
from t20desk.db.database import Database
from t20desk.db.field_names import by_column, write_name
from t20desk.db.fields import Kind
from t20desk.db.present_cells import read_cells
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.editing.pasting import Note, Planned, name_block, plan_checked
from t20desk.editing.planning import CHUNK, EDITED, EDITED_MANY
from t20desk.editing.settling import settle_change
from t20desk.i18n import N_, _, list_words
from t20desk.listing import column_label
from t20desk.members import can_write, is_standing

FILLED = N_("{fields} of {title} filled down")
FILLED_MANY = N_("{fields} filled down on {count} records")
CLEARED = N_("{fields} of {title} cleared")
CLEARED_MANY = N_("{fields} cleared on {count} records")
FEW = 5_000
"""So many records are checked one by one; more only where a value is taken away."""


def plan_set(
    database: Database,
    kind_name: str,
    ids: Sequence[int],
    values: Mapping[str, Stored],
    label: str = EDITED,
    label_many: str = EDITED_MANY,
) -> Planned:
    """Plan the same values on many records."""
    kind = database.kinds[kind_name]
    taken = {name: value for name, value in values.items() if can_write(kind.fields[name])}
    standing = any(is_standing(kind.fields[name]) for name in taken)
    notes: list[Note] = []
    if standing or len(ids) <= FEW or None in taken.values():
        change, notes = plan_checked(database, kind_name, dict.fromkeys(ids, taken))
        batches = change.batches
    else:
        batches = collect_batches(_set_batches(database, kind, ids, taken))
    named = name_block(kind, taken, batches, label, label_many)
    change = settle_change(database, Change(named, batches))
    return Planned(change, notes, _tell_closed(database, kind, values, taken))


def _tell_closed(
    database: Database, kind: Kind, wanted: Mapping[str, Stored], taken: Mapping[str, Stored]
) -> list[str]:
    closed = [name for name in wanted if name not in taken]
    if not closed:
        return []
    labels = list_words(column_label(database.kinds, kind.name, name) for name in closed)
    words = _("{columns}: these cells follow from others and stay as they are.")
    return [words.format(columns=labels)]


def _set_batches(
    database: Database, kind: Kind, ids: Sequence[int], values: Mapping[str, Stored]
) -> Iterator[Batch]:
    """One batch for each set of columns that really change, part by part."""
    wanted = by_column(kind, values)
    names = tuple(wanted)
    for start in range(0, len(ids), CHUNK):
        with database.read() as connection:
            table, part = database.tables[kind.name], list(ids[start : start + CHUNK])
            present = read_cells(connection, database.store, table, part, names)
        found: dict[tuple[str, ...], list[Row]] = {}
        for key, cells in present.items():
            old = {
                name: cell for name, cell in zip(names, cells, strict=True) if cell != wanted[name]
            }
            if old:
                after = tuple(wanted[name] for name in old)
                found.setdefault(tuple(old), []).append((key, tuple(old.values()), after))
        for columns, rows in found.items():
            yield Batch(kind.name, columns, rows)


def plan_clear(
    database: Database, kind_name: str, ids: Sequence[int], names: Sequence[str]
) -> Planned:
    """Plan emptying fields of records; what a record cannot do without stays and is noted."""
    open_names, closed = _split_names(database, kind_name, names)
    values = dict.fromkeys(open_names, None)
    planned = plan_set(database, kind_name, ids, values, CLEARED, CLEARED_MANY)
    kind = database.kinds[kind_name]
    if planned.change.is_empty and any(is_standing(kind.fields[name]) for name in open_names):
        # A status that the membership periods give is there again as soon as it is emptied.
        standing = {name: None for name in open_names if is_standing(kind.fields[name])}
        closed += _tell_closed(database, kind, standing, {})
    return Planned(planned.change, planned.notes, closed + planned.remarks)


def plan_fill(
    database: Database, kind_name: str, ids: Sequence[int], names: Sequence[str]
) -> Planned:
    """Plan the cells of the first record on all the others."""
    open_names, remarks = _split_names(database, kind_name, names)
    kind = database.kinds[kind_name]
    alike = [name for name in open_names if not kind.fields[name].unique]
    if len(alike) < len(open_names):
        labels = list_words(kind.fields[name].say() for name in open_names if name not in alike)
        remarks.append(_("{columns}: no two records may have the same.").format(columns=labels))
    columns = [write_name(kind.fields[name]) for name in alike]
    with database.read() as connection:
        table = database.tables[kind_name]
        found = read_cells(connection, database.store, table, list(ids[:1]), columns)
    cells = found.get(ids[0], ()) if ids else ()
    values = dict(zip(alike, cells, strict=False))
    planned = plan_set(database, kind_name, ids[1:], values, FILLED, FILLED_MANY)
    return Planned(planned.change, planned.notes, remarks + planned.remarks)


def _split_names(
    database: Database, kind_name: str, names: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The fields of the kind itself that can be written, and a sentence about the others."""
    kind = database.kinds[kind_name]
    taken = [name for name in names if name in kind.fields and can_write(kind.fields[name])]
    wanted = dict.fromkeys(names, None)
    return taken, _tell_closed(database, kind, wanted, dict.fromkeys(taken, None))
