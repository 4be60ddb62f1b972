"""Statements as SQLAlchemy once compiled them, kept for every database of a sort.

Each engine would compile anew what another one has said already: for an earlier state of the same
file, a copy that rehearses a change, the next file that is opened.
"""

from functools import cache
from typing import Any

from sqlalchemy.util import LRUCache

ROOM = 1_000
"""So many statements are kept of each sort of database."""


class Statements(LRUCache[tuple[Any, ...], Any]):
    """Compiled statements, found by what they say and not by the engine that said them."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """The compiled statement, where one of the same sort of database has it."""
        return super().get(_without_engine(key), default)

    def __setitem__(self, key: tuple[Any, ...], value: Any) -> None:
        super().__setitem__(_without_engine(key), value)


@cache
def shared_statements() -> Statements:
    """What all engines of this process share."""
    return Statements(ROOM)


def _without_engine(key: tuple[Any, ...]) -> tuple[Any, ...]:
    """Each engine has a dialect of its own; those of one sort and version say the same."""
    dialect, *others = key
    return (dialect.name, dialect.server_version_info, *others)
