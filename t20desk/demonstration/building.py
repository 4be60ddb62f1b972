"""Fills a new database with the demonstration, one change a subject."""

from datetime import date
from random import Random
from typing import Final, NamedTuple

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.demonstration import (
    founding,
    sample_alliance,
    sample_programme,
    sample_protocol,
    sample_round,
    sample_slips,
)
from t20desk.demonstration.drafting import DOOR, Draft
from t20desk.demonstration.founding import by_language
from t20desk.demonstration.many_members import sample_members
from t20desk.demonstration.press_text import NamedPerson
from t20desk.demonstration.sample_desk import OwnWriter
from t20desk.demonstration.sample_events import EventWriter
from t20desk.demonstration.sample_files import add_files, draw_logo
from t20desk.demonstration.sample_members import MemberWriter, SampleMember
from t20desk.errors import UserError
from t20desk.i18n import N_

SEED: Final = 20

OFFICE: Final = N_("Demonstration: office profile")
OWN: Final = N_("Demonstration: own fields")
ORGANISATIONS: Final = N_("Demonstration: organisations")
PEOPLE: Final = N_("Demonstration: people and their posts")
EVENTS: Final = N_("Demonstration: events and their guests")
ALLIANCE: Final = N_("Demonstration: connections, services and initiatives")
NOTES: Final = N_("Demonstration: contact notes")
FILES: Final = N_("Demonstration: files")
ROUND: Final = N_("Demonstration: a round of confirmations")
SLIPS: Final = N_("Demonstration: what was entered twice")
VIEWS: Final = N_("Demonstration: views and a text for letters")
MORE: Final = N_("Demonstration: {count} further sample members")


def build(database: Database, size: int = 0, today: date | None = None) -> None:
    """Write the demonstration into an empty database, with `size` further sample members.

    The same days and answers come out on the same day; what is to come is counted from `today`.
    """
    demonstration = _Demonstration(database, today or date.today())
    organisations, ids = demonstration.add_organisations()
    circle = demonstration.add_people(organisations, ids)
    forum, inauguration = demonstration.add_events(organisations, ids, circle)
    demonstration.add_alliance(circle.members, forum, inauguration)
    demonstration.add_desk(ids)
    for batch in sample_members(size, SEED):
        # One change a batch: a transaction keeps all pages it touched in memory.
        _write(database, Change(Label(MORE, {"count": len(batch.rows)}), [batch], DOOR))


class _Circle(NamedTuple):
    """The people of the demonstration."""

    named: dict[NamedPerson, int]
    members: list[SampleMember]
    guests: list[tuple[int, str]]
    names: dict[int, str]

    @property
    def founders(self) -> list[SampleMember]:
        return [one for one in self.members if one.organisation.founding]


class _Demonstration:
    """Adds one subject after the other; those who write share one row of random numbers."""

    def __init__(self, database: Database, day: date) -> None:
        """Begins with the office and its own fields, which are filled by what follows."""
        self._database = database
        self._day = day
        self._draft = Draft()
        self._random = Random(SEED)
        _add_office(self._draft)
        self._take(OFFICE)
        self._own = OwnWriter(self._draft, day)
        self._take(OWN)
        self._draft.kinds = database.kinds
        self._members = MemberWriter(self._draft, self._random, day, self._own)

    def add_organisations(self) -> tuple[dict[str, int], list[int]]:
        organisations = founding.add_organisations(self._draft)
        ids = self._members.add_members()
        self._take(ORGANISATIONS)
        return organisations, ids

    def add_people(self, organisations: dict[str, int], ids: list[int]) -> _Circle:
        named = founding.add_people(self._draft, organisations)
        members = self._members.add_people(ids)
        guests = self._members.add_guests()
        names = sample_protocol.read_names(self._draft)
        self._take(PEOPLE)
        return _Circle(named, members, guests, names)

    def add_events(
        self, organisations: dict[str, int], ids: list[int], circle: _Circle
    ) -> tuple[int, int]:
        """Returns the ids of the forum and of the inauguration."""
        draft, day, founders = self._draft, self._day, circle.founders
        events = EventWriter(draft, self._random, day, self._own)
        hall, lab = events.add_venues()
        ceremonies = founding.add_events(draft, organisations)
        inauguration = ceremonies[1]
        forum = events.add_forum(hall, ids[5])
        meeting = events.add_meetings(lab)
        founding.add_representatives(draft, ceremonies, organisations)
        founding.add_guests(draft, inauguration, circle.named)
        events.add_delegates(*ceremonies, founders)
        events.add_guests(inauguration, circle.guests)
        events.add_past_guests(meeting, founders)
        events.add_invited(forum, founders, circle.guests)
        sample_programme.add_programme(draft, forum, founders, day)
        sample_programme.add_decisions(draft, meeting, founders, day)
        sample_protocol.add_rules(draft)
        sample_protocol.add_lists(draft, forum[1])
        sample_protocol.add_sheet(draft, meeting, circle.names, day)
        self._take(EVENTS)
        return forum[0], inauguration

    def add_alliance(self, members: list[SampleMember], forum: int, inauguration: int) -> None:
        draft, day = self._draft, self._day
        sample_alliance.add_connections(draft, self._random, members, inauguration)
        sample_alliance.add_services(draft, members, day)
        initiatives = sample_alliance.add_initiatives(draft, members, inauguration)
        self._take(ALLIANCE)
        notes = sample_alliance.add_notes(draft, members, day)
        self._take(NOTES)
        add_files(draft, forum, initiatives[0], notes[0], day)
        self._take(FILES)

    def add_desk(self, ids: list[int]) -> None:
        """What the office set up for its own work."""
        sample_round.add_round(self._draft, ids, self._day)
        self._take(ROUND)
        note = sample_slips.add_slips(self._draft, self._day)
        self._take(SLIPS)
        sample_slips.delete_slip(self._database, note)
        self._own.add_views()
        self._own.add_letter()
        self._own.add_decisions(ids[6], ids[8])
        self._take(VIEWS)

    def _take(self, message: str) -> None:
        _write(self._database, self._draft.take(message))


def _add_office(draft: Draft) -> None:
    draft.add(
        "office",
        **by_language(
            "name",
            (
                "Beispielbüro der T20 Allianz",
                "Sample office of the T20 Alliance",
                "T20联盟样例办公室",
            ),
        ),
        street="Beispielstraße 1",
        postcode="10115",
        city="Berlin",
        country="DE",
        phone="+49 30 23125 100",
        email="office@example.org",
        website="https://example.org",
        number_pattern="0000",
        logo=draft.keep(draw_logo(0, "T")).hash,
        languages="de; en; zh",
    )


def _write(database: Database, change: Change) -> None:
    applied = database.apply(change)
    if applied.is_refused:
        raise UserError(
            "; ".join(problem.message for problem in applied.problems)
            or change.label.text(database.kinds)
        )
