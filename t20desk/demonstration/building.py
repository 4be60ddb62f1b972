"""Fills a new database with the demonstration, one change a subject."""

from datetime import date
from random import Random
from typing import Final

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.demonstration import (
    founding,
    sample_alliance,
    sample_programme,
    sample_protocol,
    sample_round,
)
from t20desk.demonstration.drafting import DOOR, Draft
from t20desk.demonstration.founding import by_language
from t20desk.demonstration.many_members import sample_members
from t20desk.demonstration.sample_desk import OwnWriter
from t20desk.demonstration.sample_events import EventWriter
from t20desk.demonstration.sample_files import add_files
from t20desk.demonstration.sample_members import MemberWriter
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
VIEWS: Final = N_("Demonstration: views")
MORE: Final = N_("Demonstration: {count} further sample members")


def build(database: Database, size: int = 0, today: date | None = None) -> None:
    """Write the demonstration into an empty database, with `size` further sample members.

    The same days and answers come out on the same day; what is to come is counted from `today`.
    """
    draft, random, day = Draft(), Random(SEED), today or date.today()
    _add_office(draft)
    _write(database, draft.take(OFFICE))

    own = OwnWriter(draft, day)
    _write(database, draft.take(OWN))
    draft.kinds = database.kinds

    members = MemberWriter(draft, random, day, own)
    organisations = founding.add_organisations(draft)
    ids = members.add_members()
    _write(database, draft.take(ORGANISATIONS))

    people = founding.add_people(draft, organisations)
    samples = members.add_people(ids)
    guests = members.add_guests()
    names = sample_protocol.read_names(draft)
    _write(database, draft.take(PEOPLE))

    events = EventWriter(draft, random, day, own)
    hall, lab = events.add_venues()
    ceremonies = founding.add_events(draft, organisations)
    inauguration = ceremonies[1]
    forum = events.add_forum(hall, ids[5])
    meeting = events.add_meetings(lab)
    founders = [one for one in samples if one.organisation.founding]
    founding.add_representatives(draft, ceremonies, organisations)
    founding.add_guests(draft, inauguration, people)
    events.add_delegates(*ceremonies, founders)
    events.add_guests(inauguration, guests)
    events.add_past_guests(meeting, founders)
    events.add_invited(forum, founders, guests)
    sample_programme.add_programme(draft, forum, founders, day)
    sample_programme.add_decisions(draft, meeting, founders, day)
    sample_protocol.add_rules(draft)
    sample_protocol.add_lists(draft, forum[1])
    sample_protocol.add_sheet(draft, meeting, names, day)
    _write(database, draft.take(EVENTS))

    sample_alliance.add_connections(draft, random, samples, inauguration)
    sample_alliance.add_services(draft, samples, day)
    initiatives = sample_alliance.add_initiatives(draft, samples, inauguration)
    _write(database, draft.take(ALLIANCE))
    notes = sample_alliance.add_notes(draft, samples, day)
    _write(database, draft.take(NOTES))
    add_files(draft, forum[0], initiatives[0], notes[0], day)
    _write(database, draft.take(FILES))
    sample_round.add_round(draft, ids, day)
    _write(database, draft.take(ROUND))
    own.add_views()
    own.add_decisions(ids[6], ids[8])
    _write(database, draft.take(VIEWS))
    for batch in sample_members(size, SEED):
        # One change a batch: a transaction keeps all pages it touched in memory.
        _write(database, Change(Label(MORE, {"count": len(batch.rows)}), [batch], DOOR))


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
        languages="de; en; zh",
    )


def _write(database: Database, change: Change) -> None:
    applied = database.apply(change)
    if applied.is_refused:
        raise UserError(
            "; ".join(problem.message for problem in applied.problems)
            or change.label.text(database.kinds)
        )
