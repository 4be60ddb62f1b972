"""Gathers the records of a demonstration and hands them on as changes, one a subject."""

from collections.abc import Iterator
from typing import Final

from t20desk.db.change import Batch, Cells, Change, Label, Row
from t20desk.db.fields import KINDS, Kind
from t20desk.db.ids import new_ids
from t20desk.db.types import Stored

DOOR: Final = "demonstration"


class Draft:
    """New records of any kind; a record's id is known as soon as it is written down."""

    def __init__(self) -> None:
        self._ids = new_ids()
        self._records: dict[str, list[tuple[int, dict[str, Stored]]]] = {}

    def add(self, kind: str, /, **values: object) -> int:
        """Write down a record; its values are read as if somebody typed them."""
        fields = KINDS[kind].fields
        cells = {name: fields[name].type.store(value) for name, value in values.items()}
        key = next(self._ids)
        self._records.setdefault(kind, []).append((key, cells))
        return key

    def change(self, key: int, kind: str, /, **values: Stored) -> None:
        """Add values to a record that is written down but not yet taken."""
        next(cells for one, cells in self._records[kind] if one == key).update(values)

    def take(self, message: str) -> Change:
        """All records since the last time as one change; the message names their subject."""
        batches = [_make_batch(KINDS[kind], rows) for kind, rows in self._records.items()]
        self._records = {}
        return Change(Label(message), batches, DOOR)


def _make_batch(kind: Kind, records: list[tuple[int, dict[str, Stored]]]) -> Batch:
    filled = {name for _key, cells in records for name in cells}
    columns = tuple(one.name for one in kind.written if one.name in filled)
    return Batch(kind.name, columns, list(_make_rows(columns, records)))


def _make_rows(
    columns: tuple[str, ...], records: list[tuple[int, dict[str, Stored]]]
) -> Iterator[Row]:
    for key, cells in records:
        after: Cells = tuple(map(cells.get, columns))
        yield key, None, after
