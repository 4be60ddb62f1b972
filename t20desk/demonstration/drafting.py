"""Gathers the records of a demonstration and hands them on as changes, one a subject."""

import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from t20desk.db.change import Batch, Cells, Change, Label, Row
from t20desk.db.contents import Content, describe_content
from t20desk.db.fields import KINDS, Kind, Kinds
from t20desk.db.ids import new_ids
from t20desk.db.types import Stored

DOOR: Final = "demonstration"


class Draft:
    """New records of any kind; a record's id is known as soon as it is written down."""

    def __init__(self) -> None:
        self._ids = new_ids()
        self._records: dict[str, list[tuple[int, dict[str, Stored]]]] = {}
        self._contents: list[Content] = []
        self.kinds: Kinds = KINDS
        """Those of the database, once it has fields of its own."""

    def add(self, kind: str, /, **values: object) -> int:
        """Write down a record; its values are read as if somebody typed them."""
        fields = self.kinds[kind].fields
        cells = {name: fields[name].type.store(value) for name, value in values.items()}
        key = next(self._ids)
        self._records.setdefault(kind, []).append((key, cells))
        return key

    def change(self, key: int, kind: str, /, **values: Stored) -> None:
        """Add values to a record that is written down but not yet taken."""
        next(cells for one, cells in self._records[kind] if one == key).update(values)

    def written(self, kind: str) -> Sequence[tuple[int, Mapping[str, Stored]]]:
        """The records of a kind that are written down but not yet taken."""
        return self._records.get(kind, ())

    def keep(self, data: bytes) -> Content:
        """Write down the content of a file, which goes with the next change."""
        content = describe_content(data)
        self._contents.append(content)
        return content

    def attach(self, kind: str, owner: int, name: str, data: bytes, day: date) -> int:
        """Attach a file to a record."""
        content = self.keep(data)
        return self.add(
            "attachment",
            name=name,
            size=content.size,
            hash=content.hash,
            media_type=mimetypes.guess_type(name)[0],
            added_on=day.isoformat(),
            **{kind: owner},
        )

    def take(self, message: str) -> Change:
        """All records since the last time as one change; the message names their subject."""
        batches = [_make_batch(self.kinds[kind], rows) for kind, rows in self._records.items()]
        contents = tuple({one.hash: one for one in self._contents}.values())
        self._records, self._contents = {}, []
        return Change(Label(message), batches, DOOR, contents=contents)


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
