"""Lines of names that follow from joining records: who speaks in an item, who takes part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, func, select

from t20desk.db.change import Batch
from t20desk.db.keys import sort_key
from t20desk.db.schema import key_column

LENGTH: Final = 2000


@dataclass(frozen=True)
class NameLine:
    """A field that lists the names of those that joining records lead to.

    They stand in the order of their positions, else by name.
    """

    kind: str
    field: str
    joins: str
    whole: str
    named: str
    """The kind of those who are named, and the link of the joining records to them."""
    name: str
    sources: frozenset[str]
    """The fields from which the name comes."""


PERSON_NAMES: Final = frozenset(
    ("given_name", "family_name", "name_order", "original_name", "latin_name")
)
SPEAKERS: Final = NameLine(
    "programme_item", "speakers", "speaker", "item", "person", "full_name", PERSON_NAMES
)
PARTNERS: Final = NameLine(
    "initiative", "members", "initiative_part", "initiative", "member", "name", frozenset(("name",))
)
LINES: Final = (SPEAKERS, PARTNERS)


@dataclass
class TouchedLine:
    """The records whose line of names a change may have moved."""

    line: NameLine
    wholes: set[int] = field(default_factory=set)
    joins: set[int] = field(default_factory=set)
    renamed: set[int] = field(default_factory=set)

    def note_before(
        self, connection: Connection, store: Any, tables: Mapping[str, Table], batch: Batch
    ) -> None:
        """Note the wholes of joining records before they are changed or removed."""
        if batch.kind == self.line.joins:
            ids = [row[0] for row in batch.rows if row[1] is not None]
            self._add_wholes(connection, store, tables, "id", ids)

    def note_after(self, batch: Batch) -> None:
        """Note the joining records of a batch, and who is called otherwise now."""
        live = [row for row in batch.rows if row[2] is not None]
        if batch.kind == self.line.joins:
            self.joins.update(row[0] for row in live)
        elif batch.kind == self.line.named and not self.line.sources.isdisjoint(batch.columns):
            self.renamed.update(row[0] for row in live if row[1] is not None)

    def find_wholes(
        self, connection: Connection, store: Any, tables: Mapping[str, Table]
    ) -> set[int]:
        """All records whose line was touched."""
        self._add_wholes(connection, store, tables, "id", self.joins)
        self._add_wholes(connection, store, tables, self.line.named, self.renamed)
        self.joins.clear()
        self.renamed.clear()
        return self.wholes

    def _add_wholes(
        self,
        connection: Connection,
        store: Any,
        tables: Mapping[str, Table],
        column: str,
        ids: Iterable[int],
    ) -> None:
        if wanted := set(ids):
            joins = tables[self.line.joins]
            query = select(joins.c[self.line.whole]).where(store.is_among(joins.c[column], wanted))
            self.wholes.update(connection.scalars(query))


def refresh_line(
    connection: Connection,
    store: Any,
    tables: Mapping[str, Table],
    line: NameLine,
    wholes: Iterable[int],
) -> None:
    """Write the names of those whom the joining records lead to, in their order."""
    joins, named = tables[line.joins], tables[line.named]
    whole = joins.c[line.whole]
    names: dict[int, list[str]] = {key: [] for key in wholes}
    if "position" in joins.c:
        order: ColumnElement[Any] = func.coalesce(joins.c["position"], 0)
    else:
        order = named.c[key_column(line.name)]
    query = (
        select(whole, named.c[line.name])
        .join(named, named.c.id == joins.c[line.named])
        .where(store.is_among(whole, names))
        .order_by(whole, order, joins.c.id)
    )
    for key, name in connection.execute(query):
        names[key].append(name or "")
    lines = {key: "; ".join(filter(None, found))[:LENGTH] or None for key, found in names.items()}
    columns = (line.field, key_column(line.field))
    rows = [(text, text and sort_key(text), key) for key, text in lines.items()]
    store.update_rows(connection, tables[line.kind], columns, rows)
