"""What the made-up members do with each other: connections, services, initiatives, notes."""

from datetime import date, timedelta
from random import Random
from typing import Final

from t20desk.demonstration.drafting import Draft
from t20desk.demonstration.founding import by_language
from t20desk.demonstration.press_text import Three
from t20desk.demonstration.sample_members import STAFF, SampleMember
from t20desk.demonstration.sample_names import MONEY, RIGHTS, START, TECH

OFFERS: Final[dict[str, Three]] = {
    TECH: ("Beispiel: Technologiebewertung", "Sample: technology assessment", "样例：技术评估"),
    RIGHTS: ("Beispiel: Patentrecherche", "Sample: patent search", "样例：专利检索"),
    START: (
        "Beispiel: Büro auf Zeit für Start-ups",
        "Sample: landing pad for start-ups",
        "样例：创业落地空间",
    ),
    MONEY: ("Beispiel: Anschubfinanzierung", "Sample: seed funding", "样例：种子资金"),
}
SOUGHT: Final[dict[str, Three]] = {
    TECH: (
        "Beispiel: Partner für Pilotanlagen gesucht",
        "Sample: partners for pilot plants",
        "样例：寻求中试合作伙伴",
    ),
    RIGHTS: (
        "Beispiel: Beratung zu chinesischen Patenten",
        "Sample: advice on Chinese patents",
        "样例：中国专利咨询",
    ),
    START: ("Beispiel: Mentorinnen und Mentoren", "Sample: mentors", "样例：创业导师"),
    MONEY: ("Beispiel: Kofinanzierung", "Sample: co-funding", "样例：共同出资"),
}
INITIATIVES: Final = (
    (
        (
            "Beispiel: Gemeinsame Patentrecherche",
            "Sample: joint patent search",
            "样例：联合专利检索",
        ),
        "Nanjing",
        "CN",
        "running",
        "2022-03",
        None,
    ),
    (
        ("Beispiel: Start-up-Austausch", "Sample: start-up exchange", "样例：创业企业交流"),
        "Berlin",
        "DE",
        "running",
        "2023",
        None,
    ),
    (
        ("Beispiel: Wissenschaftsstadt-Fonds", "Sample: science city fund", "样例：科学城基金"),
        "Казань",
        "RU",
        "idea",
        None,
        None,
    ),
    (
        ("Beispiel: Sauberes Wasser", "Sample: clean water", "样例：清洁水"),
        "Bengaluru",
        "IN",
        "agreed",
        "2024-09",
        None,
    ),
    (
        ("Beispiel: Lizenzbörse", "Sample: licence fair", "样例：许可交易会"),
        "Osaka",
        "JP",
        "done",
        "2020-02",
        "2021-11",
    ),
    (
        ("Beispiel: Haus der Gründer", "Sample: founders’ house", "样例：创业之家"),
        "Lyon",
        "FR",
        "dropped",
        "2021",
        "2022",
    ),
)
PARTS: Final = ("lead", "expertise", "funding", "venue")
NOTES: Final = (
    ("call", "Sample call: asks for the list of service areas", 2),
    ("mail", "Sample mail: new address announced", -4),
    ("visit", "Sample visit: tour of the laboratory", 14),
    ("letter", "Sample letter: thanks for the invitation", None),
    ("call", "Sample call: delegate for the forum still open", 0),
    ("mail", "Sample mail: proposes a joint workshop", 21),
    ("call", "样例电话：询问会员证书", 7),
    ("visit", "Beispielbesuch: Gespräch über Pilotanlagen", None),
)


def add_connections(draft: Draft, random: Random, members: list[SampleMember], event: int) -> None:
    """Ties between members; a few members stand alone."""
    tied = members[:30]
    for place, one in enumerate(tied):
        for step in (1, 7) if place % 3 else (1,):
            other = tied[(place + step) % len(tied)]
            since = f"20{19 + random.randint(0, 5)}"
            ended = random.random() < 0.15
            connection = draft.add(
                "connection",
                member=one.id,
                other=other.id,
                kind=random.choice(
                    ("partner", "cooperates", "cooperates", "supports", "introduced")
                ),
                status="ended" if ended else "idea" if place % 11 == 5 else "active",
                since=since,
                until="2025" if ended else None,
                event=event if since == "2019" else None,
                result="Sample: letter of intent signed" if place % 6 == 0 else None,
            )
            if place % 4 == 0:
                person, part = one.people[0], "Sample: first contact"
                draft.add("carrier", connection=connection, person=person, part=part)


def add_services(draft: Draft, members: list[SampleMember], today: date) -> None:
    """What members offer in their areas, and what some of them seek."""
    areas = tuple(OFFERS)
    for place, one in enumerate(members):
        own = one.organisation.areas.split("; ")
        valid = (today + timedelta(days=60 * (place % 9) - 90)).isoformat()
        until = valid if place % 3 == 0 else None
        for area in own:
            _add_service(draft, one, "offers", area, OFFERS[area], until)
        if place % 2:
            wanted = next(
                area for area in areas[place % 4 :] + areas if area not in own or len(own) == 4
            )
            _add_service(draft, one, "seeks", wanted, SOUGHT[wanted], None)


def _add_service(
    draft: Draft, one: SampleMember, direction: str, area: str, title: Three, until: str | None
) -> None:
    draft.add(
        "service",
        member=one.id,
        direction=direction,
        area=area,
        valid_until=until,
        keywords=f"sample; {area.replace('_', ' ')}",
        languages=one.organisation.languages,
        countries=one.organisation.country if direction == "offers" else None,
        contact=one.people[0],
        **by_language("title", title),
    )


def add_initiatives(draft: Draft, members: list[SampleMember], event: int) -> list[int]:
    """What members do together or for a city, with their parts; the ids."""
    ids = []
    for place, (title, city, country, status, since, until) in enumerate(INITIATIVES):
        initiative = draft.add(
            "initiative",
            city=city,
            country=country,
            status=status,
            since=since,
            until=until,
            event=event if place < 2 else None,
            result="Sample: 14 licences agreed" if status == "done" else None,
            **by_language("title", title),
        )
        for number, part in enumerate(PARTS):
            member = members[(5 * place + 3 * number) % 30]
            person = member.people[0] if number < 2 else None
            draft.add(
                "initiative_part",
                initiative=initiative,
                member=member.id,
                person=person,
                part=part,
            )
        ids.append(initiative)
    return ids


def add_notes(draft: Draft, members: list[SampleMember], today: date) -> list[int]:
    """Calls, mails and visits of the last months; some ask to be followed up; the ids."""
    ids = []
    for place, one in enumerate(members[::2]):
        kind, subject, due = NOTES[place % len(NOTES)]
        follow_up = None if due is None else today + timedelta(days=due + place // 8)
        note = draft.add(
            "contact_note",
            noted_on=today - timedelta(days=6 * place + 1),
            kind=kind,
            subject=subject,
            member=one.id,
            person=one.people[place % 2],
            text="Sample note: nothing of this was ever said.",
            follow_up=follow_up,
            responsible=STAFF[place % len(STAFF)] if follow_up else None,
            done="yes" if place % 5 == 3 else None,
        )
        ids.append(note)
    return ids
