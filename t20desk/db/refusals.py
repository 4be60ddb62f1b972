"""Why the database refused a change: the record and the sentence behind a broken constraint."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Table, select

from t20desk.db.change import Batch, Change, Problem
from t20desk.db.fields import KINDS, Field, Kind, links_to
from t20desk.db.types import Stored
from t20desk.i18n import N_, _

TAKEN = N_("{label} “{value}” is already given to another record; choose another one.")
TWICE = N_("{label} “{value}” occurs twice in this change; choose another one.")
MISSING = N_("{label} is missing; fill it in.")
ONE_OF = N_("One of these is needed: {labels}; fill one in.")
TURNED = N_("{last} lies before {first}; correct one of them.")
NO_TARGET = N_("{label} points to a record that no longer exists; choose another one.")
POINTED_TO = N_("Other records still point to this one ({kinds}); change or delete them first.")
PAIR_TAKEN = N_("A record with the same {labels} exists already; change that one.")
ID_TAKEN = N_("A record with the same id exists already; nothing was written.")


def find_refusals(
    connection: Connection, tables: Mapping[str, Table], change: Change
) -> list[Problem]:
    """Every sentence that explains why the database did not take the change."""
    made = {
        row[0] for batch in change.batches for row in batch.rows if row[1] is None
    }
    problems: list[Problem] = []
    for batch in change.batches:
        kind = KINDS[batch.kind]
        problems.extend(_find_missing(kind, batch))
        problems.extend(_find_taken(connection, tables[batch.kind], kind, batch))
        problems.extend(_find_pairs(connection, tables[batch.kind], kind, batch))
        problems.extend(_find_lost_links(connection, tables, kind, batch, made))
        problems.extend(_find_pointing(connection, tables, batch))
    return problems


def _cells(batch: Batch) -> Iterator[tuple[int, bool, dict[str, Stored]]]:
    for key, before, after in batch.rows:
        if after is not None:
            yield key, before is None, dict(zip(batch.columns, after, strict=True))


def _find_missing(kind: Kind, batch: Batch) -> Iterator[Problem]:
    for key, is_new, cells in _cells(batch):
        yield from check_record(kind, key, cells, is_new)


def check_record(
    kind: Kind, key: int, cells: Mapping[str, Stored], is_new: bool
) -> Iterator[Problem]:
    """What a record lacks by itself: required cells, one of several, ends before starts."""
    for one in kind.written:
        asked = is_new or one.name in cells
        if one.required and asked and cells.get(one.name) is None:
            yield Problem(kind.name, key, one.name, _(MISSING).format(label=_(one.label)))
    for names in (*kind.one_of, *translated_groups(kind)):
        asked = is_new or all(name in cells for name in names)
        if asked and all(cells.get(name) is None for name in names):
            yield Problem(kind.name, key, names[0], _missing_group(kind, names))
    for first, last in kind.spans:
        start, end = cells.get(first), cells.get(last)
        if isinstance(start, str) and isinstance(end, str) and start > end + "~":
            labels = {"first": _label(kind, first), "last": _label(kind, last)}
            yield Problem(kind.name, key, last, _(TURNED).format(**labels))


def translated_groups(kind: Kind) -> Iterator[tuple[str, ...]]:
    """The columns of each required translated field, one of which must be filled."""
    for one in kind.fields.values():
        if one.is_translated and one.required:
            yield tuple(
                name for name, other in kind.fields.items() if other.group == one.name and other.language
            )


def _missing_group(kind: Kind, names: tuple[str, ...]) -> str:
    group = kind.fields[names[0]].group
    if group:
        return _(MISSING).format(label=_(kind.fields[group].label))
    return _(ONE_OF).format(labels=", ".join(_label(kind, name) for name in names))


def _label(kind: Kind, name: str) -> str:
    return _(kind.fields[name].label)


def _find_taken(
    connection: Connection, table: Table, kind: Kind, batch: Batch
) -> Iterator[Problem]:
    for one in kind.written:
        if one.unique and one.name in batch.columns:
            yield from _find_taken_values(connection, table, one, batch)
    ids = [row[0] for row in batch.rows if row[1] is None]
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        for key in connection.scalars(select(table.c.id).where(table.c.id.in_(part))):
            yield Problem(kind.name, key, None, _(ID_TAKEN))


def _find_taken_values(
    connection: Connection, table: Table, one: Field, batch: Batch
) -> Iterator[Problem]:
    wanted: dict[Stored, int] = {}
    moved = {row[0] for row in batch.rows}
    for key, _is_new, cells in _cells(batch):
        value = cells[one.name]
        if value is None:
            continue
        if value in wanted:
            yield Problem(one.kind, key, one.name, _say(TWICE, one, value))
        wanted.setdefault(value, key)
    values = list(wanted)
    for start in range(0, len(values), 500):
        column = table.c[one.name]
        found = select(table.c.id, column).where(column.in_(values[start : start + 500]))
        for holder, value in connection.execute(found):
            if holder not in moved:
                yield Problem(one.kind, wanted[value], one.name, _say(TAKEN, one, value))


def _say(message: str, one: Field, value: Stored) -> str:
    return _(message).format(label=_(one.label), value=one.type.format(value))


def _find_pairs(
    connection: Connection, table: Table, kind: Kind, batch: Batch
) -> Iterator[Problem]:
    for names in kind.unique:
        if not all(name in batch.columns for name in names):
            continue
        seen: set[tuple[Stored, ...]] = set()
        for key, _is_new, cells in _cells(batch):
            values = tuple(cells[name] for name in names)
            if None in values:
                continue
            same = select(table.c.id).where(
                *(table.c[name] == value for name, value in zip(names, values, strict=True)),
                table.c.id != key,
            )
            if values in seen or connection.scalar(same) is not None:
                labels = ", ".join(_label(kind, name) for name in names)
                yield Problem(kind.name, key, names[-1], _(PAIR_TAKEN).format(labels=labels))
            seen.add(values)


def _find_lost_links(
    connection: Connection,
    tables: Mapping[str, Table],
    kind: Kind,
    batch: Batch,
    made: set[int],
) -> Iterator[Problem]:
    for one in kind.links:
        if one.target is None or one.name not in batch.columns:
            continue
        wanted = {
            target: key for key, _is_new, cells in _cells(batch) if isinstance(target := cells[one.name], int)
        }
        ids = [target for target in wanted if target not in made]
        there: set[int] = set()
        for start in range(0, len(ids), 500):
            table = tables[one.target]
            part = select(table.c.id).where(table.c.id.in_(ids[start : start + 500]))
            there.update(connection.scalars(part))
        for target in ids:
            if target not in there:
                text = _(NO_TARGET).format(label=_(one.label))
                yield Problem(kind.name, wanted[target], one.name, text)


def _find_pointing(
    connection: Connection, tables: Mapping[str, Table], batch: Batch
) -> Iterator[Problem]:
    gone = [key for key, _before, after in batch.rows if after is None]
    for start in range(0, len(gone), 500):
        part = gone[start : start + 500]
        pointed: dict[int, set[str]] = {}
        for one in links_to(batch.kind):
            column = tables[one.kind].c[one.name]
            for key in connection.scalars(select(column).where(column.in_(part)).distinct()):
                pointed.setdefault(key, set()).add(_(KINDS[one.kind].plural))
        for key, kinds in pointed.items():
            text = _(POINTED_TO).format(kinds=", ".join(sorted(kinds)))
            yield Problem(batch.kind, key, None, text)
