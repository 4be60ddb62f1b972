"""What an event needs next: answers, names, places, a programme without clashes, follow-ups."""

from collections.abc import Iterator
from datetime import date

from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.events.clashes import find_clashes
from t20desk.events.decisions import list_open
from t20desk.events.delegates import OWED
from t20desk.events.effective import find_branch
from t20desk.events.outcomes import search_branch
from t20desk.guests.phases import find_phase
from t20desk.guests.reminders import OPEN, WAITING
from t20desk.i18n import N_, _, ngettext
from t20desk.listing import Listing, count_rows, plain_cell, read_fields
from t20desk.notices import Notice

COLUMNS = ("starts", "ends", "status", "answer_by")


def list_next(database: Database, event: int, today: str = "") -> Iterator[Notice]:
    """The steps of an event and of all within it, the most urgent first."""
    cells = read_fields(database, "event", COLUMNS, [event]).get(event)
    if cells is None:
        return
    starts, ends, status, due = (str(plain_cell(cell) or "") for cell in cells)
    phase = find_phase(starts, ends, status, today or date.today().isoformat())
    branch = find_branch(database, event)
    here = search_branch(branch)
    if here and phase != "after" and status != "cancelled":
        yield from _ask_guests(database, here, due)
    if phase != "after":
        yield from _ask_programme(database, branch)
    if number := len(list_open(database, event)):
        words = ngettext(
            "{number} decision has no follow-up", "{number} decisions have no follow-up", number
        )
        yield Notice(words.format(number=number), "follow_decisions", N_("Make follow-ups"))


def _ask_guests(database: Database, here: str, due: str) -> Iterator[Notice]:
    """What is open with the guests."""

    def count(search: str) -> int:
        return count_rows(database, Listing("participation", f"{here} {search}", "all"))

    if number := count(OPEN):
        words = ngettext("{number} answer is open", "{number} answers are open", number)
        text = words.format(number=number)
        if due:
            text = _("{answers}, wanted by {day}").format(answers=text, day=Date().format(due))
        yield Notice(text, "remind_guests", N_("Remind …"))
    if number := count(OWED):
        words = ngettext("{number} name is owed", "{number} names are owed", number)
        yield Notice(words.format(number=number), "show_guests:names_owed", N_("Show"))
    if number := count(WAITING):
        words = ngettext("{number} guest waits", "{number} guests wait", number)
        yield Notice(words.format(number=number), "show_guests:waiting_list", N_("Show"))


def _ask_programme(database: Database, branch: list[int]) -> Iterator[Notice]:
    clashing = {one.item for one in find_clashes(database, branch)}
    if number := len(clashing):
        words = ngettext(
            "{number} item of the programme clashes",
            "{number} items of the programme clash",
            number,
        )
        yield Notice(words.format(number=number), "show_programme", N_("Show"))
