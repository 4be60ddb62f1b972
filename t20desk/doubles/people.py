"""Comparing people: what is read of each, by what they are brought together, what is found."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from t20desk.db.types import Stored
from t20desk.doubles import folding
from t20desk.doubles.person_names import NEAR, SAME, PersonName, compare_names, read_name
from t20desk.doubles.rules import BARE, drop_bare
from t20desk.doubles.short_names import first_form

COLUMNS: Final = (
    "given_name", "family_name", "original_name", "latin_name", "email", "phone", "mobile",
    "born", "street", "postcode", "city", "country",
)  # fmt: skip
FURTHER: Final = {
    "names": ("other_name", "person", "name"),
    "posts": ("affiliation", "person", "member"),
}
"""What of a person stands in records of other kinds: the kind, its link, the field wanted."""
_SHARED_FROM: Final = 4
_COMMON_FROM: Final = 20
"""A name of so many records says little even where something else agrees by chance."""
_RARE_LETTERS: Final = 7
_DAY: Final = 10
_OFFICE_MAIL: Final = re.compile(
    r"(info|office|contact|kontakt|mail|post|service|sekretariat|admin|hello|team|support|zentrale)@"
)
_COMMON: Final = frozenset(
    "schneider fischer wagner hofman zimerman hartman krueger schroder schmidt nielsen andersson "  # noqa: SIM905
    "johanson williams martinez rodriguez gonzalez fernandez richter lehman bernard johnson taylor "
    "sorensen petrova ivanov".split()
)


@dataclass(frozen=True, slots=True)
class PersonSight:
    """What of a person is compared, made comparable."""

    id: int
    name: PersonName
    mail: str
    phones: frozenset[str]
    mobile: str
    born: str
    street: str
    place: frozenset[str]
    posts: frozenset[object]
    country: str
    is_bare: bool
    """Whether the record gives nothing but a name, and perhaps where somebody is from."""


class People:
    """Knows how people are read, brought together and compared."""

    columns = COLUMNS
    further = FURTHER

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def see(
        self, key: int, cells: Sequence[Stored], further: Mapping[str, Sequence[Stored]]
    ) -> PersonSight:
        """What is compared of one record."""
        (given, family, original, latin, mail, phone, mobile, born, street, postcode, city,
         country) = ("" if cell is None else str(cell) for cell in cells)  # fmt: skip
        others = [str(name) for name in further.get("names", ())]
        numbers = [folding.fold_phone(number) for number in (phone, mobile)]
        phones = frozenset(filter(None, numbers))
        mail, street = folding.fold_mail(mail), folding.fold_street(street)
        posts = frozenset(further.get("posts", ()))
        return PersonSight(
            key,
            read_name(given, family, (original, latin, *others)),
            mail,
            phones,
            numbers[1],
            born,
            street,
            frozenset(filter(None, (postcode.replace(" ", ""), *folding.split_words(city)))),
            posts,
            country,
            not (mail or phones or born or street or posts),
        )

    def count(self, sights: Sequence[PersonSight]) -> None:
        """Learn how often each name, number and address occurs."""
        for one in sights:
            self._times.update(one.name.spellings())
            self._times.update(one.phones)
            self._times.update(_long_families(one.name))
            if one.mail:
                self._times[one.mail] += 1

    def keys(self, one: PersonSight) -> Iterator[str]:
        """What brings a person together with others: each piece of evidence, and the name."""
        yield from (f"k{key}" for key in one.name.spellings())
        yield from (f"h{signs}" for signs in one.name.signs)
        yield from (f"p{number}" for number in one.phones)
        if one.mail:
            yield f"m{one.mail}"
        if len(one.born) == _DAY:
            yield f"b{one.born}"
        if one.street:
            yield f"s{one.street}"
        for post in one.posts:
            yield from (f"o{post} {stem}" for stem in _long_stems(one.name))
        yield from _near_keys(one.name)

    def compare_rest(self, one: PersonSight, other: PersonSight) -> list[str]:
        """The rules that hold for two people beside those of their names."""
        found = [BARE] if one.is_bare or other.is_bare else []
        if one.mail and other.mail and (mail := self._compare_mail(one.mail, other.mail)):
            found.append(mail)
        if one.phones and other.phones and (phone := self._compare_phones(one, other)):
            found.append(phone)
        if one.born and other.born:
            found.append(_compare_born(one.born, other.born))
        if one.street and one.street == other.street and _fit(one.place, other.place):
            found.append("street_same")
        if one.posts and other.posts:
            found.append("post_other" if one.posts.isdisjoint(other.posts) else "post_same")
        if one.country != other.country and one.country and other.country:
            found.append("country_other")
        return found

    def compare_names(self, one: PersonSight, other: PersonSight, rest: list[str]) -> list[str]:
        """All rules that hold for two people."""
        name = compare_names(one.name, other.name)
        if name in (SAME, NEAR):
            return [name, *self._weigh_name(one, other, name), *rest]
        return [name, *drop_bare(rest)]

    def _weigh_name(self, one: PersonSight, other: PersonSight, name: str) -> Iterator[str]:
        shared = one.name.spellings() & other.name.spellings()
        times = max((self._times[key] for key in shared), default=0)
        if times >= _SHARED_FROM:
            yield "name_shared" if times >= _COMMON_FROM else "name_few"
            return
        if name == SAME and any(len(signs) > 2 for signs in one.name.signs & other.name.signs):
            yield "name_rare"
            return
        mine, theirs = _long_families(one.name), _long_families(other.name)
        rare = mine & theirs if name == SAME else mine | theirs
        if mine and theirs and rare and all(self._times[key] < _SHARED_FROM for key in rare):
            yield "name_rare"

    def _compare_phones(self, one: PersonSight, other: PersonSight) -> str:
        if same := one.phones & other.phones:
            is_shared = all(self._times[number] >= _SHARED_FROM for number in same)
            return "phone_shared" if is_shared else "phone_same"
        return "mobile_other" if one.mobile and other.mobile else ""

    def _compare_mail(self, one: str, other: str) -> str:
        if one == other:
            is_shared = self._times[one] >= _SHARED_FROM or _OFFICE_MAIL.match(one)
            return "mail_shared" if is_shared else "mail_same"
        mine, theirs = one.partition("@"), other.partition("@")
        if mine[0] == theirs[0] and not _OFFICE_MAIL.match(one):
            return "mail_user"
        return "mail_other" if mine[2] == theirs[2] else ""


def _long_stems(name: PersonName) -> set[str]:
    """How the words of a name begin and end: one of the two is as it was in spite of an error."""
    words = {word for form in name.forms for word in form.words}
    return {stem for word in words for stem in (word[:3], f"-{word[-3:]}", f"~{first_form(word)}")}


def _long_families(name: PersonName) -> set[str]:
    """Family names that may be rare, told apart from whole names by a sign in front."""
    return {
        f"={word}"
        for form in name.forms
        for word in form.family
        if len(word) >= _RARE_LETTERS and word not in _COMMON and not folding.is_pinyin(word)
    }


def _near_keys(name: PersonName) -> Iterator[str]:
    """What a long family name has in common with itself mistyped, with the given name's first."""
    for form in name.forms:
        firsts = {first_form(word) for word in form.words if word not in form.family}
        for word in form.family:
            if len(word) >= _RARE_LETTERS and not folding.is_pinyin(word):
                for first in firsts:
                    yield f"x{word[:4]}{first}"
                    yield f"y{word[-4:]}{first}"


def _compare_born(one: str, other: str) -> str:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if long.startswith(short):
        return "born_same" if len(short) == _DAY else "born_year"
    is_near = len(short) == _DAY and (_is_turned(one, other) or OSA.distance(one, other) == 1)
    return "born_near" if is_near else "born_other"


def _is_turned(one: str, other: str) -> bool:
    """Whether day and month were taken for each other."""
    return one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]


def _fit(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two towns can be the same: one is not known, or a word of them agrees."""
    return not one or not other or not one.isdisjoint(other)
