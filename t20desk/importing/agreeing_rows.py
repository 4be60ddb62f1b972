"""Rows whose cells do not fit each other: hosts of another event, words that no rule knows."""

from collections.abc import Sequence

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.rules.agreeing import RULE, say_apart, say_unknown
from t20desk.db.types import Stored
from t20desk.importing.row_part import RowPart
from t20desk.importing.telling import Teller


def refuse_disagreeing(database: Database, kind: Kind, part: RowPart, teller: Teller) -> None:
    """Refuse the rows that the database would refuse as a whole change, each at its cell."""
    if kind.name == RULE and "criterion" in part.values and "sequence" in part.values:
        _refuse_unknown(database, kind, part, teller)
    elif kind.agree and all(name in part.values for name in kind.agree):
        _refuse_apart(database, kind, part, teller)


def _refuse_unknown(database: Database, kind: Kind, part: RowPart, teller: Teller) -> None:
    pairs = zip(part.values["criterion"], part.values["sequence"], strict=True)
    for at, (criterion, sequence) in enumerate(pairs):
        told = say_unknown(database.kinds, criterion, sequence) if criterion else ""
        if told:
            teller.refuse(part, at, kind.fields["sequence"], told)


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
