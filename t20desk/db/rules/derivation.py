"""What a row's own cells give by themselves: sort keys, computed fields, search key and words.

Rows are derived column by column: each distinct text of a batch is folded once.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

from t20desk.db import keys
from t20desk.db.change import Cells
from t20desk.db.fields import Field, Kind
from t20desk.db.schema import key_column
from t20desk.db.types import Stored, Type

PackWords = Callable[[list[str]], Any]
Column = Sequence[Any]

_PARTED = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)
"""Plain letters and digits; all else parts words."""


class Derivation:
    """Computes the derived columns that the named columns of a kind give."""

    def __init__(
        self, kind: Kind, changed: Iterable[str], pack_words: PackWords, is_new: bool = False
    ) -> None:
        names = set(changed)
        fields = [one for one in kind.stored if is_new or not one.initial]
        self._pack_words = pack_words
        self._computed = [one for one in fields if one.compute and follows_from(one, names)]
        self._keyed = [one for one in fields if one.has_key and follows_from(one, names)]
        finds = any(follows_from(one, names) for one in kind.searched)
        self._searched = kind.searched if finds else ()
        self.outputs = [
            *(one.name for one in self._computed),
            *(key_column(one.name) for one in self._keyed),
            *(("search_key", "search_words") if finds else ()),
        ]
        sources = {name for one in self._used_fields() for name in sources_of(one)}
        self.needed = tuple(one.name for one in kind.written if one.name in sources)

    def _used_fields(self) -> Iterable[Field]:
        return (*self._computed, *self._keyed, *self._searched)

    def derive(self, columns: Sequence[str], rows: Sequence[Cells]) -> list[Column]:
        """The derived columns of rows whose cells stand in the order of `columns`."""
        given: dict[str, Column] = dict(zip(columns, zip(*rows, strict=True), strict=True))
        values = {one.name: _value_column(one, given, len(rows)) for one in self._used_fields()}
        made = [values[one.name] for one in self._computed]
        sort_keys = {one.name: SortKeys(one) for one in self._keyed}
        made += [
            list(map(sort_keys[one.name].__getitem__, values[one.name])) for one in self._keyed
        ]
        if self._searched:
            lines = [
                map(SearchLines(one, sort_keys.get(one.name)).__getitem__, values[one.name])
                for one in self._searched
            ]
            made.extend(self._derive_search(zip(*lines, strict=True)))
        return made

    def _derive_search(self, rows: Iterable[tuple[str, ...]]) -> tuple[Column, Column]:
        """Search keys and search words of rows whose lines are given field by field."""
        found = ["\n".join(filter(None, dict.fromkeys(row))) or None for row in rows]
        pack = self._pack_words
        return found, [pack(find_words(key)) if key else None for key in found]


class SortKeys(dict[Stored, str | None]):
    """The sort key of each value of a field, made once."""

    def __init__(self, one: Field) -> None:
        super().__init__({None: None})
        self._name_like = one.name_like

    def __missing__(self, value: Stored) -> str:
        key = self[value] = keys.sort_key(str(value), name=self._name_like)
        return key


class SearchLines(dict[Stored, str]):
    """What a search finds of each value of a field, made once; plain ones by their sort key."""

    def __init__(self, one: Field, sort_keys: SortKeys | None) -> None:
        super().__init__({None: ""})
        self._search_texts = one.type.search_texts
        self._name_like = one.name_like
        self._is_whole = type(one.type).search_texts is Type.search_texts
        self._sort_keys = sort_keys

    def __missing__(self, value: Stored) -> str:
        if self._is_whole and isinstance(value, str):
            line = self._find_line(value)
        else:
            texts = zip(self._search_texts(value), repeat(self._name_like))
            line = keys.search_key(texts)
        self[value] = line
        return line

    def _find_line(self, text: str) -> str:
        if text.isascii():
            return keys.fold(text) if self._sort_keys is None else self._sort_keys[text] or ""
        if self._sort_keys is None:
            return keys.search_key([(text, self._name_like)])
        return keys.search_lines(text, self._sort_keys[text] or "", name=self._name_like)


def find_words(key: str) -> list[str]:
    """The search words of a key; lines of plain letters take a short way."""
    if key.isascii():
        return sorted(_find_plain(key))
    lines = key.split("\n")
    words = _find_plain("\n".join(filter(str.isascii, lines)))
    words.update(keys.search_words(*(line for line in lines if not line.isascii())))
    return sorted(words)


def _find_plain(text: str) -> set[str]:
    """How the words of a text of plain letters begin."""
    starts = {word[:2] for word in text.encode().translate(_PARTED).decode().split()}
    starts.update([start[:1] for start in starts])
    return starts


def sources_of(one: Field) -> tuple[str, ...]:
    """The written columns from which the value of a field comes."""
    return one.sources if one.computed else (one.name,)


def follows_from(one: Field, names: set[str]) -> bool:
    """Whether the value of a field comes from one of the columns, or from nothing but being new."""
    if one.computed and one.compute is None:
        return False
    return one.initial or not names.isdisjoint(sources_of(one))


def _value_column(one: Field, given: dict[str, Column], count: int) -> Column:
    if one.compute is None:
        return given.get(one.name) or [None] * count
    sources = [given.get(name) or repeat(None, count) for name in one.sources]
    return list(map(one.compute, *sources))
