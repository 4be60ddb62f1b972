"""The workbook for a second door: who came is typed there and merged back three ways.

Only the presence and its time may be typed into; free rows below take the names of guests who are
not on the list. Who came at both doors is no conflict, and of two times the earlier one stands.
"""

from pathlib import Path
from typing import Final

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.exporting import Written
from t20desk.i18n import _
from t20desk.listing import Linked, Listing, list_ids, read_rows, read_titles
from t20desk.round_trip.opening import open_books, open_return
from t20desk.round_trip.row_keys import read_key
from t20desk.round_trip.sheets import BookSheet, write_sheets
from t20desk.searching import write_test

COLUMNS: Final = (
    "person", "person.original_name", "member", "affiliation", "badge", "roles", "answer",
    "presence", "presence_at",
)  # fmt: skip
WALK_IN: Final = frozenset(("person", "affiliation"))
"""What is typed of a guest who is not on the list."""
OPENED: Final = frozenset(("presence", "presence_at")) | WALK_IN
FREE_ROWS: Final = 20
_ORDER: Final = ("person.family_name", "person.given_name", "member.name")


def write_door_book(database: Database, event: int, target: Path) -> Written:
    """Write the guests of an event as a workbook in which only the presence is typed."""
    search = write_test("event", "is", str(event))
    listing = Listing("participation", search, "all", _ORDER, COLUMNS)
    title = read_titles(database, "event", [event]).get(event, "")
    fields = database.kinds["participation"].fields
    came = fields["presence"].type.format("came")
    lines = (
        _("Second door: choose “{came}” for each guest who comes; the time may stay empty.").format(
            came=came
        ),
        _(
            "Who is not on the list is typed into a free row below it, the organisation under"
            " “{affiliation}”."
        ).format(affiliation=fields["affiliation"].say()),
        _("Send the workbook back; it is merged with what the first door noted."),
    )
    ids = list_ids(database, listing)
    sheet = BookSheet(
        _("Check-in"), title, listing, ids, OPENED, FREE_ROWS, lines, WALK_IN,
        {"event": event, "presence": "came"}, ("person",),
    )  # fmt: skip
    return write_sheets(database, [sheet], target)


def check_door_book(database: Database, event: int, path: Path) -> None:
    """Raise UserError for a book that is none of the guests of this event."""
    with open_return(path) as source:
        book = open_books(database, source)[0]
        keys = list(book.exported.index) if book.exported is not None else []
        found = (read_key(book.identity, book.kind.name, key) for key in keys[:1])
        ids = [one.id for one in found if one is not None]
    if book.kind.name != "participation":
        text = _("{file} holds no guests; choose the workbook of the second door.")
        raise UserError(text.format(file=path.name))
    rows = read_rows(database, Listing("participation", view="all", columns=("event",)), ids)
    told = {cell.id: cell.text for (cell,) in rows.values() if isinstance(cell, Linked)}
    if isinstance(meant := book.given.get("event"), int):
        # Of an event without guests nothing else in the book tells.
        told |= read_titles(database, "event", [meant])
    for other, title in told.items():
        if other != event:
            text = _("{file} belongs to “{event}”; open that event and take it back there.")
            raise UserError(text.format(file=path.name, event=title))
