"""Pinyin of Chinese characters without tones; the table is loaded with the first character.

Source of the readings: pypinyin (MIT licence). Family names follow the usual dictionaries of names.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final

_MOST: Final = 16
"""So many spellings of one run of characters are kept for the search."""

_FAMILY_NAMES: Final = {
    "单": "shan", "單": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou",
    "區": "ou", "翟": "zhai", "朴": "piao", "盖": "ge", "蓋": "ge",
}  # fmt: skip
_COMPOUND_NAMES: Final = {"欧阳": "ou yang", "歐陽": "ou yang"}
_COMPOUND_LENGTH: Final = 2


class _Readings(dict[str, tuple[str, ...]]):
    """The readings of each character, looked up once; a character without any reads as itself."""

    def __missing__(self, character: str) -> tuple[str, ...]:
        found = self[character] = _look_up(character)
        return found


_READINGS: Final = _Readings()


def read_characters(run: str, *, name: bool = False) -> str:
    """The first reading of each character, set apart by blanks."""
    return " ".join(readings[0] for readings in _read_run(run, name))


def spell_variants(run: str, *, name: bool = False) -> Iterator[str]:
    """Spellings joined and spaced, and the initials, of up to sixteen ways to read the run."""
    readings = _read_run(run, name)
    for spelling in _choose_spellings(readings):
        yield " ".join(spelling)
        if len(spelling) > 1:
            yield "".join(spelling)
            yield "".join(syllable[0] for syllable in spelling)


def _read_run(run: str, name: bool) -> list[tuple[str, ...]]:
    readings = [_READINGS[character] for character in run]
    if not name:
        return readings
    if compound := _COMPOUND_NAMES.get(run[:_COMPOUND_LENGTH]):
        firsts = compound.split()
    else:
        firsts = [_FAMILY_NAMES[run[0]]] if run[0] in _FAMILY_NAMES else []
    for place, first in enumerate(firsts):
        readings[place] = (first, *(other for other in readings[place] if other != first))
    return readings


def _choose_spellings(readings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """All combinations where they are few, else those that depart from the first at one place."""
    number = 1
    for choices in readings:
        number *= len(choices)
    if number <= _MOST:
        return product(*readings)
    return islice(_depart_once(readings), _MOST)


def _depart_once(readings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    first = tuple(choices[0] for choices in readings)
    yield first
    for place, choices in enumerate(readings):
        for other in choices[1:]:
            yield (*first[:place], other, *first[place + 1 :])


def _look_up(character: str) -> tuple[str, ...]:
    marked = _load_table().get(ord(character), "")
    readings: dict[str, None] = {}
    for reading in marked.split(","):
        readings.update(dict.fromkeys(_drop_tones(reading)))
    return tuple(readings) or (character,)


def _drop_tones(reading: str) -> list[str]:
    """The letters of a reading; ü is typed as u and as v."""
    plain = reading.translate(_TONES)
    if not plain:
        return []
    return [plain.replace("ü", "u"), plain.replace("ü", "v")] if "ü" in plain else [plain]


_TONES: Final = {
    ord(marked): plain
    for plain, row in {
        "a": "āáǎà", "e": "ēéěèếềê", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ",
        "n": "ńňǹ", "m": "ḿ", "": "\u0304\u0301\u030c\u0300",
    }.items()
    for marked in row
}  # fmt: skip


@lru_cache(maxsize=1)
def _load_table() -> dict[int, str]:
    from pypinyin.constants import PINYIN_DICT

    return dict(PINYIN_DICT)
