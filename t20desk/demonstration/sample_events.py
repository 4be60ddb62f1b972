"""Made-up events: who came to the founding, and a forum to come with guests of every answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from t20desk.demonstration.drafting import Draft
from t20desk.demonstration.founding import by_language
from t20desk.demonstration.press_text import Three
from t20desk.demonstration.sample_desk import OwnWriter
from t20desk.demonstration.sample_members import STAFF, SampleMember

ANSWERS: Final = ("accepted",) * 11 + ("invited",) * 5 + ("declined",) * 3 + (
    "tentative", "tentative", "waiting", "cancelled_late", "not_asked",
)  # fmt: skip


class EventWriter:
    """Writes down made-up events; days are counted from `today`."""

    def __init__(self, draft: Draft, random: Random, today: date, own: OwnWriter) -> None:
        self._draft = draft
        self._own = own
        self._waiting: dict[int, int] = {}
        self._random = random
        self._today = today

    def time(self, days: int, clock: str) -> str:
        """A time of day some days from today."""
        return f"{self._today + timedelta(days=days)}T{clock}"

    def day(self, days: int) -> str:
        """The day some days from today."""
        return (self._today + timedelta(days=days)).isoformat()

    def add_venues(self) -> tuple[int, int]:
        """Two places where made-up events are held."""
        hall = self._draft.add(
            "venue", name="Sample congress hall", street="Beispielstraße 1", city="Berlin",
            country="DE", capacity="120",
        )  # fmt: skip
        lab = self._draft.add(
            "venue", name="样例创新中心 (Sample innovation centre)", street="样例路88号",
            city="Nanjing", country="CN", capacity="300",
        )  # fmt: skip
        return hall, lab

    def add_forum(self, hall: int, organiser: int) -> tuple[int, int, int]:
        """A forum to come with an opening and a workshop, which take place and contact from it."""
        forum = self._draft.add(
            "event",
            **by_language(
                "title",
                (
                    "Beispielforum der T20 Allianz",
                    "Sample forum of the T20 Alliance",
                    "T20联盟样例论坛",
                ),
            ),
            kind="conference",
            status="open",
            starts=self.time(75, "09:00"),
            ends=self.time(76, "17:30"),
            time_zone="Europe/Berlin",
            place="Sample congress hall",
            venue=hall,
            city="Berlin",
            country="DE",
            capacity="120",
            answer_by=self.day(30),
            contact="Sample, Kim · forum@example.org",
            responsible=STAFF[1],
            description="Sample event: a forum to come, with guests of every answer.",
        )
        opening = self._add_part(
            forum,
            ("Beispielforum: Eröffnung", "Sample forum: opening", "样例论坛开幕式"),
            {"kind": "ceremony", "room": "Hall A", "capacity": 120},
            (self.time(75, "09:00"), self.time(75, "10:30")),
        )
        workshop = self._add_part(
            forum,
            ("Beispielwerkstatt Vernetzung", "Sample workshop on matchmaking", "样例对接工作坊"),
            {"kind": "workshop", "room": "Room 2", "capacity": 30},
            (self.time(76, "10:00"), self.time(76, "16:00")),
        )
        self._draft.add("organiser", event=forum, member=organiser, part="host")
        self._own.ask_questions(forum)
        return forum, opening, workshop

    def _add_part(
        self, parent: int, title: Three, values: dict[str, object], times: tuple[str, str]
    ) -> int:
        starts, ends = times
        return self._draft.add(
            "event",
            **by_language("title", title),
            **values,
            status="open",
            parent=parent,
            starts=starts,
            ends=ends,
        )

    def add_meetings(self, lab: int) -> int:
        """A meeting that was held, one to come and one put off; the id of the one held."""
        held = self._draft.add(
            "event",
            **by_language(
                "title", ("Beispieltreffen in Nanjing", "Sample meeting in Nanjing", "南京样例会议")
            ),
            kind="meeting",
            status="held",
            starts=self.time(-120, "10:00"),
            ends=self.time(-120, "16:00"),
            time_zone="Asia/Shanghai",
            place="Sample innovation centre",
            venue=lab,
            city="Nanjing",
            country="CN",
            capacity=40,
        )
        self._draft.add(
            "event",
            **by_language(
                "title", ("Beispielsitzung des Vorstands", "Sample board meeting", "样例理事会会议")
            ),
            kind="meeting",
            status="planned",
            starts=self.time(20, "14:00"),
            ends=self.time(20, "16:00"),
            time_zone="Europe/Berlin",
            place="Sample office",
            city="Berlin",
            country="DE",
            capacity=12,
            responsible=STAFF[0],
        )
        self._draft.add(
            "event",
            **by_language(
                "title", ("Beispielbesuch in Lyon", "Sample visit to Lyon", "里昂样例访问")
            ),
            kind="visit",
            status="postponed",
            city="Lyon",
            country="FR",
        )
        return held

    def add_delegates(
        self, opening: int, inauguration: int, members: Sequence[SampleMember]
    ) -> None:
        """The delegates of made-up founding members came to both ceremonies."""
        for one in members:
            for event in (opening, inauguration):
                self._draft.add(
                    "participation",
                    event=event,
                    person=one.people[0],
                    member=one.id,
                    roles="delegate",
                    answer="accepted",
                    presence="came",
                    affiliation=one.organisation.name,
                )

    def add_guests(self, inauguration: int, guests: Sequence[tuple[int, str]]) -> None:
        """The made-up guests of honour of the founding."""
        for person, what in guests:
            self._draft.add(
                "participation",
                event=inauguration,
                person=person,
                roles="guest_of_honour",
                answer="accepted",
                presence="came",
                affiliation=what,
            )

    def add_past_guests(self, meeting: int, members: Sequence[SampleMember]) -> None:
        """Who came to the meeting that was held."""
        for place, one in enumerate(members[::2]):
            presence = ("came", "came", "came", "absent", "excused")[place % 5]
            self._draft.add(
                "participation",
                event=meeting,
                person=one.people[1],
                member=one.id,
                roles="chair; delegate" if place == 0 else "delegate",
                answer="cancelled_late" if presence == "excused" else "accepted",
                presence=presence,
                presence_by=STAFF[0],
                affiliation=one.organisation.name,
            )

    def add_invited(
        self,
        forum: tuple[int, int, int],
        members: Sequence[SampleMember],
        guests: Sequence[tuple[int, str]],
    ) -> None:
        """Those asked to the forum: all to its opening, those who come also to the workshop."""
        _week, opening, workshop = forum
        people = [(person, one) for one in members[:-3] for person in one.people]
        for place, (person, one) in enumerate(people):
            answer = self._random.choice(ANSWERS)
            role = "speaker; delegate" if place % 9 == 4 else "delegate"
            role = f"{self._own.role}; delegate" if place % 17 == 8 else role
            self._invite(opening, person, one, role, answer, place)
            if answer == "accepted" and place % 3 == 0:
                self._invite(workshop, person, one, role, answer, place)
        for one in members[-3:]:
            self._draft.add(
                "participation", event=opening, member=one.id, roles="delegate", answer="accepted"
            )
        for rank, (person, what) in enumerate(guests, start=1):
            self._draft.add(
                "participation",
                event=opening,
                person=person,
                roles="guest_of_honour",
                answer="accepted" if rank % 3 else "invited",
                rank=rank,
                seat=f"A{rank}",
                companions=1,
                affiliation=what,
            )

    def _queue(self, event: int) -> int:
        """The next place on the waiting list of an event."""
        self._waiting[event] = self._waiting.get(event, 0) + 1
        return self._waiting[event]

    def _invite(
        self, event: int, person: int, one: SampleMember, roles: str, answer: str, place: int
    ) -> None:
        coming = answer == "accepted"
        answered = self._own.fill_guest(place, self.day(75)) if coming else {}
        self._draft.add(
            "participation",
            event=event,
            person=person,
            member=one.id,
            roles=roles,
            answer=answer,
            companions=1 if coming and place % 6 == 0 else None,
            seat=f"{'BCDEF'[place // 12]}{place % 12 + 1}" if coming else None,
            badge=f"T{place + 1:03}" if coming else None,
            affiliation=one.organisation.name,
            queue=self._queue(event) if answer == "waiting" else None,
            **answered,
        )
