"""The attendance sheet of an event, read from the database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from t20desk.checking_in.sheets import Line, Sheet, forget_walk_ins, read_lines
from t20desk.db.database import Database
from t20desk.db.ids import read_id
from t20desk.db.search.search_tree import Word
from t20desk.db.types import Country, DateTime, Stored
from t20desk.errors import UserError
from t20desk.events.event_dates import join_span
from t20desk.events.tree_guests import keep_once, list_tree_guests
from t20desk.i18n import LANGUAGES, _
from t20desk.listing import Listing, count_rows, iterate_rows, list_ids, plain_cell, read_rows
from t20desk.printing.attendance import AttendanceRow, AttendanceSheet
from t20desk.searching import write_query, write_test

_GUEST = (
    "person.full_name",
    "person.original_name",
    "member.name",
    "affiliation",
    "person.country",
    "member.country",
)
GUESTS: Final = ("own", "all")
"""Whose guests a paper takes: those of the event itself, or those of its parts too."""
_ORDER = ("person.family_name", "person.given_name", "member.name")


def choose_event(database: Database, words: str = "") -> int:
    """The event with an id or with words in its title; without them the next one with guests."""
    ids = list(list_ids(database, Listing("event", view="all", sort=("starts",))))
    key = read_id(words)
    if key is not None and key in ids:
        return key
    if words:
        ids = _find_called(database, words)
    if not ids:
        raise UserError(
            _("No event was found for “{words}”; look for it in the list of events.").format(
                words=words
            )
            if words
            else _("There is no event yet; enter one first.")
        )
    return ids[0] if words else _find_next(database, ids)


def _find_called(database: Database, words: str) -> list[int]:
    """The events of a title, else those that a search finds, or the words as they stand."""
    for search in (write_test("title", "is", words), words, write_query(Word(words))):
        try:
            found = list(list_ids(database, Listing("event", search=search, view="all")))
        except UserError:
            continue  # a colon in a title is no sign of the search language
        if found:
            return found
    return []


def _find_next(database: Database, ids: list[int]) -> int:
    """The first event from today on that has guests, else the latest that had some."""
    today = date.today().isoformat()
    starts = read_rows(database, Listing("event", columns=("starts",)), ids)
    days = {one: str(plain_cell(starts[one][0]) or "") for one in ids if one in starts}
    coming = [one for one in days if days[one] >= today]
    past = [one for one in reversed(days) if days[one] < today]
    ordered = coming + past
    return next((one for one in ordered if count_rows(database, _list_guests(one))), ordered[0])


def _list_guests(event_id: int) -> Listing:
    """Who is expected: everybody who has not declined or cancelled."""
    search = f"event:{event_id} -answer:=declined -answer:=cancelled_late"
    return Listing("participation", search, sort=_ORDER, columns=_GUEST)


def read_sheet(database: Database, event_id: int, second_language: str = "") -> AttendanceSheet:
    """What the signature sheet of an event says; its guests come by `fill_sheet`."""
    if second_language and second_language not in LANGUAGES:
        raise UserError(
            _("The second language is one of {known}, not “{language}”.").format(
                known=", ".join(LANGUAGES), language=second_language
            )
        )
    columns = ["title", "starts", "ends", "place", "room", "city"]
    columns += [f"title_{second_language}"] if second_language else []
    listing = Listing("event", columns=tuple(columns))
    cells = [plain_cell(cell) for cell in read_rows(database, listing, [event_id])[event_id]]
    title, starts, ends, *places = (str(cell or "") for cell in cells)
    second = places.pop() if second_language else ""
    return AttendanceSheet(
        title,
        _write_time(starts, ends),
        ", ".join(dict.fromkeys(filter(None, places))),
        second_title="" if second == title else second,
        second_language=second_language,
    )


def fill_sheet(sheet: AttendanceSheet, lines: Sequence[Line]) -> AttendanceSheet:
    """The sheet with its lines."""
    rows = [
        AttendanceRow(one.name, one.original_name, one.organisation, one.country) for one in lines
    ]
    return replace(sheet, rows=rows)


def list_lines(database: Database, event_id: int) -> list[Line]:
    """The expected guests of an event in the order of their names, numbered."""
    rows = iterate_rows(database, _list_guests(event_id))
    return [_make_line(number, key, row) for number, (key, row) in enumerate(rows, start=1)]


def list_guests(database: Database, event_id: int, with_parts: bool) -> list[Line]:
    """The expected guests of an event, or with those of its parts, each person once."""
    if not with_parts:
        return list_lines(database, event_id)
    kept = set(keep_once(database, list_tree_guests(database, event_id)))
    listing = Listing("participation", "", "all", sort=_ORDER, columns=_GUEST)
    ids = [key for key in list_ids(database, listing) if key in kept]
    rows = read_rows(database, listing, ids)
    return [_make_line(number, key, rows[key]) for number, key in enumerate(ids, start=1)]


def read_guests(word: str) -> bool:
    """Whether the guests of the parts are asked for too, and not those of the event itself."""
    if word not in GUESTS:
        text = _("The guests are {known}, not “{word}”.")
        raise UserError(text.format(known=", ".join(GUESTS), word=word), "guests")
    return word == GUESTS[1]


def list_printed(database: Database, sheet: Sheet) -> list[Line]:
    """The lines of a sheet as it was printed."""
    return forget_walk_ins(read_lines(database, sheet))


def _make_line(number: int, key: int, cells: tuple[Stored, ...]) -> Line:
    name, original, member, affiliation, own, theirs = (plain_cell(cell) for cell in cells)
    return Line(
        str(number),
        key,
        str(name or ""),
        "" if original == name else str(original or ""),
        str(member or affiliation or "")[:300],
        Country().format(own or theirs),
    )


def _write_time(starts: str, ends: str) -> str:
    return join_span(*(DateTime().format(one or None) for one in (starts, ends)))
