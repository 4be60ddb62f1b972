"""Postal addresses as the country they go to writes them: order, script, and the country's name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from t20desk.db.database import Database
from t20desk.db.types import country_names
from t20desk.listing import Listing, list_ids, read_rows

_USUAL: Final = "{name}\n{street}\n{postcode} {city}"
_CITY_FIRST: Final = "{name}\n{street}\n{city} {postcode}"
_OWN_LINE: Final = "{name}\n{street}\n{city}\n{postcode}"
_BIG_TO_SMALL: Final = "{postcode}\n{city}{street}\n{name}"

_BY_CODES: Final = (
    ("US CA AU NZ IN SG ID TH PK BD NG ZA TW KR CN JP HK MO VN KH LA NP LK", _CITY_FIRST),
    ("GB IE RU UA KZ KE UY IM JE GG GI", _OWN_LINE),
    ("HU", "{name}\n{city}\n{street}\n{postcode}"),
)
_FORMS: Final = {code: form for codes, form in _BY_CODES for code in codes.split()}
_EASTERN: Final = {
    "CN": _BIG_TO_SMALL,
    "TW": _BIG_TO_SMALL,
    "HK": "{city}{street}\n{name}",
    "MO": "{city}{street}\n{name}",
    "JP": "〒{postcode}\n{city}{street}\n{name}",
    "KR": "{city} {street}\n{name}\n{postcode}",
}
"""How an address in its own script goes from the large to the small."""

_IDEOGRAPHS: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TONGUES: Final = {"DE": "de", "AT": "de", "CH": "de", "LI": "de", "CN": "zh", "TW": "zh"}
_CAPITAL_CITIES: Final = frozenset(("GB", "US", "CA", "AU", "NZ", "FR"))
"""Where the post asks for the town in capitals."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Who is written to, where; `original` are the same names in the country's own script."""

    names: tuple[str, ...]
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    original: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is enough to write to."""
        return bool(self.city or (self.street and self.country))


def format_block(to: Destination, home: str = "") -> str:
    """The address block; the country's last, in capitals, where mail goes abroad from `home`."""
    native = to.country in _EASTERN and bool(_IDEOGRAPHS.search(to.street + to.city))
    form = _EASTERN[to.country] if native else _FORMS.get(to.country, _USUAL)
    names = to.original or to.names if native else to.names
    country = name_country(to.country, home) if to.country and to.country != home else ""
    city = to.city.upper() if to.country in _CAPITAL_CITIES else to.city
    if to.city.upper() == country and not to.postcode:
        city = ""  # Hong Kong stands there once.
    if native and not _IDEOGRAPHS.search(city):
        city += " "
    parts = {"name": "\n".join(names), "street": to.street, "city": city, "postcode": to.postcode}
    lines = [" ".join(line.split()) for line in form.format(**parts).splitlines()]
    return "\n".join(line for line in (*lines, country) if line.strip("〒"))


def name_country(code: str, home: str) -> str:
    """A country's name for the post of the home country, in capitals."""
    return country_names(_TONGUES.get(home, "en")).get(code, code).upper()


def read_home(database: Database) -> str:
    """The country of the office, from its profile."""
    listing = Listing("office", view="all", columns=("country",))
    rows = read_rows(database, listing, list_ids(database, listing)[:1])
    return next((str(cells[0]) for cells in rows.values() if cells[0]), "")


_PLACE: Final = ("street", "postcode", "city", "country")
_ORGANISATION: Final = ("name", "original_name", *_PLACE)
_PERSON: Final = ("title", "full_name", "original_name", "works_at", *_PLACE)
CHUNK: Final = 5_000


class Blocks(NamedTuple):
    """The address blocks of records, and the names of those who are not among them."""

    blocks: list[str]
    unwilling: list[str]
    """Who wants no contact."""
    lacking: list[str]
    """Who has no address."""


def read_destinations(
    database: Database, kind: str, ids: Sequence[int]
) -> list[tuple[int, Destination]]:
    """Where organisations or people are written to, in their order."""
    if kind == "member":
        rows = _cells(database, kind, ids, _ORGANISATION)
        return [(key, _organisation(rows[key])) for key in ids if key in rows]
    if kind == "person":
        rows = _cells(database, kind, ids, _PERSON)
        employers = {at.id for _t, _n, _o, at, *place in rows.values() if at and not _is_own(place)}
        offices = dict(read_destinations(database, "member", list(employers)))
        return [(key, _person(rows[key], offices)) for key in ids if key in rows]
    return []


def _cells(database: Database, kind: str, ids: Sequence[int], columns: tuple[str, ...]) -> Any:
    return read_rows(database, Listing(kind, view="all", columns=columns), ids)


def _organisation(cells: Sequence[Any]) -> Destination:
    name, original, *place = cells
    return _make((name,), (original or name,), place)


def _person(cells: Sequence[Any], offices: Mapping[int, Destination]) -> Destination:
    """At the own address, else at the organisation of the main post of today."""
    title, name, original, employer, *place = cells
    names = (" ".join(filter(None, (title, name))),)
    at = offices.get(employer.id) if employer and not _is_own(place) else None
    if at is None:
        return _make(names, (original or name,), place)
    own = (*at.original, original or name)
    return Destination((*names, *at.names), at.street, at.postcode, at.city, at.country, own)


def _is_own(place: Sequence[Any]) -> bool:
    """Whether somebody has an address of the own: a street or a city."""
    street, _postcode, city, _country = place
    return bool(street or city)


def _make(names: Sequence[Any], original: Sequence[Any], place: Sequence[Any]) -> Destination:
    street, postcode, city, country = (str(cell or "") for cell in place)
    said = tuple(str(name) for name in names if name)
    own = tuple(str(name) for name in original if name)
    return Destination(said, street, postcode, city, country, own)


def list_blocks(database: Database, kind: str, ids: Sequence[int]) -> Blocks:
    """The address blocks of records; who wants no contact is left out."""
    home, found = read_home(database), Blocks([], [], [])
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        unwilling = _find_unwilling(database, part) if kind == "person" else ()
        for key, to in read_destinations(database, kind, part):
            if key in unwilling:
                found.unwilling.append(to.names[0])
            elif to.is_known:
                found.blocks.append(format_block(to, home))
            else:
                found.lacking.append(" ".join(to.names))
    return found


def _find_unwilling(database: Database, ids: Sequence[int]) -> set[int]:
    rows = _cells(database, "person", ids, ("do_not_contact",))
    return {key for key, cells in rows.items() if cells[0]}
