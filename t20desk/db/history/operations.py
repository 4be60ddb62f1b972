"""Which changes were made: sifted by person, door, kind, day and words, read page by page."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true

from t20desk.db.database import Database
from t20desk.db.entries import GONE
from t20desk.db.history.cell_words import hold_word
from t20desk.db.history.reading import Operation, read_links, to_operation
from t20desk.db.search.lookups import fetch_ids
from t20desk.db.times import end_of_day, start_of_day

IMPORT = "import"
"""The door through which sheets come in."""

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Word:
    """One word that is looked for, and what in the journal stands for it.

    `messages` are labels that hold the word in the language in use, `pieces` texts within the
    arguments of a label, `records` the records whose texts hold the word. `text` is the word as it
    may stand in cells that were changed or deleted.
    """

    messages: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    records: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which operations somebody wants to see; days are ISO texts, what is empty asks nothing."""

    user: str = ""
    door: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    only_imports: bool = False
    words: tuple[Word, ...] = ()


def list_sequences(database: Database, wish: Wish) -> "array[int]":
    """The numbers of the operations wanted, latest first, in one compact array."""
    operation = database.tables["operation"]
    query = _sift(database, wish).order_by(operation.c.sequence.desc())
    with database.read() as connection:
        return fetch_ids(connection, query)


def read_operations(database: Database, sequences: Sequence[int]) -> dict[int, Operation]:
    """Some operations by number."""
    table = database.tables["operation"]
    query = select(table).where(table.c.sequence.in_(list(sequences)))
    with database.read() as connection:
        return {row.sequence: to_operation(row) for row in connection.execute(query)}


def list_same_file(database: Database, digest: str) -> list[Operation]:
    """The operations in which a file with this content came in, latest first."""
    table = database.tables["operation"]
    query = select(table).where(table.c.hash == digest).order_by(table.c.sequence.desc())
    with database.read() as connection:
        return [to_operation(row) for row in connection.execute(query)]


def read_latest_file(database: Database, kind: str, key: int) -> str:
    """The hash of the file by which a record was changed last; empty where no file did."""
    operation, journal = database.tables["operation"], database.tables["journal"]
    query = (
        select(operation.c.hash)
        .join(journal, journal.c.sequence == operation.c.sequence)
        .where(journal.c.kind == kind, journal.c.id == key, operation.c.hash.is_not(None))
        .order_by(operation.c.sequence.desc())
        .limit(1)
    )
    with database.read() as connection:
        return connection.scalar(query) or ""


def find_taken_back(database: Database) -> dict[int, int]:
    """The operations that are taken back now, with the number of the one that did so."""
    with database.read() as connection:
        links = read_links(connection, database)
    found: dict[int, int] = {}
    for sequence, undoes in reversed(links):
        if undoes is not None and sequence not in found:
            found[undoes] = sequence
    return found


def list_people(database: Database) -> list[str]:
    """Everybody who ever changed something."""
    user = database.tables["operation"].c.user
    with database.read() as connection:
        return list(connection.scalars(select(user).distinct().order_by(user)))


def list_doors(database: Database) -> list[str]:
    """The doors through which changes came, those used first come first."""
    operation = database.tables["operation"]
    query = select(operation.c.door).group_by(operation.c.door)
    with database.read() as connection:
        return list(connection.scalars(query.order_by(func.min(operation.c.sequence))))


def list_messages(database: Database) -> list[str]:
    """The different labels that changes have, in English and with their placeholders."""
    operation = database.tables["operation"]
    with database.read() as connection:
        return list(connection.scalars(select(operation.c.message).distinct()))


def _sift(database: Database, wish: Wish) -> Select[tuple[int]]:
    operation = database.tables["operation"]
    columns = operation.c
    asked: list[Condition] = []
    if wish.user:
        asked.append(columns.user == wish.user)
    if wish.door:
        asked.append(columns.door == wish.door)
    if wish.only_imports:
        asked.append(or_(columns.door == IMPORT, columns.file.is_not(None)))
    if wish.since:
        asked.append(columns.time >= start_of_day(wish.since))
    if wish.until:
        asked.append(columns.time < end_of_day(wish.until))
    if wish.kind:
        asked.append(_touches(database, database.tables["journal"].c.kind == wish.kind))
    asked.extend(_holds(database, word) for word in wish.words)
    return select(columns.sequence).where(and_(true(), *asked))


def _touches(database: Database, what: Condition) -> Condition:
    """Whether an operation wrote an entry of the journal of some sort."""
    operation, journal = database.tables["operation"], database.tables["journal"]
    return exists().where(journal.c.sequence == operation.c.sequence, what)


def _holds(database: Database, word: Word) -> Condition:
    operation, journal = database.tables["operation"], database.tables["journal"]
    pieces = [operation.c.arguments.icontains(piece, autoescape=True) for piece in word.pieces]
    found: list[Condition] = [operation.c.message.in_(word.messages), *pieces]
    if word.records:
        touched = select(journal.c.sequence).where(journal.c.id.in_(word.records))
        found.append(operation.c.sequence.in_(touched))
    if word.text:
        found.append(operation.c.user.icontains(word.text, autoescape=True))
        held = hold_word(journal.c.cells, database.kinds, word.text)
        found.append(operation.c.sequence.in_(select(journal.c.sequence).where(held)))
        # Of a record that is gone its last image tells what it was called, as the search index
        # does of one that is there: all that ever happened to it is found.
        gone = select(journal.c.id).where(journal.c.verb == GONE, held)
        touched = select(journal.c.sequence).where(journal.c.id.in_(gone))
        found.append(operation.c.sequence.in_(touched))
    return or_(*found)
