"""Records that are called by what they link to: a guest by person and event, as lists show it."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, or_, select

from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.query import BETWEEN


def title_links(kind: Kind) -> list[str]:
    """The links whose records stand in a title, in their order."""
    paths = (path.partition(".") for path in kind.title)
    return list(dict.fromkeys(link for link, dot, _field in paths if dot and link in kind.fields))


class NameFinder(Protocol):
    """Finds the records that a text names, once it was learned."""

    def learn(self, texts: Iterable[str]) -> None:
        """Look up texts."""

    def find_ids(self, text: str) -> list[int]:
        """The records a text names."""


class LinkedNames:
    """Finds records by a title that is made of other records' titles, or by how it begins."""

    def __init__(self, database: Database, kind: Kind, finders: Sequence[NameFinder]) -> None:
        """`finders` know the records of each link of the title."""
        self._database = database
        self._table = database.tables[kind.name]
        self._links = title_links(kind)
        self._has_own = len(self._links) < len(kind.title)
        self._finders = finders

    def find_records(
        self, texts: Iterable[str], known: dict[str, list[int]]
    ) -> dict[str, list[int]]:
        """The records of each text; `known` are those whose own names the first parts are."""
        parts = {text: text.split(BETWEEN) for text in texts}
        for finder in self._finders:
            finder.learn(part for one in parts.values() for part in one)
        rows = self._read_rows(parts.values(), known)
        return {text: self._pick(one, rows, known) for text, one in parts.items()}

    def _read_rows(
        self, texts: Iterable[Sequence[str]], known: dict[str, list[int]]
    ) -> list[tuple[int, tuple[int | None, ...]]]:
        """The links of all records that one of the texts may begin with."""
        firsts = {one[0] for one in texts}
        wanted = [{key for text in firsts for key in one.find_ids(text)} for one in self._finders]
        own = {key for text in firsts for key in known.get(text, ())}
        with self._database.read() as connection:
            return list(self._select(connection, wanted, own))

    def _select(self, connection: Connection, wanted: list[set[int]], own: set[int]) -> Any:
        table, store = self._table, self._database.store
        links = [table.c[name] for name in self._links]
        tests = [
            store.is_among(link, keys) for link, keys in zip(links, wanted, strict=True) if keys
        ]
        if own:
            tests.append(store.is_among(table.c.id, own))
        if tests:
            for key, *cells in connection.execute(select(table.c.id, *links).where(or_(*tests))):
                yield key, tuple(cells)

    def _pick(
        self,
        parts: Sequence[str],
        rows: Sequence[tuple[int, tuple[int | None, ...]]],
        known: dict[str, list[int]],
    ) -> list[int]:
        first, *rest = parts
        found = []
        for key, cells in rows:
            begins = key in known.get(first, ()) if self._has_own else self._begins(first, cells)
            if begins and all(self._has(part, cells) for part in rest):
                found.append(key)
        return found

    def _begins(self, text: str, cells: Sequence[int | None]) -> bool:
        """Whether the first record that the title has is called so."""
        for finder, cell in zip(self._finders, cells, strict=True):
            if cell is not None:
                return cell in finder.find_ids(text)
        return False

    def _has(self, text: str, cells: Sequence[int | None]) -> bool:
        return any(
            cell is not None and cell in finder.find_ids(text)
            for finder, cell in zip(self._finders, cells, strict=True)
        )
