"""Rows of a sheet beside the records they look like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from sqlalchemy import func, select

from t20desk.db.database import Database
from t20desk.db.field_names import write_name
from t20desk.db.fields import Field, Kind
from t20desk.db.types import Stored
from t20desk.doubles.candidates import MOST, Likeness, Values, find_near
from t20desk.doubles.finding import Pair, say_reasons
from t20desk.doubles.rules import SCHEMES
from t20desk.doubles.seeing import COMPARERS
from t20desk.i18n import _, list_words
from t20desk.listing import Listing, count_rows, read_titles
from t20desk.matching.records import KeyValue, RecordFinder, key_value

FEW_RECORDS: Final = 20_000
"""So many records are read once and kept for all rows."""
MOST_READ: Final = 300_000
"""So many records are read beside many rows, of which those near to a row alone are kept."""
READ_IN_TIME: Final = 1_500
"""Reading so many records takes as long as asking the indexes about one row."""
MOST_ROWS: Final = 5_000
"""So many rows of a sheet are compared."""
MOST_SEARCHED: Final = 500
"""For so many rows the indexes of a very large list are asked for names nearly the same, for mail
addresses and telephone numbers; for further rows only for the same name."""

NAMES: Final = {"person": ("family_name", "given_name"), "member": ("name",), "venue": ("name",)}
"""The fields that together are the name of a record."""

Columns = Mapping[str, Sequence[Stored]]
"""The cells of all rows by field."""


@dataclass(slots=True)
class FoundAlike:
    """What rows were found to look like, for those of them that are looked at again."""

    state: tuple[str, int] = ("", 0)
    """The kind of the records, and the last change of the database there was."""
    pairs: dict[tuple[Stored, ...], list[Pair]] = field(default_factory=dict)
    """The records by all cells of a row that are compared."""

    def begin(self, database: Database, kind: str) -> None:
        """Forget what was found among other records."""
        operation = database.tables["operation"]
        with database.read() as connection:
            latest = connection.scalar(select(func.max(operation.c.sequence))) or 0
        if self.state != (kind, latest):
            self.state = kind, latest
            self.pairs.clear()


class AlikeFinder:
    """Finds the records that rows of a sheet look like."""

    def __init__(self, database: Database, kind: Kind, found: FoundAlike | None = None) -> None:
        self._database = database
        self.kind = kind
        self._found = found or FoundAlike()
        self._looked_at = 0
        self._searched = 0
        self.is_cut = False
        """Whether there were more rows than are compared."""
        self.is_narrow = False
        """Whether further rows were compared with records of the very same name alone."""

    @cached_property
    def _number(self) -> int:
        if self.kind.name not in SCHEMES:
            return 0
        return count_rows(self._database, Listing(self.kind.name, view="all"))

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._database, self.kind.name)

    def take(self, values: Columns, places: Sequence[int]) -> dict[int, Values]:
        """By place what is compared of rows, as long as there are not too many."""
        columns = {write_name(self.kind.fields[name]): cells for name, cells in values.items()}
        taken = self._count(places)
        return {at: {name: cells[at] for name, cells in columns.items()} for at in taken}

    def find_rows(self, rows: Mapping[int, Values]) -> dict[int, list[Pair]]:
        """By any number the records that the values under it look like, the likeliest first."""
        return self.find({at: rows[at] for at in self._count(list(rows))})

    def _count(self, places: Sequence[int]) -> Sequence[int]:
        """The rows that are compared, as long as there are not too many."""
        is_compared = self.kind.name in SCHEMES
        taken = places[: max(0, MOST_ROWS - self._looked_at)] if is_compared else ()
        self.is_cut = self.is_cut or (bool(self._number) and len(taken) < len(places))
        self._looked_at += len(taken)
        return taken

    def find(self, rows: Mapping[int, Values]) -> dict[int, list[Pair]]:
        """The same of rows that were taken; best of all at once."""
        if not rows:
            return {}
        self._found.begin(self._database, self.kind.name)
        columns = COMPARERS[self.kind.name]().columns
        keys = {at: tuple(map(row.get, columns)) for at, row in rows.items()}
        known = self._found.pairs
        unknown = {key: rows[at] for at, key in keys.items() if key not in known}
        if unknown:
            likeness = self._choose(list(unknown.values()))
            known = known | {key: likeness.find(values) for key, values in unknown.items()}
            if not self.is_narrow:
                self._found.pairs = known
        return {at: known[key] for at, key in keys.items() if known[key]}

    def find_namesakes(self, rows: Mapping[int, Values]) -> dict[int, list[int]]:
        """By number the records that have the very name of a row, wherever they are."""
        keys = dict(zip(rows, self._name_keys(list(rows.values())), strict=True))
        found = self._find_named(list(keys.values()))
        return {at: found[key] for at, key in keys.items() if key in found}

    def find_twins(self, rows: Mapping[int, Values]) -> dict[int, int]:
        """By number the first row that has the very name of a later one."""
        first, found = dict[KeyValue, int](), dict[int, int]()
        for at, key in zip(rows, self._name_keys(list(rows.values())), strict=True):
            if key and None not in key and first.setdefault(key, at) != at:
                found[at] = first[key]
        return found

    def _choose(self, rows: Sequence[Values]) -> Likeness:
        if self._number <= FEW_RECORDS:
            return self._likeness
        price = self._number / READ_IN_TIME
        is_worth = price <= len(rows) and self._searched + price <= MOST_SEARCHED
        if is_worth and self._number <= MOST_READ:
            self._searched += int(price)
            return Likeness(self._database, self.kind.name, rows=rows)
        return Likeness(self._database, self.kind.name, list(self._find_near(rows)))

    def _find_near(self, rows: Sequence[Values]) -> set[int]:
        """The records that have the name of a row, and those that a search finds for it."""
        found = self._find_named(self._name_keys(rows))
        ids = {key for keys in found.values() for key in keys[:MOST]}
        searched = rows[: max(0, MOST_SEARCHED - self._searched)]
        self._searched += len(searched)
        self.is_narrow = self.is_narrow or len(searched) < len(rows)
        for row in searched:
            ids.update(find_near(self._database, self.kind.name, row))
        return ids

    @cached_property
    def _names(self) -> list[Field]:
        return [self.kind.fields[name] for name in NAMES.get(self.kind.name, ())]

    def _name_keys(self, rows: Sequence[Values]) -> list[KeyValue]:
        return [tuple(key_value(one, row.get(one.name)) for one in self._names) for row in rows]

    def _find_named(self, keys: Sequence[KeyValue]) -> dict[KeyValue, list[int]]:
        """By name the records that have it; a name without all its parts is none."""
        whole = [key for key in keys if key and None not in key]
        finder = RecordFinder(self._database, self.kind, self._names)
        return finder.find_records(whole) if whole else {}


def tell_alike(
    database: Database, finder: AlikeFinder, rows: Mapping[int, Values]
) -> dict[int, str]:
    """By number that new records look like one that is there, a sentence each."""
    near = {at: pairs[0] for at, pairs in finder.find_rows(rows).items()}
    name = finder.kind.name
    titles = read_titles(database, name, [pair.other for pair in near.values()])
    return {
        at: say_alike(titles.get(pair.other, ""), list_words(say_reasons(name, pair)))
        for at, pair in near.items()
    }


def say_alike(title: str, reasons: str) -> str:
    """That a row looks like a record that is there, and why."""
    words = _("This row looks like “{title}”, which is there already ({reasons}).")
    return words.format(title=title, reasons=reasons)
