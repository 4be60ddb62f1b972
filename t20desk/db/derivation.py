"""What a row's own cells give by themselves: sort keys, computed fields, search key and words."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from t20desk.db import keys
from t20desk.db.change import Cells
from t20desk.db.fields import Field, Kind
from t20desk.db.schema import key_column
from t20desk.db.types import Stored

Step = Callable[[Cells], Any]
PackWords = Callable[[list[str]], Any]


class Derivation:
    """Computes the derived columns of one kind from cells in the order of `columns`."""

    def __init__(
        self, kind: Kind, columns: Sequence[str], pack_words: PackWords, is_new: bool = False
    ) -> None:
        self.columns = tuple(columns)
        self._is_new = is_new
        self.outputs: list[str] = []
        self._steps: list[Step] = []
        places = {name: place for place, name in enumerate(columns)}
        for one in kind.stored:
            self._add_field(one, places)
        self._searched = _search_steps(kind, places)
        self._pack_words = pack_words
        if self._searched:
            self.outputs += ["search_key", "search_words"]

    def _add_field(self, one: Field, places: dict[str, int]) -> None:
        step = _value_step(one, places)
        if step is None or (one.initial and not self._is_new):
            return
        if one.computed:
            self.outputs.append(one.name)
            self._steps.append(step)
        if one.has_key:
            self.outputs.append(key_column(one.name))
            self._steps.append(_key_step(one, step))

    def derive(self, cells: Cells) -> tuple[Any, ...]:
        """The derived cells in the order of `outputs`."""
        made = [step(cells) for step in self._steps]
        if self._searched:
            texts = [
                (text, name_like)
                for step, search_texts, name_like in self._searched
                if (cell := step(cells)) is not None
                for text in search_texts(cell)
            ]
            key = keys.search_key(texts) if texts else None
            made.append(key)
            made.append(self._pack_words(keys.search_words(key)) if key else None)
        return tuple(made)


def _value_step(one: Field, places: dict[str, int]) -> Step | None:
    """How the value of a field comes from the cells; None where it does not."""
    if not one.computed:
        return itemgetter(places[one.name]) if one.name in places else None
    compute, sources = one.compute, one.sources
    if compute is None or not (one.initial or any(name in places for name in sources)):
        return None
    taken = [places.get(name) for name in sources]
    return lambda cells: compute(*(None if at is None else cells[at] for at in taken))


def _key_step(one: Field, value: Step) -> Step:
    name_like = one.name_like

    @cache
    def key(text: str) -> str:
        return keys.sort_key(text, name=name_like)

    def step(cells: Cells) -> Stored:
        text = value(cells)
        if text is None:
            return None
        if key.cache_info().currsize > 50_000:
            key.cache_clear()
        return key(text)

    return step


def _search_steps(
    kind: Kind, places: dict[str, int]
) -> list[tuple[Step, Callable[[Stored], Any], bool]]:
    found = []
    for one in kind.searched:
        step = _value_step(one, places)
        if step is not None:
            found.append((step, one.type.search_texts, one.name_like))
    return found


def needed_columns(kind: Kind) -> tuple[str, ...]:
    """The written columns from which any derived column of the kind is made."""
    names = {one.name for one in kind.written if one.has_key or one.searched}
    for one in kind.stored:
        names.update(one.sources)
    return tuple(one.name for one in kind.written if one.name in names)
