"""The last step of writing, and what became of it where no answer comes.

A disk or a line that fails just then leaves open whether the change was kept. The journal knows.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DBAPIError

from t20desk.errors import UserError
from t20desk.i18n import _

Reading = Callable[[], AbstractContextManager[Connection]]


def commit_operation(
    connection: Connection, operation: Table, sequence: int, read: Reading, name: str
) -> None:
    """Commit the operation of that number; raises as ever where it was not kept.

    `read` gives another connection, by which the operation is looked for when no answer came.
    """
    wanted = _read_operation(connection, operation, sequence)
    try:
        connection.commit()
    except DBAPIError:
        connection.invalidate()
        if not _is_kept(operation, sequence, wanted, read, name):
            raise


def _is_kept(operation: Table, sequence: int, wanted: Any, read: Reading, name: str) -> bool:
    """Whether just this operation is in the journal; another may bear its number by now."""
    try:
        with read() as connection:
            return bool(_read_operation(connection, operation, sequence) == wanted)
    except UserError as error:
        text = _(
            "{name} went away at the very end, so it is not known whether the change was kept; "
            "look into the history as soon as it can be opened again."
        )
        raise UserError(text.format(name=name)) from error


def _read_operation(connection: Connection, operation: Table, sequence: int) -> Any:
    return connection.execute(select(operation).where(operation.c.sequence == sequence)).first()
