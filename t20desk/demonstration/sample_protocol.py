"""Made-up protocol: rules, lists, rows of seats and hosts of the forum, and a signed sheet."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from t20desk.checking_in.codes import complete_code
from t20desk.db.naming import full_name
from t20desk.db.types import Stored
from t20desk.demonstration.drafting import Draft
from t20desk.demonstration.founding import by_language
from t20desk.demonstration.sample_members import STAFF

RULES: Final = (
    ("rank", None),
    ("role", "guest_of_honour; host; chair; speaker"),
    ("honour", "Nobel; Fields; Turing"),
    ("post", "President; Director; Head"),
    ("country", "CN; DE; FR"),
    ("name", None),
)
ROWS: Final = (("A", 12), ("B", 12), ("C", 12), ("D", 12), ("E", 12), ("F", 12))
SHEET_CODE: Final = complete_code("T2KM")
Guests = Mapping[int, Mapping[str, Stored]]


def read_names(draft: Draft) -> dict[int, str]:
    """The full names of the people that are written down."""
    found = {}
    for key, one in draft.written("person"):
        parts = (one.get(name) for name in ("given_name", "family_name", "name_order"))
        found[key] = full_name(*(str(part) if part else None for part in parts)) or ""
    return found


def add_rules(draft: Draft) -> None:
    """The rules of precedence."""
    for position, (criterion, sequence) in enumerate(RULES, start=1):
        draft.add("precedence_rule", position=position, criterion=criterion, sequence=sequence)


def add_lists(draft: Draft, opening: int) -> None:
    """The order of precedence and of speeches of an opening, its rows, and hosts of its guests."""
    guests = _find_guests(draft, opening)
    honoured = [key for key, one in guests.items() if "guest_of_honour" in str(one["roles"])]
    speakers = [key for key, one in guests.items() if "speaker" in str(one["roles"])]
    titles = ("Rangfolge der Ehrengäste", "Precedence of guests of honour", "特邀嘉宾礼宾次序")
    first = draft.add(
        "protocol_list", **by_language("title", titles), event=opening, purpose="honour",
        roles="guest_of_honour", position=1,
    )  # fmt: skip
    titles = ("Reihenfolge der Reden", "Order of speeches", "致辞次序")
    second = draft.add(
        "protocol_list", **by_language("title", titles), event=opening, purpose="speeches",
        roles="speaker", position=2,
    )  # fmt: skip
    draft.add("protocol_place", list=first, participation=honoured[2], place=1)
    draft.add("protocol_place", list=second, participation=speakers[-1], place=1, remark="5 min")
    for position, (name, seats) in enumerate(ROWS, start=1):
        draft.add(
            "seating_table", event=opening, name=name, shape="row", seats=seats, position=position
        )
    coming = [key for key, one in guests.items() if one["answer"] == "accepted"]
    hosts = [key for key in coming if key not in honoured and key not in speakers]
    for guest, host in zip(honoured[:3], hosts, strict=False):
        draft.add("hosting", guest=guest, host=host)


def add_sheet(draft: Draft, meeting: int, names: Mapping[int, str], today: date) -> None:
    """The signature sheet of a meeting that was held; `names` are those of its people."""
    guests = _find_guests(draft, meeting)
    sheet = draft.add(
        "signature_sheet",
        code=SHEET_CODE,
        event=meeting,
        printed_on=f"{today - timedelta(days=121)}T16:00",
        printed_by=STAFF[0],
        guests=len(guests),
        walk_ins=5,
    )
    for position, (key, one) in enumerate(guests.items(), start=1):
        person = one["person"]
        draft.add(
            "signature_line",
            sheet=sheet,
            number=str(position),
            position=position,
            participation=key,
            name=names[person] if isinstance(person, int) else None,
            organisation=one.get("affiliation"),
        )


def _find_guests(draft: Draft, event: int) -> Guests:
    found: Sequence[tuple[int, Mapping[str, Stored]]] = draft.written("participation")
    return {
        key: {"answer": None, "roles": None, "person": None, **one}
        for key, one in found
        if one["event"] == event
    }
