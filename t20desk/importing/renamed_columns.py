"""Which column of a known layout has another name now: by the words, by what stands beside it, and
by what its cells hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key
from t20desk.db.types import ANY_READING
from t20desk.importing.headings import known_headings, read_heading
from t20desk.reading.rows import Cell, SheetRow

LEAST_RENAMED: Final = 0.6
"""So alike are two headings of which one is the other's new name."""
LEAST_FITTING: Final = 0.8
"""So many of its cells have to suit the field that the column went to."""
CLEARLY: Final = 0.3
"""So much better than all others a column has to suit."""
ANY_WORD: Final = "Xyz qq"


def pair_renamed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """The headings that were renamed: nearly the same words, or the same neighbours."""
    olds, news = [match_key(text) for text in old], [match_key(text) for text in new]
    lost = [at for at, key in enumerate(olds) if key not in news]
    come = [at for at, key in enumerate(news) if key not in olds and key]
    scores = sorted(
        ((score, -first, -second) for first in lost for second in come
         if (score := _compare_headings(olds, news, first, second)) >= LEAST_RENAMED),
        reverse=True,
    )  # fmt: skip
    pairs: dict[int, int] = {}
    for _score, first, second in scores:
        if -first not in pairs and -second not in pairs.values():
            pairs[-first] = -second
    return {old[first]: new[second] for first, second in sorted(pairs.items())}


def _compare_headings(olds: Sequence[str], news: Sequence[str], first: int, second: int) -> float:
    alike = SequenceMatcher(None, olds[first], news[second], autojunk=False).ratio()
    beside = _neighbours(olds, first) == _neighbours(news, second)
    return max(alike, LEAST_RENAMED if beside else 0.0)


def _neighbours(keys: Sequence[str], at: int) -> tuple[str, str]:
    padded = ["", *keys, ""]
    return padded[at], padded[at + 2]


def pair_by_content(
    kind: Kind, wanted: Mapping[str, str], header: SheetRow, rows: Sequence[SheetRow]
) -> dict[str, str]:
    """New names for lost headings, each told with its field, by what stands below them.

    Only headings that mean nothing by themselves come into question, and only one of them that
    suits a field clearly better than all others.
    """
    known = known_headings(kind)
    come = {
        text: [row.cells[place] for row in rows if place < len(row.cells)]
        for place, cell in enumerate(header.cells)
        if (text := read_heading(cell)) and match_key(text) not in known
    }
    found: dict[str, str] = {}
    for heading, one in _list_fields(kind, wanted):
        scores = {text: _suits(one, cells) for text, cells in come.items()}
        ranked = sorted(scores, key=lambda text: -scores[text])
        best = ranked[0] if ranked else ""
        runner_up = scores[ranked[1]] if len(ranked) > 1 else 0.0
        if best and scores[best] >= LEAST_FITTING and scores[best] - runner_up >= CLEARLY:
            found[heading] = best
            del come[best]
    return found


def _list_fields(kind: Kind, wanted: Mapping[str, str]) -> Iterator[tuple[str, Field]]:
    """The lost headings with their fields, first those that hold nothing but their own values."""
    fields = {heading: kind.fields.get(name) for heading, name in wanted.items()}
    told = [(heading, one) for heading, one in fields.items() if one is not None]
    yield from sorted(told, key=lambda pair: _takes_anything(pair[1]))


def _takes_anything(one: Field) -> bool:
    return bool(one.target) or not one.type.parse(ANY_WORD, ANY_READING).severity


def _suits(one: Field, cells: Sequence[Cell]) -> float:
    """How many of the cells that are filled a field would take as what they are."""
    filled = [cell for cell in cells if cell is not None]
    if not filled:
        return 0.0
    if _takes_anything(one):
        return sum(map(_is_words, filled)) / len(filled)
    return sum(not one.type.parse(cell, ANY_READING).severity for cell in filled) / len(filled)


def _is_words(cell: Cell) -> bool:
    """Whether a cell holds words, not a number, a date, an address of mail or web."""
    if not isinstance(cell, str) or "@" in cell or "://" in cell or cell.startswith("www."):
        return False
    return sum(map(str.isalpha, cell)) * 2 > len(cell.replace(" ", ""))
