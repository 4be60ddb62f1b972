"""Records that one sheet of a book adds, so that another sheet of it may name them."""

from collections.abc import Iterable, Iterator, Mapping

from t20desk.db.change import Batch
from t20desk.db.fields import Kind, Kinds
from t20desk.db.keys import match_key
from t20desk.db.types import Stored
from t20desk.i18n import LANGUAGES

FURTHER = ("original_name", "latin_name", "short_name", "number")


class Newcomers:
    """The new records of a book by what they are called."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._known: dict[tuple[str, str], list[int]] = {}

    def note(self, batch: Batch) -> None:
        """Remember the new records of a batch."""
        kind = self._kinds[batch.kind]
        for key, before, after in batch.rows:
            if before is None and after is not None:
                self.note_record(kind, key, dict(zip(batch.columns, after, strict=True)))

    def note_record(self, kind: Kind, key: int, cells: Mapping[str, Stored]) -> None:
        """Remember one record, new or found to be there already."""
        for name in {match_key(text) for text in _name_record(kind, cells)} - {""}:
            self._known.setdefault((kind.name, name), []).append(key)

    def find(self, kind: str, text: str) -> list[int]:
        """The new records of a kind that are called so."""
        return self._known.get((kind, match_key(text)), []) if self._known else []


def _name_record(kind: Kind, cells: Mapping[str, Stored]) -> Iterator[str]:
    for path in (*kind.title, *FURTHER):
        one = kind.fields.get(path)
        if one is None:
            continue
        yield str(cells.get(path) or "")
        if one.is_translated:
            yield from (str(cells.get(f"{path}_{code}") or "") for code in LANGUAGES)
        if one.compute is not None:
            values = [cells.get(name) for name in one.sources]
            yield str(one.compute(*values) or "")
            yield from _join_parts(values)


def _join_parts(values: Iterable[Stored]) -> Iterator[str]:
    """A name in either order."""
    parts = [str(value) for value in values if value][:2]
    yield " ".join(parts)
    yield " ".join(reversed(parts))
