"""The searches behind the figures of an event, among the participations of its tree."""

from typing import Final

from t20desk.events.delegates import OWED
from t20desk.searching import write_test

CAME: Final = write_test("presence", "is", "came")
FIGURE_SEARCHES: Final = {
    "guests": "",
    "organisations": "member:*",
    "guests_of_honour": "roles:guest_of_honour",
    "invited": f"((answer:* -answer:=not_asked) or {CAME})",
    "answered": f"((answer:* -answer:=not_asked -answer:=invited) or {CAME})",
    "accepted": f"(answer:=accepted or {CAME})",
    "came": CAME,
    "declined": f"(answer:=declined or answer:=cancelled_late) -{CAME}",
    "names_owed": OWED,
    "companions": "companions:>0",
}
"""By the name of the figure; the others are numbers that nobody stands behind."""
