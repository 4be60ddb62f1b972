"""Making a database complete: all of it at its creation, what an older one lacks on opening."""

import secrets
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from t20desk.db.engines import upgrading
from t20desk.db.engines.upgrading import Store
from t20desk.db.fields import Kinds
from t20desk.db.rules.rule_marks import find_outdated, note_rules
from t20desk.db.schema import Schema
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.progress import Progress


class Needs(NamedTuple):
    """What has to be done to a database before it is as the program of today makes one."""

    lacking: bool
    """Tables, columns or search indexes are missing."""
    outdated: bool
    """What is derived was written by other rules."""
    slow: bool
    """An index over a column is missing."""


def find_needs(
    connection: Connection,
    store: Store,
    kinds: Kinds,
    metadata: Schema,
    present: Mapping[str, Mapping[str, str]],
) -> Needs:
    """What a database with these columns needs."""
    return Needs(
        upgrading.is_lacking(present, store, metadata),
        bool(find_outdated(connection, kinds, metadata)),
        upgrading.is_slow(connection, store, metadata),
    )


def complete_parts(
    connection: Connection,
    store: Store,
    kinds: Kinds,
    metadata: Schema,
    progress: Progress | None,
) -> None:
    """Add what is lacking and derive anew what needs it, inside the transaction that is open."""
    from t20desk.db.rebuilding import rebuild  # most databases are complete

    upgrading.add_missing(connection, store, kinds, metadata)
    store.mark_file(connection)
    # Asked here, since somebody else may have done it while we waited for our turn.
    outdated = find_outdated(connection, kinds, metadata)
    rebuild(connection, store, kinds, metadata, progress, outdated)


def create_parts(
    connection: Connection, store: Store, kinds: Kinds, metadata: Schema, name: str
) -> None:
    """Make everything in an empty database; raises UserError for one that holds tables."""
    if store.read_columns(connection):
        text = _("{name} holds tables already; choose an empty database.")
        raise UserError(text.format(name=name))
    upgrading.add_missing(connection, store, kinds, metadata)
    note_rules(connection, kinds, metadata)
    desk = metadata.tables["desk"]
    connection.execute(desk.insert(), {"name": "desk", "value": secrets.token_hex(8)})
    store.mark_file(connection)
