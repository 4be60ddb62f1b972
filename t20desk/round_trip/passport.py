"""What a book says of itself in its properties, so that it is known again wherever it was saved.

A book of several sheets has a passport for each: those of the second one begin with `t20desk 2`, so
that who knows of one sheet only still reads the first.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

_PREFIX: Final = "t20desk "
_LONGEST: Final = 240
"""Excel holds 255 characters in a property."""


@dataclass(frozen=True, slots=True)
class Passport:
    """Which database and kind a book is of, the number of its state, its columns and rows."""

    database: str
    kind: str
    number: int
    columns: tuple[str, ...]
    rows: int
    time: str = ""
    """When the last change was made that the book knows of, as the journal has it."""
    sheet: str = ""
    """The name of the sheet, where the book has several."""
    given: Mapping[str, str | int] = field(default_factory=dict)
    """What each new record of the sheet holds besides what stands in its row."""
    fixed: tuple[str, ...] = ()
    """Columns that tell of new records only."""
    makes: tuple[str, ...] = ()
    """Links that make a record of a name that is not there yet."""

    def properties(self, place: int = 1) -> dict[str, str]:
        """The properties to note in the file, of the sheet at a place."""
        told = {
            "database": self.database,
            "kind": self.kind,
            "export": str(self.number),
            "rows": str(self.rows),
            "time": self.time,
        }
        if self.sheet:
            told["sheet"] = self.sheet
        if self.given:
            told["given"] = json.dumps(self.given)
        told |= {name: ",".join(paths) for name, paths in self._lists() if paths}
        for number, part in enumerate(_cut_names(self.columns), 1):
            told[f"columns {number}"] = part
        return {_prefix(place) + name: value for name, value in told.items()}

    def _lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("fixed", self.fixed), ("makes", self.makes)


def read_passport(properties: Mapping[str, str], place: int = 1) -> Passport | None:
    """What a file says of itself; nothing where it is no book of ours or says half of it."""
    prefix = _prefix(place)
    told = {
        name.removeprefix(prefix): value
        for name, value in properties.items()
        if name.startswith(prefix)
    }
    names = sorted(name for name in told if name.startswith("columns "))
    columns = ",".join(told[name] for name in sorted(names, key=_place_of))
    number, rows = told.get("export", ""), told.get("rows", "")
    if not (told.get("database") and told.get("kind") and columns and number.isdecimal()):
        return None
    count = int(rows[:9]) if rows.isdecimal() else 0
    wanted = tuple(filter(None, columns.split(",")))
    time, sheet = told.get("time", ""), told.get("sheet", "")
    fixed, makes = (tuple(filter(None, told.get(one, "").split(","))) for one in ("fixed", "makes"))
    given = _read_given(told.get("given", ""))
    known = told["database"], told["kind"], int(number[:12]), wanted, count, time, sheet
    return Passport(*known, given, fixed, makes)


def _read_given(text: str) -> dict[str, str | int]:
    """The cells of new records; none where the file says something else."""
    try:
        told = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(told, dict):
        return {}
    return {name: cell for name, cell in told.items() if type(cell) in (str, int)}


def read_passports(properties: Mapping[str, str]) -> list[Passport]:
    """The passports of all sheets, as far as one follows the other."""
    found: list[Passport] = []
    while passport := read_passport(properties, len(found) + 1):
        found.append(passport)
    return found


def _prefix(place: int) -> str:
    return _PREFIX if place == 1 else f"{_PREFIX}{place} "


def _place_of(name: str) -> int:
    ending = name.rpartition(" ")[2]
    return int(ending[:6]) if ending.isdecimal() else 0


def _cut_names(names: tuple[str, ...]) -> Iterator[str]:
    """The names parted by commas, in parts that find room."""
    part: list[str] = []
    for name in names:
        if part and len(",".join([*part, name])) > _LONGEST:
            yield ",".join(part)
            part = []
        part.append(name)
    yield ",".join(part)
