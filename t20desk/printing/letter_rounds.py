"""To whom a round of letters goes: what a view, a search or a selection names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from t20desk.db.database import Database
from t20desk.db.ids import read_id
from t20desk.errors import UserError
from t20desk.events.effective import find_branch
from t20desk.events.tree_guests import keep_once
from t20desk.i18n import LANGUAGES, _, say_number
from t20desk.listing import Linked, Listing, find_view, list_ids, read_fields, read_rows
from t20desk.listing.saved_views import open_view
from t20desk.printing.guest_rows import choose_event, list_guests, read_guests
from t20desk.printing.letter_making import Round
from t20desk.searching import write_test

EACH: Final = ("reader", "address")
MOST_LETTERS: Final = 20_000


def choose_round(database: Database, kind: str, event: str, asked: Mapping[str, str]) -> Round:
    """The readers by view, search and ids; without them all guests who are expected, or all."""
    wanted = _find_round(database, kind, event, asked)
    check_count(len(wanted.ids))
    return wanted


def check_count(number: int) -> None:
    """Refuse more letters than one paper holds."""
    if number > MOST_LETTERS:
        text = _("Up to {most} letters are written at once, not {number}; choose fewer.")
        raise UserError(text.format(most=say_number(MOST_LETTERS), number=say_number(number)))


def _find_round(database: Database, kind: str, event: str, asked: Mapping[str, str]) -> Round:
    view, search = asked["view"], asked["search"]
    chosen = _read_ids(asked["ids"])
    about = None
    if event or kind == "participation":
        about = (not event and _find_event(database, kind, chosen)) or choose_event(database, event)
    if chosen:
        return Round(kind, chosen, about)
    with_parts = read_guests(asked.get("guests", "own"))
    if kind == "participation" and not (view or search):
        lines = list_guests(database, about or 0, with_parts)
        return Round(kind, [one.participation for one in lines if one.participation], about)
    listing = open_view(find_view(database, kind, view), kind)
    found = list(list_ids(database, replace(listing, search=search)))
    if kind == "participation":
        found = _keep_there(database, found, about or 0, with_parts)
    return Round(kind, found, about)


def _keep_there(database: Database, found: list[int], event: int, with_parts: bool) -> list[int]:
    """Of some entries those of an event; or of its parts too, then each person once."""
    if with_parts:
        events = set(find_branch(database, event))
        rows = read_fields(database, "participation", ("event",), found)
        return keep_once(database, [key for key in found if rows[key][0].id in events])
    test = write_test("event", "is", str(event))
    there = set(list_ids(database, Listing("participation", test, "all")))
    return [key for key in found if key in there]


def _find_event(database: Database, kind: str, guests: list[int]) -> int | None:
    """The event of guests that were chosen by themselves."""
    rows = read_rows(database, Listing(kind, columns=("event",)), guests[:1])
    return next((cells[0].id for cells in rows.values() if isinstance(cells[0], Linked)), None)


def _read_ids(text: str) -> list[int]:
    read = [read_id(word) for word in text.replace(",", " ").split()]
    ids = [key for key in read if key is not None]
    if len(ids) < len(read):
        raise UserError(
            _("Give the ids as numbers with commas between, not “{text}”.").format(text=text)
        )
    return ids


def read_each(word: str) -> bool:
    """Whether each address gets one letter, and not each reader."""
    if word and word not in EACH:
        text = _("A letter goes to each reader or each address, not to each “{word}”.")
        raise UserError(text.format(word=word), "each")
    return word == EACH[1]


def check_tongues(*tongues: str) -> None:
    """Refuse a language that no letter can be written in."""
    for tongue in tongues:
        if tongue and tongue not in LANGUAGES:
            text = _("The language is one of {known}, not “{language}”.")
            raise UserError(text.format(known=", ".join(LANGUAGES), language=tongue), "language")
