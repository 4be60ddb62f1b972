"""Which sheets of a returned file are the parts of one book, each with its own kind of record.

The properties of the file say it; where a program dropped them, the keys of the rows do.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from t20desk.db.database import Database
from t20desk.i18n import N_, _
from t20desk.reading.source import Source
from t20desk.round_trip.passport import Passport, read_passports
from t20desk.round_trip.row_keys import looks_like_key, read_key
from t20desk.round_trip.writing import SHEET, hidden_name

ROWS_LOOKED_AT: Final = 20
"""So many rows tell of which kind a sheet is."""
SHEET_GONE = N_("The sheet “{sheet}” is no longer in {file}; its records stay as they are.")


class Part(NamedTuple):
    """One sheet of a book, its passport and the hidden sheet behind it, as far as they are there.

    The name of the sheet is empty where it is gone.
    """

    kind: str
    sheet: str
    passport: Passport | None = None
    hidden: str = ""


def find_parts(database: Database, source: Source) -> list[Part]:
    """The parts of a book of several sheets; none where the file is of one sheet only."""
    passports = read_passports(source.properties)
    if len(passports) == 1:
        return []
    shown = [one.name for one in source.sheets if not one.hidden and not _is_hidden(one.name)]
    if len(passports) > 1:
        return list(_match(passports, _find_kinds(database, source, shown), source, shown))
    if len(shown) < 2:
        return []
    by_kind = _find_kinds(database, source, shown)
    if len(by_kind) < 2:
        return []
    kept = [one.name for one in source.sheets if _is_hidden(one.name)]
    behind = _find_kinds(database, source, kept)
    return [Part(kind, name, None, behind.get(kind, "")) for kind, name in by_kind.items()]


def say_gone(source: Source, parts: list[Part]) -> list[str]:
    """A sentence for each sheet that did not come back."""
    return [
        _(SHEET_GONE).format(sheet=part.passport.sheet, file=source.name)
        for part in parts
        if part.passport and not part.sheet
    ]


def _match(
    passports: list[Passport], by_kind: Mapping[str, str], source: Source, shown: list[str]
) -> Iterator[Part]:
    names = {one.name for one in source.sheets}
    for place, passport in enumerate(passports, 1):
        by_name = passport.sheet if passport.sheet in shown else ""
        hidden = hidden_name(place) if hidden_name(place) in names else ""
        yield Part(passport.kind, by_kind.get(passport.kind, by_name), passport, hidden)


def _find_kinds(database: Database, source: Source, sheets: list[str]) -> dict[str, str]:
    """The first sheet of each kind, by the keys of its rows."""
    identity, found = database.read_identity(), dict[str, str]()
    for name in sheets:
        rows = list(source.read_rows(name, ROWS_LOOKED_AT))
        keys = [cell for row in rows for cell in row.cells if looks_like_key(cell)]
        kinds = (kind for kind in database.kinds if any(read_key(identity, kind, k) for k in keys))
        if kind := next(kinds, ""):
            found.setdefault(kind, name)
    return found


def _is_hidden(name: str) -> bool:
    return name == SHEET or name.startswith(f"{SHEET} ")
