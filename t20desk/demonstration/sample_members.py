"""Made-up members and their people: addresses, memberships, posts, further ways to reach them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from t20desk.db import keys
from t20desk.demonstration.drafting import Draft
from t20desk.demonstration.founding import by_language
from t20desk.demonstration.press_text import FOUNDING_DAY, Three
from t20desk.demonstration.sample_desk import OwnWriter
from t20desk.demonstration.sample_files import draw_logo
from t20desk.demonstration.sample_names import (
    GUESTS,
    SampleOrganisation,
    SamplePerson,
    name_sample,
    read_organisations,
    read_people,
)

STAFF: Final = ("Beispiel, Petra", "Sample, Kim", "样例小王")
"""Made-up people of the office who look after members."""

POSITIONS: Final[tuple[Three, ...]] = (
    ("Geschäftsführung", "Managing director", "总经理"),
    (
        "Leitung internationale Zusammenarbeit",
        "Head of international cooperation",
        "国际合作部主任",
    ),
    (
        "Projektleitung Technologietransfer",
        "Project lead, technology transfer",
        "技术转移项目负责人",
    ),
    ("Referat Finanzierung", "Finance officer", "财务专员"),
    ("Leitung Start-up-Programme", "Head of start-up programmes", "创业项目主任"),
    ("Syndikusanwalt für Patente", "Patent counsel", "专利法律顾问"),
)
DEPARTMENTS: Final = ("", "International office", "Innovation", "Legal affairs")
PARTED: Final = {11: "2021-12-31", 25: "2022-03"}
"""Members with a gap: the place in the list, and when the first period ended."""
ENDING: Final = 27
SUSPENDED: Final = 22
UNWILLING: Final = 41
WAITING: Final = {32: "applied", 33: "applied", 35: "prospect"}


@dataclass(frozen=True, slots=True)
class SampleMember:
    """A made-up member that is written down, with its people."""

    id: int
    organisation: SampleOrganisation
    people: tuple[int, ...]


class MemberWriter:
    """Writes down the made-up members; days are counted from `today`."""

    def __init__(self, draft: Draft, random: Random, today: date, own: OwnWriter) -> None:
        self._draft = draft
        self._random = random
        self._today = today
        self._own = own
        self._organisations = read_organisations()

    def day(self, days: int) -> str:
        """A day some days from today."""
        return (self._today + timedelta(days=days)).isoformat()

    def add_members(self) -> list[int]:
        """Organisations with their periods, addresses and contact details."""
        ids = [self._add_member(place, one) for place, one in enumerate(self._organisations)]
        self._draft.change(ids[3], "member", parent=ids[0])
        self._draft.change(ids[32], "member", parent=ids[31])
        return ids

    def _add_member(self, place: int, one: SampleOrganisation) -> int:
        slug = slug_of(one.latin_name or one.name)
        member = self._draft.add(
            "member",
            **{name: text for name, text in one._asdict().items() if name != "founding" and text},
            number=f"{place + 1:04}",
            email=f"office.{slug}@example.org",
            website=f"https://example.org/{slug}",
            founding_member="yes" if one.founding else None,
            responsible=STAFF[place % len(STAFF)],
            confirmed_on=self.day(-37 * (place % 14) - 3) if place % 5 else None,
            follow_up=self.day(9 * (place // 6) - 10) if place % 6 == 2 else None,
            status_given=WAITING.get(place, "suspended" if place == SUSPENDED else None),
            status_reason="Sample: fee unpaid for two years" if place == SUSPENDED else None,
            former_names="Sample Foundry Eindhoven (until 2020)" if place == 17 else None,
            notes="Sample record: everything about this organisation is made up.",
            logo=self._draw_logo(place, one),
            **self._own.fill_member(place, one),
        )
        self._add_periods(place, one, member)
        self._add_details(place, one, member, slug)
        return member

    def _draw_logo(self, place: int, one: SampleOrganisation) -> str | None:
        """Every other organisation has a logo."""
        letter = slug_of(one.latin_name or one.name)[0].upper()
        return None if place % 2 else self._draft.keep(draw_logo(place // 2, letter)).hash

    def _add_periods(self, place: int, one: SampleOrganisation, member: int) -> None:
        if place in WAITING:
            return
        since = FOUNDING_DAY if one.founding else f"20{20 + place % 5}-{1 + place % 12:02}-15"
        if place in PARTED:
            first = {"since": "2020", "until": PARTED[place], "reason": "Sample: budget cut"}
            self._draft.add("membership_period", member=member, kind="associate", **first)
            since = "2023-05-01"
        until = self.day(400) if place == ENDING else None
        self._draft.add(
            "membership_period",
            member=member,
            kind="observer" if place % 9 == 8 else "full",
            since=since,
            until=until,
            decided_on=None if place in PARTED else since,
            reason="Sample: leaves at its own wish" if until else None,
        )

    def _add_details(self, place: int, one: SampleOrganisation, member: int, slug: str) -> None:
        if place % 3 == 0:
            self._draft.add(
                "contact_detail",
                member=member,
                kind="email",
                value=f"events.{slug}@example.org",
                label="Sample: events desk",
            )
        if one.country == "CN":
            value = f"sample-{slug}"
            self._draft.add("contact_detail", member=member, kind="wechat", value=value)
        if place % 7 == 0:
            self._draft.add(
                "address",
                member=member,
                kind="invoice",
                street=f"Sample PO box {100 + place}",
                postcode=one.postcode or None,
                city=one.city,
                country=one.country,
            )

    def add_people(self, members: list[int]) -> list[SampleMember]:
        """Two people for each member, with their posts; some had another post before."""
        pools = {country: iter(people) for country, people in read_people().items()}
        written = []
        for place, (one, member) in enumerate(zip(self._organisations, members, strict=True)):
            pool = pools[one.country]
            people = tuple(
                self._add_person(2 * place + number, one, member, next(pool)) for number in (0, 1)
            )
            written.append(SampleMember(member, one, people))
        self._add_former_posts(written)
        return written

    def _add_person(
        self, number: int, one: SampleOrganisation, member: int, entry: SamplePerson
    ) -> int:
        """A person and the post; even numbers are main contacts."""
        slug = slug_of(f"{entry.given_name} {entry.family_name}")
        person = self._draft.add(
            "person",
            **name_sample(entry)._asdict(),
            form_of_address=entry.form_of_address,
            title=("Dr.", "Prof. Dr.")[number % 2] if number % 5 == 0 else None,
            email=f"{slug}@example.org" if number % 8 != 5 else None,
            phone=f"{one.phone[:-2]}{10 + number % 80}",
            mobile=f"+49 171 39200{number % 90 + 10}" if one.country == "DE" else None,
            country=one.country,
            languages=one.languages,
            born=self._birthday(number) if number % 3 == 0 else None,
            do_not_contact="yes" if number == UNWILLING else None,
            consent="yes" if number % 2 else None,
            consent_on=self.day(-200 - number) if number % 2 else None,
            responsible=STAFF[number // 2 % len(STAFF)],
            **self._greeting(entry, number),
            **self._own.fill_person(number, one.country),
        )
        self._draft.add(
            "affiliation",
            person=person,
            member=member,
            main_contact=None if number % 2 else "yes",
            department=DEPARTMENTS[number % len(DEPARTMENTS)] or None,
            since=f"20{16 + number % 8}",
            **by_language("position", POSITIONS[number % len(POSITIONS)]),
        )
        return person

    def _birthday(self, number: int) -> str:
        return f"19{60 + number % 35}-{1 + number % 12:02}-{1 + number % 27:02}"

    def _greeting(self, entry: SamplePerson, number: int) -> dict[str, object]:
        """Every eighth person has a greeting of their own."""
        if number % 8:
            return {}
        word = "Sehr geehrter Herr" if entry.form_of_address == "mr" else "Sehr geehrte Frau"
        return {
            "greeting_de": f"{word} {entry.family_name}",
            "greeting_en": f"Dear {entry.given_name} {entry.family_name}",
        }

    def _add_former_posts(self, written: list[SampleMember]) -> None:
        for one, other in zip(written[4::8], written[1::8], strict=False):
            self._draft.add(
                "affiliation",
                person=one.people[0],
                member=other.id,
                since="2014",
                until="2018-06",
                **by_language("position", POSITIONS[2]),
            )
        for one in written[::6]:
            award = (
                "Beispielpreis für Zusammenarbeit",
                "Sample prize for cooperation",
                "样例合作奖",
            )
            year = self._random.randint(2008, 2023)
            self._draft.add(
                "honour", person=one.people[0], year=year, **by_language("award", award)
            )
        for one in written[:3]:
            name = "Sample Name, earlier romanisation"
            self._draft.add("other_name", person=one.people[1], name=name, kind="romanisation")

    def add_guests(self) -> list[tuple[int, str]]:
        """The made-up guests of honour: the id, and what they are."""
        return [(self._add_guest(entry), f"Sample: {what}") for entry, what in GUESTS]

    def _add_guest(self, entry: SamplePerson) -> int:
        return self._draft.add(
            "person",
            **name_sample(entry)._asdict(),
            title="Prof. Dr." if entry.country != "CN" else None,
            country=entry.country,
            languages={"SE": "sv; en", "DE": "de; en", "RU": "ru"}.get(entry.country, "zh"),
            notes="Sample record: a made-up guest of honour.",
        )


def slug_of(name: str) -> str:
    """Small Latin letters of a name with hyphens between, for made-up addresses."""
    return "-".join(_words(keys.fold(name)))


def _words(text: str) -> Iterator[str]:
    return (word for word in re.findall(r"[a-z0-9]+", text) if word not in ("sample", "beispiel"))
