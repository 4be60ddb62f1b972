"""Valid sample values for any field and any kind, made from the registry alone."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from sqlalchemy import select

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.db.fields import KINDS, Field, Kind
from t20desk.db.types import Stored
from t20desk.editing import plan_insert

RAW = {
    "text": "Sample text",
    "long_text": "First line\nSecond line",
    "whole": "1000",
    "number": "12.5",
    "money": "1234.50",
    "date": "2024-03-05",
    "datetime": "2024-03-05T10:30",
    "yes_no": "yes",
    "email": "info@example.org",
    "phone": "+49 30 1234567",
    "url": "https://example.org",
    "country": "DE",
    "picture": "0123456789abcdef" * 4,
}
NUMBERS = count(1)
"""What unique values are made of."""
SPECIAL = {
    "time_zone": "Europe/Berlin", "since": "2020", "until": "2021-06", "number": "0007",
    "criterion": "post",  # the first one, rank, takes no words
}  # fmt: skip


def sample_value(one: Field) -> Stored:
    """A value that the field takes; a choice gives its first code."""
    choices = one.type.choices()
    raw: Any = choices[0][0] if choices else RAW.get(one.type.name, "Sample text")
    if one.type.name not in ("whole", "number"):
        raw = SPECIAL.get(one.name, raw)
    return one.type.store(raw)


def sample_record(database: Database, kind: Kind, *, whole: bool = True) -> dict[str, Stored]:
    """Values for a new record of a kind: every field, or only what it needs."""
    values: dict[str, Stored] = {}
    needed = {name for names in kind.one_of for name in names[:1]}
    for one in kind.written:
        wanted = whole or one.required or one.name in needed or _is_needed_text(kind, one)
        if wanted and one.target != kind.name and one.name not in ("status_given", "ends"):
            values[one.name] = _make_value(database, one)
    return {**values, **_agree(database, kind, {})}


def _agree(database: Database, kind: Kind, given: Mapping[str, Stored]) -> dict[str, Stored]:
    """Links that lead to one and the same event, that of those given."""
    if not kind.agree:
        return {}
    aims = {name: kind.fields[name].target or "" for name in kind.agree}
    event: Stored = None
    for name in aims.keys() & given.keys():
        table = database.tables[aims[name]]
        with database.read() as connection:
            event = connection.scalar(select(table.c.event).where(table.c.id == given[name]))
    event = event or add_record(database, "event")
    return {name: add_record(database, aim, event=event) for name, aim in aims.items()}


def _make_value(database: Database, one: Field) -> Stored:
    if one.target:
        return add_record(database, one.target)
    is_free = one.unique and one.required
    return f"S{next(NUMBERS)}" if is_free else sample_value(one)


def _is_needed_text(kind: Kind, one: Field) -> bool:
    return one.language == "en" and kind.fields[one.group].required


def add_record(database: Database, kind_name: str, /, **values: Stored) -> int:
    """Add a record with what its kind needs, and with `values`; gives its id."""
    kind = KINDS[kind_name]
    wanted = {**sample_record(database, kind, whole=False), **_agree(database, kind, values)}
    wanted.update(values)
    return add(database, kind_name, **wanted)


def add(database: Database, kind: str, /, **values: object) -> int:
    """Add a record with these values alone, as a form does; gives its id."""
    change = plan_insert(database, kind, [values])
    write(database, change)
    return next(batch for batch in change.batches if batch.kind == kind).rows[0][0]


def write(database: Database, change: Change) -> int:
    """Apply a change that must be taken; gives the id of its first record."""
    applied = database.apply(change)
    assert not applied.is_refused, (applied.problems, applied.conflicts)
    return change.batches[0].rows[0][0]


def read_everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all kinds, derived columns too, in the order of their ids."""
    with database.read() as connection:
        return dict(_read_kinds(database, connection))


def _read_kinds(database: Database, connection: Any) -> Iterator[tuple[str, list[Any]]]:
    for name in KINDS:
        table = database.tables[name]
        rows = connection.execute(select(table).order_by(table.c.id))
        yield name, [tuple(tuple(c) if isinstance(c, list) else c for c in row) for row in rows]
