"""The made-up programme of the forum, with parallel tracks, and what a meeting decided."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from t20desk.demonstration.drafting import Draft
from t20desk.demonstration.founding import by_language
from t20desk.demonstration.press_text import Three
from t20desk.demonstration.sample_members import STAFF, SampleMember


class _Item(NamedTuple):
    """An item: the day counted from the first, from and to, room, track, who speaks by place."""

    day: int
    starts: str
    ends: str
    kind: str
    title: Three
    room: str = ""
    track: str = ""
    speakers: tuple[int, ...] = ()


FORUM: Final = (
    _Item(
        0, "09:00", "09:30", "speech",
        ("Begrüßung (Beispiel)", "Welcome (sample)", "致欢迎辞（样例）"), "Hall A", "", (4,),
    ),
    _Item(
        0, "09:30", "10:30", "panel",
        ("Podium: Brücken (Beispiel)", "Panel: bridges (sample)", "圆桌：搭建桥梁（样例）"),
        "Hall A", "", (0, 4, 5),
    ),
    _Item(0, "10:30", "11:00", "break", ("Pause (Beispiel)", "Break (sample)", "茶歇（样例）")),
    _Item(
        0, "11:00", "12:30", "session",
        ("Technologietransfer (Beispiel)", "Technology transfer (sample)", "技术转移（样例）"),
        "Room 1", "A", (1,),
    ),
    _Item(
        0, "11:00", "12:30", "session",
        ("Geistiges Eigentum (Beispiel)", "Intellectual property (sample)", "知识产权（样例）"),
        "Room 2", "B", (2,),
    ),
    _Item(
        1, "09:00", "10:00", "talk",
        ("Finanzierung (Beispiel)", "Finance (sample)", "融资（样例）"), "Hall A", "", (3,),
    ),
)  # fmt: skip
FIRST_DAY: Final = 75
DECISIONS: Final = (
    "Sample decision: the forum is held every year.",
    "Beispielbeschluss: Die Liste der Angebote wird bis zum Herbst erneuert.",
    "样例决议：秘书处编制联络人名单。",
)


def add_programme(
    draft: Draft, forum: tuple[int, int, int], members: Sequence[SampleMember], today: date
) -> None:
    """Two days of the forum; sessions run side by side in two tracks."""
    for one in FORUM:
        day = today + timedelta(days=FIRST_DAY + one.day)
        item = draft.add(
            "programme_item",
            event=forum[0],
            kind=one.kind,
            starts=f"{day}T{one.starts}",
            ends=f"{day}T{one.ends}",
            room=one.room or None,
            track=one.track or None,
            **by_language("title", one.title),
        )
        for position, place in enumerate(one.speakers):
            part = "chairs" if one.kind == "panel" and not position else "speaks"
            draft.add(
                "speaker",
                item=item,
                person=members[place].people[0],
                part=part,
                position=position,
            )


def add_decisions(draft: Draft, meeting: int, members: Sequence[SampleMember], today: date) -> None:
    """What the meeting that was held decided; nobody has made follow-ups of it yet."""
    for position, text in enumerate(DECISIONS, start=1):
        draft.add(
            "decision",
            event=meeting,
            position=position,
            text=text,
            person=members[position].people[0],
            responsible=STAFF[position % len(STAFF)],
            due=(today + timedelta(days=14 * position)).isoformat(),
        )
