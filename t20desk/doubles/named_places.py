"""What has a name and an address: organisations, events and venues are compared by these alike."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from t20desk.doubles import folding
from t20desk.doubles.firm_names import FirmName


class Placed(Protocol):
    """Whatever has a name and an address."""

    @property
    def name(self) -> FirmName: ...
    @property
    def street(self) -> str: ...
    @property
    def city(self) -> frozenset[str]: ...
    @property
    def country(self) -> str: ...


def keys_of_place(one: Placed) -> Iterator[str]:
    """What name, street and city bring a record together with others by."""
    yield from (f"k{key}" for key in one.name.spellings())
    if one.street:
        yield f"s{one.street}"
    for city in one.city:
        for words in one.name.letters:
            yield from (f"c{city} {rest}" for rest in leave_one_out(words))


def leave_one_out(words: Sequence[str]) -> Iterator[str]:
    """A name with only the beginning or the end of one of its words, each in turn.

    With one word mistyped, two names still have one of these in common.
    """
    if len(words) > 1:
        for at, word in enumerate(words):
            rest = " ".join(sorted((*words[:at], *words[at + 1 :])))
            yield f"{rest} {word[:3]}"
            yield f"{rest} -{word[-3:]}"


def compare_places(one: Placed, other: Placed) -> list[str]:
    """Street, city and country of two records beside each other."""
    found: list[str] = []
    if one.street and other.street:
        found.append("street_same" if one.street == other.street else "street_other")
    if one.city and other.city:
        found.append("city_other" if one.city.isdisjoint(other.city) else "city_same")
    if one.country != other.country and one.country and other.country:
        found.append("country_other")
    return found


def read_city(city: str) -> frozenset[str]:
    """A town as its words, a Chinese one as it sounds too."""
    if folding.has_han(city):
        from t20desk.db.pinyin import read_characters

        signs = folding.only_han(city).removesuffix("市")
        return frozenset((signs, folding.fold_name(read_characters(signs).replace(" ", ""))))
    return frozenset(word for word in folding.split_words(city) if len(word) > 2)
