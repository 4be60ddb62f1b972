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
from t20desk.db.types import Stored

PackWords = Callable[[list[str]], Any]
Column = Sequence[Any]


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
        made += [list(map(SortKeys(one).__getitem__, values[one.name])) for one in self._keyed]
        if self._searched:
            made.extend(self._derive_search([values[one.name] for one in self._searched]))
        return made

    def _derive_search(self, columns: Sequence[Column]) -> tuple[Column, Column]:
        lines = [
            list(map(SearchLines(one).__getitem__, column))
            for one, column in zip(self._searched, columns, strict=True)
        ]
        words_of, pack = LineWords(), self._pack_words
        found: list[str | None] = []
        words: list[Any] = []
        for row in zip(*lines, strict=True):
            texts = dict.fromkeys(row)
            texts.pop("", None)
            found.append("\n".join(texts) or None)
            tokens = set().union(*map(words_of.__getitem__, texts))
            words.append(pack(sorted(tokens)) if tokens else None)
        return found, words


class SortKeys(dict[Stored, Stored]):
    """The sort key of each value of a field, made once."""

    def __init__(self, one: Field) -> None:
        super().__init__({None: None})
        self._name_like = one.name_like

    def __missing__(self, value: Stored) -> Stored:
        key = self[value] = keys.sort_key(str(value), name=self._name_like)
        return key


class SearchLines(dict[Stored, str]):
    """What a search finds of each value of a field, made once."""

    def __init__(self, one: Field) -> None:
        super().__init__({None: ""})
        self._search_texts = one.type.search_texts
        self._name_like = one.name_like

    def __missing__(self, value: Stored) -> str:
        texts = zip(self._search_texts(value), repeat(self._name_like))
        line = self[value] = keys.search_key(texts)
        return line


class LineWords(dict[str, list[str]]):
    """The search words of each line, made once."""

    def __missing__(self, line: str) -> list[str]:
        words = self[line] = keys.search_words(line)
        return words


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
