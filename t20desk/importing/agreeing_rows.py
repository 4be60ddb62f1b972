"""Rows that fit no rule: hosts of another event, words no rule knows, files that nobody has."""

from collections.abc import Sequence

from sqlalchemy import select

from t20desk.db.contents import list_kept
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.holdings import hash_fields
from t20desk.db.rules.agreeing import RULE, say_apart, say_unknown
from t20desk.db.types import Stored
from t20desk.i18n import N_, _
from t20desk.importing.row_part import RowPart
from t20desk.importing.telling import Teller

NOT_KEPT = N_(
    "A file with the content “{value}” is not kept here; put the file in on the page of its record."
)


def refuse_disagreeing(database: Database, kind: Kind, part: RowPart, teller: Teller) -> None:
    """Refuse the rows that the database would refuse as a whole change, each at its cell."""
    if kind.name == RULE and "criterion" in part.values and "sequence" in part.values:
        _refuse_unknown(database, kind, part, teller)
    elif kind.agree and all(name in part.values for name in kind.agree):
        _refuse_apart(database, kind, part, teller)
    for name in hash_fields(kind):
        if name in part.values:
            _refuse_lost(database, kind.fields[name], part, teller)


def _refuse_unknown(database: Database, kind: Kind, part: RowPart, teller: Teller) -> None:
    pairs = zip(part.values["criterion"], part.values["sequence"], strict=True)
    for at, (criterion, sequence) in enumerate(pairs):
        told = say_unknown(database.kinds, criterion, sequence) if criterion else ""
        if told:
            teller.refuse(part, at, kind.fields["sequence"], told)


def _refuse_lost(database: Database, one: Field, part: RowPart, teller: Teller) -> None:
    """A sheet brings no file; it may only name one that is kept here, or that lies outside."""
    named = part.values[one.name]
    with database.read() as connection:
        kept = list_kept(connection, database.metadata, {str(text) for text in named if text})
    outside = part.values.get("path", [None] * len(named))
    for at, (text, path) in enumerate(zip(named, outside, strict=True)):
        if text and not path and text not in kept:
            teller.refuse(part, at, one, _(NOT_KEPT).format(value=text))


def _refuse_apart(database: Database, kind: Kind, part: RowPart, teller: Teller) -> None:
    first, last = kind.agree
    events = {name: _read_events(database, kind, name, part.values[name]) for name in kind.agree}
    pairs = zip(part.values[first], part.values[last], strict=True)
    for at, (one, other) in enumerate(pairs):
        if told := say_apart(kind, one, other, events):
            teller.refuse(part, at, kind.fields[last], told)


def _read_events(
    database: Database, kind: Kind, name: str, ids: Sequence[Stored]
) -> dict[Stored, Stored]:
    """The events to which linked records belong."""
    table = database.tables[kind.fields[name].target or ""]
    wanted = {key for key in ids if isinstance(key, int)}
    query = select(table.c.id, table.c.event).where(database.store.is_among(table.c.id, wanted))
    with database.read() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}
