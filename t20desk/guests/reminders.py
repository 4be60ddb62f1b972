"""Who has not answered by the day an event wants answers: reminders that are due."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from t20desk.db.database import Database
from t20desk.guests.event_paths import climb, read_parents
from t20desk.guests.phases import find_phase
from t20desk.i18n import ngettext
from t20desk.listing import (
    Listing,
    count_values,
    list_ids,
    plain_cell,
    read_rows,
    read_titles,
)
from t20desk.searching import write_test

OPEN: Final = "answer:=invited -presence:=came"
"""The search for guests who were asked and have said nothing yet; who came has answered."""
WAITING: Final = "answer:=waiting -presence:=came"
"""The search for guests who wait for a place; who came has one."""
MOST: Final = 500
COLUMNS: Final = ("answer_by", "reminded_on", "responsible", "starts", "ends", "status")


class Reminder(NamedTuple):
    """An event that waits for answers: until when, from how many, and who sees to it."""

    event: int
    title: str
    due: str
    open: int
    responsible: str = ""

    @property
    def text(self) -> str:
        """What is to be done."""
        words = ngettext(
            "Remind {count} guest who has not answered",
            "Remind {count} guests who have not answered",
            self.open,
        )
        return words.format(count=self.open)


def list_reminders(database: Database, until: date | None = None) -> list[Reminder]:
    """The events whose day for answers comes until a day, and who is still open there or within.

    Reminded once before that day, an event comes again on the day itself.
    """
    listing = Listing("event", write_test("answer_by", "filled"), "all", ("answer_by",), COLUMNS)
    ids = list(list_ids(database, listing))[:MOST]
    if not ids:
        return []
    counted = _count_open(database, ids)
    rows, titles = read_rows(database, listing, ids), read_titles(database, "event", ids)
    today, found = date.today().isoformat(), []
    for key in ids:
        due, reminded, who, starts, ends, status = map(plain_cell, rows[key])
        number = counted.get(key, 0)
        phase = find_phase(str(starts or ""), str(ends or ""), str(status or ""), today)
        is_told = reminded is not None and (str(reminded) >= str(due) or str(due) > today)
        is_late = until is not None and str(due) > until.isoformat()
        if number and not is_told and not is_late and phase == "before" and status != "cancelled":
            found.append(Reminder(key, titles.get(key, ""), str(due), number, str(who or "")))
    return found


def _count_open(database: Database, waiting: Collection[int]) -> Counter[int]:
    """How many answers are open at each event that has a day for them, and below it.

    An event within that has a day of its own waits for its answers itself.
    """
    parents, found = read_parents(database), Counter[int]()
    counted = count_values(database, Listing("participation", OPEN, "all"), "event")
    for event, number in counted.items():
        above = climb(parents, event) if isinstance(event, int) else []
        at = next((one for one in above if one in waiting), None)
        if at is not None:
            found[at] += number
    return found
