"""What a book says of itself in its properties, so that it is known again wherever it was saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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

    def properties(self) -> dict[str, str]:
        """The properties to note in the file."""
        told = {
            "database": self.database,
            "kind": self.kind,
            "export": str(self.number),
            "rows": str(self.rows),
            "time": self.time,
        }
        for place, part in enumerate(_cut_names(self.columns), 1):
            told[f"columns {place}"] = part
        return {_PREFIX + name: value for name, value in told.items()}


def read_passport(properties: Mapping[str, str]) -> Passport | None:
    """What a file says of itself; nothing where it is no book of ours or says half of it."""
    told = {
        name.removeprefix(_PREFIX): value
        for name, value in properties.items()
        if name.startswith(_PREFIX)
    }
    names = sorted(name for name in told if name.startswith("columns "))
    columns = ",".join(told[name] for name in sorted(names, key=_place_of))
    number, rows = told.get("export", ""), told.get("rows", "")
    if not (told.get("database") and told.get("kind") and columns and number.isdecimal()):
        return None
    count = int(rows[:9]) if rows.isdecimal() else 0
    wanted = tuple(filter(None, columns.split(",")))
    time = told.get("time", "")
    return Passport(told["database"], told["kind"], int(number[:12]), wanted, count, time)


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
