"""The order of Chinese names in columns of whole names: told by some rows, else asked for once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from t20desk.db.fields import Field
from t20desk.db.types import cut
from t20desk.i18n import N_, _
from t20desk.importing.cuts import choose_cut
from t20desk.importing.name_lists import find_line, split_names
from t20desk.importing.people import PARTS, cut_person
from t20desk.importing.pinyin_names import (
    NameOrder,
    has_family_name,
    is_written_family_first,
    tell_order,
)
from t20desk.importing.row_store import RawRow
from t20desk.importing.shaping import Parting, Shaper
from t20desk.importing.values import MappedColumn
from t20desk.reading.rows import column_letters

ORDERS: Final[tuple[tuple[NameOrder, str], ...]] = (
    ("family_first", N_("Family name first")),
    ("given_first", N_("Given name first")),
)
OPEN_NAME: Final = N_(
    "“{value}” may begin with the family name or with the given name; say which it is for the "
    "whole column, or write it like Li, Ming."
)
FIRST: Final[Mapping[NameOrder, str]] = {
    "family_first": N_(
        "Column “{heading}”: Chinese names begin with the family name, as “{shown}” shows."
    ),
    "given_first": N_(
        "Column “{heading}”: Chinese names begin with the given name, as “{shown}” shows."
    ),
}
MOST_KNOWN: Final = 1 << 14


@dataclass(slots=True)
class NameColumn:
    """A column of whole names: which of them could be meant either way, and what tells it."""

    column: MappedColumn
    """Where the family names go."""
    place: int
    is_link: bool = False
    """Whether it names people who may be there already."""
    order: NameOrder | None = None
    open: Counter[str] = field(default_factory=Counter)
    shown: dict[NameOrder, str] = field(default_factory=dict)
    """Of each order the first name that has it."""

    def note(self, rows: Iterable[RawRow]) -> None:
        """Note the names of rows."""
        for row in rows:
            cell = row.cells[self.place] if self.place < len(row.cells) else None
            if isinstance(cell, str) and has_family_name(cell):
                for name in self._names_in(cell):
                    self._note_name(name)

    def _names_in(self, cell: str) -> Iterator[str]:
        if find_line(self.column.field) is None:
            yield cell
        else:
            yield from (name for name in split_names(cell) if isinstance(name, str))

    def _note_name(self, name: str) -> None:
        if is_open(name):
            self.open[" ".join(name.split())] += 1
        elif has_family_name(name) and (order := _find_order(name)) is not None:
            self.shown.setdefault(order, name)

    def settle(self, given: str) -> None:
        """Choose the order that was said, else the one that all names have that have any."""
        wanted = [given] if given else [*self.shown]
        found = [order for order, _words in ORDERS if order in wanted]
        self.order = found[0] if len(found) == 1 else None

    def order_of(self, text: str) -> NameOrder | None:
        """The order in which a name is to be read; None where nobody can tell."""
        return self.order if self.order or is_open(text) else "given_first"

    def find_open(self, cells: Sequence[object]) -> Iterator[int]:
        """The places of names that nobody can tell."""
        if self.open and self.order is None:
            yield from (
                at for at, cell in enumerate(cells) if isinstance(cell, str) and is_open(cell)
            )

    def sentences(self) -> Iterator[str]:
        """What some names told of others."""
        shown = self.shown.get(self.order) if self.order else None
        if self.open and self.order and shown and len(self.shown) == 1:
            yield _(FIRST[self.order]).format(heading=self.column.heading, shown=shown)


@lru_cache(maxsize=MOST_KNOWN)
def is_open(text: str) -> bool:
    """Whether a name can be meant in either order."""
    return has_family_name(text) and cut_person(text) != cut_person(text, "family_first")


def say_open(text: str) -> str:
    """What is to be said of such a name."""
    return _(OPEN_NAME).format(value=cut(text))


def _find_order(text: str) -> NameOrder | None:
    """The order that a Chinese name shows by itself."""
    parts = cut_person(text)
    family, given = parts.get("family_name", ""), parts.get("given_name", "").split()
    if "," in text or not family or not given:
        return None
    if is_written_family_first(" ".join(text.split()), family, given):
        return "family_first"
    told = tell_order((*given, family))
    is_marked = "original_name" in parts or family.isupper()
    return "given_first" if told == "given_first" or (told and is_marked) else None


def settle_names(
    columns: Iterable[MappedColumn],
    shaper: Shaper,
    chunks: Iterable[Sequence[RawRow]],
    conventions: Mapping[str, str],
) -> list[NameColumn]:
    """Find the columns of whole names, and have them cut in the order that was said or is shown."""
    every = list(columns)
    parted = dict(_find_parted(every, shaper))
    named = [one for one in every if _names_people(one.field) and one.place < shaper.width]
    found = [*parted.values(), *(NameColumn(one, one.place, is_link=True) for one in named)]
    for chunk in chunks if found else ():
        for one in found:
            one.note(chunk)
    for one in found:
        one.settle(conventions.get(one.column.path, ""))
    for at, one in parted.items():
        maker = shaper.makers[at]
        if one.order and isinstance(maker, Parting):
            shaper.makers[at] = maker._replace(cut=choose_cut(maker.fields, "", one.order))
    return found


def _names_people(one: Field) -> bool:
    """Whether a column links to people, to one in each cell or to several."""
    line = find_line(one)
    return (line.named if line else one.target) == "person"


def _find_parted(
    columns: Iterable[MappedColumn], shaper: Shaper
) -> Iterator[tuple[int, NameColumn]]:
    """The columns that are cut into the parts of a name, by the place of their maker."""
    family = {one.letter: one for one in columns if one.field.name == "family_name"}
    for at, maker in enumerate(shaper.makers):
        if isinstance(maker, Parting) and not maker.sign and set(maker.fields) >= PARTS:
            yield at, NameColumn(family[column_letters(maker.place)], maker.place)
