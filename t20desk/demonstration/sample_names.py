"""Made-up organisations and people; each says in its name that it is a sample."""

from csv import DictReader
from typing import Final, NamedTuple

from t20desk.paths import resource

TECH, RIGHTS, START, MONEY = (
    "technology_transfer",
    "intellectual_property",
    "startup_support",
    "financial_services",
)


class SampleOrganisation(NamedTuple):
    """A made-up member; `founding` says yes for one that was represented at the founding."""

    name: str
    original_name: str
    latin_name: str
    short_name: str
    kind: str
    areas: str
    country: str
    city: str
    street: str
    postcode: str
    phone: str
    languages: str
    founding: str = ""


class SamplePerson(NamedTuple):
    """A made-up person of a country, before the mark of a sample is added to the name."""

    country: str
    given_name: str
    family_name: str
    original_name: str
    form_of_address: str


def read_organisations() -> list[SampleOrganisation]:
    """The made-up members, 36 from 22 countries and regions."""
    with resource("demo", "sample-organisations.csv").open(encoding="utf-8", newline="") as file:
        return [SampleOrganisation(**row) for row in DictReader(file)]


def read_people() -> dict[str, list[SamplePerson]]:
    """The made-up people by country, two for each organisation there."""
    found: dict[str, list[SamplePerson]] = {}
    with resource("demo", "sample-people.csv").open(encoding="utf-8", newline="") as file:
        for row in DictReader(file):
            found.setdefault(row["country"], []).append(SamplePerson(**row))
    return found


GUESTS: Final = (
    (SamplePerson("CN", "Guodong", "He", "何国栋", ""), "regional party leader"),
    (SamplePerson("CN", "Meilin", "Tang", "唐美琳", ""), "regional party leader"),
    (SamplePerson("CN", "Zhiqiang", "Shen", "沈志强", ""), "regional party leader"),
    (SamplePerson("CN", "Ruoxi", "Jiang", "蒋若曦", ""), "scientist"),
    (SamplePerson("SE", "Ingrid", "Dahl", "", ""), "scientist"),
    (SamplePerson("DE", "Heinrich", "Vogel", "", ""), "scientist"),
    (SamplePerson("RU", "Sergei", "Morozov", "Сергей Морозов", ""), "scientist"),
)
"""Seven made-up guests of honour beside the five of the press text."""

FAMILY_FIRST: Final = frozenset({"CN", "HK", "JP", "KR"})


class Names(NamedTuple):
    """The names of a sample person, each saying so."""

    given_name: str
    family_name: str
    name_order: str
    original_name: str


def name_sample(one: SamplePerson) -> Names:
    """The names of a person with the word that tells the sample, in the person's own form."""
    given, family, original = one.given_name, one.family_name, one.original_name
    if one.country in FAMILY_FIRST or (one.country == "SG" and original):
        mark = {"JP": "サンプル", "KR": "샘플"}.get(one.country, "样例")
        return Names(f"{given} (Sample)", family, "family_first", f"{original}（{mark}）")
    mark = "Beispiel" if one.country in ("DE", "AT", "CH") else "Sample"
    shown = f"{original} (пример)" if original else ""
    return Names(given, f"{family}-{mark}", "given_first", shown)
