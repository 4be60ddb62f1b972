"""Comparing organisations: what is read of each, what brings them together, what is found."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from t20desk.db.types import Stored
from t20desk.doubles import folding
from t20desk.doubles.firm_names import NEAR, SAME, FirmName, compare_firms, read_firm
from t20desk.doubles.named_places import (
    compare_places,
    keys_of_place,
    leave_one_out,
    read_city,
)
from t20desk.doubles.rules import BARE, drop_bare

COLUMNS: Final = (
    "name", "original_name", "latin_name", "former_names", "short_name", "email", "website",
    "phone", "mobile", "street", "postcode", "city", "country",
)  # fmt: skip
_SHARED_FROM: Final = 4
_FREE_MAIL: Final = frozenset(
    "gmail.com googlemail.com gmx.de gmx.net gmx.at web.de t-online.de outlook.com hotmail.com "  # noqa: SIM905
    "yahoo.com yahoo.de icloud.com aol.com mail.ru yandex.ru qq.com 163.com 126.com sina.com "
    "sina.cn foxmail.com freenet.de posteo.de proton.me protonmail.com orange.fr free.fr".split()
)


@dataclass(frozen=True, slots=True)
class FirmSight:
    """What of an organisation is compared, made comparable."""

    id: int
    name: FirmName
    short: str
    mail: str
    domains: frozenset[str]
    phones: frozenset[str]
    street: str
    city: frozenset[str]
    country: str
    is_bare: bool
    """Whether the record has a name and perhaps a country, and nothing else to compare."""


class Organisations:
    """Knows how organisations are read, brought together and compared."""

    columns = COLUMNS
    further: Mapping[str, tuple[str, str, str]] = {}

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._places: set[str] = set()

    def see(
        self, key: int, cells: Sequence[Stored], further: Mapping[str, Sequence[Stored]]
    ) -> FirmSight:
        """What is compared of one record."""
        (name, original, latin, former, short, mail, site, phone, mobile, street, _postcode, city,
         country) = ("" if cell is None else str(cell) for cell in cells)  # fmt: skip
        domains = {folding.domain_of_mail(mail)} - _FREE_MAIL if mail else set()
        if site:
            domains.add(folding.domain_of_site(site))
        phones = frozenset(filter(None, map(folding.fold_phone, (phone, mobile))))
        folded, town = folding.fold_street(street), read_city(city)
        return FirmSight(
            key,
            read_firm((name, original, latin, *former.splitlines())),
            folding.fold_name(short),
            folding.fold_mail(mail),
            frozenset(domains),
            phones,
            folded,
            town,
            country,
            not (domains or phones or folded or town or mail),
        )

    def count(self, sights: Sequence[FirmSight]) -> None:
        """Learn how often each number occurs, and which words are places."""
        for one in sights:
            self._times.update(one.phones)
            self._places.update(one.city)

    def keys(self, one: FirmSight) -> Iterator[str]:
        """What brings an organisation together with others."""
        yield from keys_of_place(one)
        # Without its town too, since one of two may say nothing but its name.
        for words in one.name.letters:
            yield from (f"w{rest}" for rest in leave_one_out(words))
        yield from (f"t{run}" for run in one.name.runs)
        yield from (f"d{domain}" for domain in one.domains)
        yield from (f"p{number}" for number in one.phones)
        if one.mail:
            yield f"m{one.mail}"
        if one.short:
            yield f"a{one.short}"

    def compare_rest(self, one: FirmSight, other: FirmSight) -> list[str]:
        """The rules that hold for two organisations beside those of their names."""
        found: list[str] = []
        if one.name.legal and other.name.legal and one.name.legal.isdisjoint(other.name.legal):
            found.append("form_other")
        if one.short and one.short == other.short:
            found.append("short_same")
        if one.mail and one.mail == other.mail:
            found.append("mail_same")
        elif one.domains and other.domains:
            same = not one.domains.isdisjoint(other.domains)
            found.append("domain_same" if same else "domain_other")
        if one.phones and other.phones and (phones := one.phones & other.phones):
            is_shared = all(self._times[number] >= _SHARED_FROM for number in phones)
            found.append("phone_shared" if is_shared else "phone_same")
        found += compare_places(one, other)
        if not found and (one.is_bare or other.is_bare):
            found.append(BARE)
        return found

    def compare_names(self, one: FirmSight, other: FirmSight, rest: list[str]) -> list[str]:
        """All rules that hold for two organisations."""
        name = compare_firms(one.name, other.name, self._places)
        return [name, *(rest if name in (SAME, NEAR) else drop_bare(rest))]
