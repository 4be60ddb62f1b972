"""Comparing events and venues: title, day and place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from t20desk.db.types import Stored
from t20desk.doubles import folding
from t20desk.doubles.firm_names import NEAR, SCRIPT, FirmName, compare_firms, read_firm
from t20desk.doubles.named_places import compare_places, keys_of_place, read_city

_DAY = 10


@dataclass(frozen=True, slots=True)
class OccasionSight:
    """What of an event or a venue is compared, made comparable."""

    id: int
    name: FirmName
    day: str
    street: str
    city: frozenset[str]
    country: str


class Occasions:
    """Knows how events and venues are read, brought together and compared."""

    further: Mapping[str, tuple[str, str, str]] = {}

    def __init__(self, names: Sequence[str], day: str = "", street: str = "") -> None:
        self._names = len(names)
        self._has_day, self._has_street = bool(day), bool(street)
        self.columns = tuple(filter(None, (*names, day, street, "city", "country")))
        self._places: set[str] = set()

    def see(
        self, key: int, cells: Sequence[Stored], further: Mapping[str, Sequence[Stored]]
    ) -> OccasionSight:
        """What is compared of one record."""
        texts = ["" if cell is None else str(cell) for cell in cells]
        names, rest = texts[: self._names], texts[self._names :]
        day = rest.pop(0)[:_DAY] if self._has_day else ""
        street = folding.fold_street(rest.pop(0)) if self._has_street else ""
        return OccasionSight(key, read_firm(names), day, street, read_city(rest[0]), rest[1])

    def count(self, sights: Sequence[OccasionSight]) -> None:
        """Learn which words are places."""
        for one in sights:
            self._places.update(one.city)

    def keys(self, one: OccasionSight) -> Iterator[str]:
        """What brings a record together with others."""
        yield from keys_of_place(one)
        if one.day:
            yield f"t{one.day}"

    def compare_rest(self, one: OccasionSight, other: OccasionSight) -> list[str]:
        """The rules that hold for two records beside those of their names."""
        found = compare_places(one, other)
        if one.day and other.day:
            found.insert(0, "day_same" if one.day == other.day else "day_other")
        return found

    def compare_names(self, one: OccasionSight, other: OccasionSight, rest: list[str]) -> list[str]:
        """All rules that hold for two records."""
        name = compare_firms(one.name, other.name, self._places)
        return [NEAR if name == SCRIPT else name, *rest]
