"""The founding of the alliance as records: organisations, people, the tree of events."""

from collections.abc import Mapping, Sequence
from typing import Final

from t20desk.demonstration import press_text
from t20desk.demonstration.drafting import Draft
from t20desk.demonstration.press_text import NamedOrganisation, NamedPerson, Three

COUNTRY_NOTE: Final = "country: our reading of the name"


def by_language(name: str, texts: Three) -> dict[str, object]:
    """A text in three languages as the columns of a translated field."""
    return {f"{name}_{code}": text for code, text in zip(("de", "en", "zh"), texts, strict=True)}


def add_organisations(draft: Draft) -> dict[str, int]:
    """Write down the named organisations; their ids by name."""
    members = {
        one.name: _add_organisation(draft, one, "active", press_text.MEMBER_NOTE)
        for one in press_text.MEMBERS
    }
    contacts = {
        one.name: _add_organisation(draft, one, "contact", "named in the press text")
        for one in press_text.CONTACTS
    }
    return members | contacts


def _add_organisation(draft: Draft, one: NamedOrganisation, status: str, told: str) -> int:
    notes = [told, one.notes, COUNTRY_NOTE if one.country else ""]
    return draft.add(
        "member",
        name=one.name,
        kind=one.kind,
        country=one.country,
        further_countries=one.further,
        status_given=status,
        status_reason=press_text.MEMBER_NOTE if status == "active" else None,
        notes="; ".join(filter(None, notes)),
    )


def add_people(draft: Draft, organisations: Mapping[str, int]) -> dict[NamedPerson, int]:
    """Write down the named guests of honour with their honours and posts."""
    return {one: _add_person(draft, one, organisations) for one in press_text.PEOPLE}


def _add_person(draft: Draft, one: NamedPerson, organisations: Mapping[str, int]) -> int:
    person = draft.add(
        "person",
        given_name=one.given_name,
        family_name=one.family_name,
        name_order=one.name_order,
        notes="named in the press text as a guest",
    )
    draft.add("honour", person=person, **by_language("award", one.award))
    if one.organisation:
        member = organisations[one.organisation]
        position = by_language("position", one.position)
        draft.add("affiliation", person=person, member=member, **position)
    return person


def add_events(draft: Draft, organisations: Mapping[str, int]) -> tuple[int, int]:
    """Write down the tree of events and who launched it; the ids of both ceremonies."""
    week = draft.add(
        "event",
        **by_language("title", press_text.WEEK),
        kind="week",
        status="held",
        starts=press_text.FOUNDING_DAY,
        time_zone="Asia/Shanghai",
        city="Nanjing",
        country="CN",
        notes=f"{press_text.YEAR_NOTE}; the text dates the opening ceremony, that the week begins "
        "with it is our reading; city, country and time zone: our reading of the name",
    )
    conference = draft.add(
        "event",
        **by_language("title", press_text.CONFERENCE),
        kind="conference",
        status="held",
        parent=week,
        notes=press_text.YEAR_NOTE,
    )
    opening = _add_ceremony(draft, press_text.OPENING, conference)
    inauguration = _add_ceremony(draft, press_text.INAUGURATION, conference)
    draft.change(opening, "event", together_with=inauguration)
    draft.change(inauguration, "event", together_with=opening)
    for name in (press_text.INITIATOR, press_text.COMMITTEE.name):
        member = organisations[name]
        draft.add("organiser", event=inauguration, member=member, part="launched the alliance")
    committee = organisations[press_text.COMMITTEE.name]
    draft.add("organiser", event=week, member=committee, part="organising committee")
    return opening, inauguration


def _add_ceremony(draft: Draft, title: Three, conference: int) -> int:
    return draft.add(
        "event",
        **by_language("title", title),
        kind="ceremony",
        status="held",
        parent=conference,
        starts=press_text.FOUNDING_DAY,
        description=press_text.OPENED_BOTH,
        notes=press_text.YEAR_NOTE,
    )


def add_representatives(
    draft: Draft, ceremonies: Sequence[int], organisations: Mapping[str, int]
) -> None:
    """Each named organisation took part in both ceremonies; by whom is not told."""
    for ceremony in ceremonies:
        for one in press_text.MEMBERS:
            draft.add(
                "participation",
                event=ceremony,
                member=organisations[one.name],
                roles="delegate",
                presence="came",
                affiliation=press_text.UNNAMED,
                notes=press_text.UNNAMED,
            )


def add_guests(draft: Draft, ceremony: int, people: Mapping[NamedPerson, int]) -> None:
    """The named guests of honour."""
    for one, person in people.items():
        draft.add(
            "participation",
            event=ceremony,
            person=person,
            roles="guest_of_honour",
            presence="came",
            affiliation=one.as_told,
        )
