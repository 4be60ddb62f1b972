"""Rows with a Chinese name that could be meant either way: they wait until somebody says which."""

from collections.abc import Iterable

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.keys import match_key
from t20desk.db.naming import full_name
from t20desk.importing.judging import Matches
from t20desk.importing.name_orders import say_open
from t20desk.importing.people import cut_person
from t20desk.importing.row_part import RowPart
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.telling import Teller


def doubt_names(
    database: Database, sheet: ReadSheet, teller: Teller, part: RowPart, matches: Matches
) -> None:
    """Doubt the rows whose name nobody can tell, unless the record they speak of has that name."""
    for names in (one for one in sheet.names if not one.is_link):
        cells = part.cells_of(names.place)
        places = list(names.find_open(cells))
        own = {} if names.column.along else {at: key for at in places if (key := matches[at])}
        known = _read_names(database, own.values()) if own else {}
        for at in places:
            if at not in own or known.get(own[at]) != _name_key(cells[at]):
                teller.say("doubt", part.raw[at], names.column, say_open(cells[at]), cells[at])
                part.mark(at, "doubt")


def _read_names(database: Database, ids: Iterable[int]) -> dict[int, str]:
    """By their ids what people are called."""
    table = database.tables["person"]
    query = select(table.c.id, table.c.full_name).where(database.store.is_among(table.c.id, {*ids}))
    with database.read() as connection:
        return {key: match_key(name or "") for key, name in connection.execute(query)}


def _name_key(text: str) -> str:
    parts = cut_person(text)
    return match_key(full_name(parts.get("given_name"), parts.get("family_name"), None) or "")
