"""Which confirmation a returned workbook answers, and in which round its organisation is now."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.history.merged_ids import follow_id
from t20desk.db.ids import read_id
from t20desk.i18n import _
from t20desk.listing import read_titles
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.passport import read_passports
from t20desk.round_trip.row_keys import read_key

PROPERTY: Final = "t20desk reply"
"""In the file: the confirmation, its organisation and its round."""
KIND: Final = "confirmation"


class Reply(NamedTuple):
    """What is known of the confirmation that a workbook was sent for."""

    id: int
    member: int
    title: str
    """The name of the organisation; empty where it is gone."""
    round: str
    is_known: bool
    """Whether the confirmation is still there."""
    state: str = ""
    back_on: str = ""
    latest: str = ""
    """The round of the organisation that is the latest now."""
    is_merged: bool = False
    """Whether the organisation that was asked became another one since."""


def write_property(key: int, member: int, name: str) -> dict[str, str]:
    """What is noted in the file of a confirmation."""
    return {PROPERTY: f"{key} {member} {name}"}


def find_reply(
    database: Database, properties: Mapping[str, str], books: Sequence[ReturnedBook] = ()
) -> Reply | None:
    """The confirmation a file answers: by its properties, else by the key on its first sheet."""
    key, member, name = _read_property(properties.get(PROPERTY, ""))
    passports = read_passports(properties)
    if passports and (len(passports) == 1 or passports[0].kind != KIND):
        return None
    if not key:
        key = next(_list_keys(database, books), 0) if len(books) > 1 else 0
    if not key:
        return None
    # Doubles that were merged meanwhile answer for what they became.
    key = follow_id(database, KIND, key)
    found = _read_reply(database, key) or _reply_of_gone(database, key, member, name)
    return found._replace(is_merged=0 < member != found.member > 0)


def say_reply(reply: Reply) -> str:
    """What a file is, for people."""
    text = _("Reply of {title} to the confirmation {round}")
    return text.format(title=reply.title or "?", round=reply.round)


def _read_property(text: str) -> tuple[int, int, str]:
    key, _blank, rest = text.partition(" ")
    member, _blank, name = rest.partition(" ")
    round_id, member_id = read_id(key), read_id(member)
    return (0, 0, "") if round_id is None or member_id is None else (round_id, member_id, name)


def _list_keys(database: Database, books: Sequence[ReturnedBook]) -> Iterator[int]:
    identity = database.read_identity()
    for book in books:
        if book.kind.name != KIND:
            continue
        texts: list[object] = list(book.exported.index) if book.exported else []
        texts += [book.key_cell(row.cells) for chunk in book.rows.chunks() for row in chunk]
        keys = (read_key(identity, KIND, text) for text in texts)
        yield from (key.id for key in keys if key)


def _read_reply(database: Database, key: int) -> Reply | None:
    table = database.tables[KIND]
    query = select(table.c.member, table.c.round, table.c.state, table.c.back_on)
    with database.read() as connection:
        row = connection.execute(query.where(table.c.id == key)).first()
        if row is None:
            return None
        rounds = connection.scalars(select(table.c.round).where(table.c.member == row[0]))
        latest = max(rounds, default="")
    title = read_titles(database, "member", [row[0]]).get(row[0], "")
    return Reply(key, row[0], title, row[1], True, row[2] or "", row[3] or "", latest)


def _reply_of_gone(database: Database, key: int, member: int, name: str) -> Reply:
    member = follow_id(database, "member", member)
    title = read_titles(database, "member", [member]).get(member, "")
    return Reply(key, member if title else 0, title, name, False)
