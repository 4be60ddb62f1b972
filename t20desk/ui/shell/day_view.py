"""What the first page of the day shows, read away from the window.

What takes next to no time comes at once; what goes through all members follows part by part.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.db.times import day_before
from t20desk.db.types import Date
from t20desk.follow_ups import count_follow_ups, list_follow_ups
from t20desk.i18n import N_, _, say_number
from t20desk.listing import (
    Listing,
    count_rows,
    count_values,
    first_ids,
    iterate_rows,
    read_titles,
)
from t20desk.searching import write_test
from t20desk.ui.looks.figures import Figure
from t20desk.ui.looks.words import time_text
from t20desk.ui.places import Place, list_place, record_place
from t20desk.wording import say_operation

SHOWN = 6

GAPS = (
    ("member", "members", "email:", N_("Members without a mail address")),
    ("member", "members", "country:", N_("Members without a country or region")),
    ("member", "members", "areas:", N_("Members without a service area")),
    ("member", "unconfirmed", "", N_("Organisations whose data were long not confirmed")),
    ("confirmation", "overdue", "", N_("Overdue replies to the confirmation")),
    ("person", "all", "email: phone: mobile:", N_("People without mail and phone")),
    ("event", "open", "starts:", N_("Events to come without a date")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: its words, a quiet second half, and where it leads."""

    text: str
    place: Place
    note: str = ""


@dataclass(slots=True)
class DayView:
    """What the page shows at once."""

    figures: list[Figure] = field(default_factory=list)
    due: list[Line] = field(default_factory=list)
    coming: list[Line] = field(default_factory=list)
    changes: list[Line] = field(default_factory=list)
    is_empty: bool = False


def read_day(db: Database, day: date) -> DayView:
    """What the page shows at once."""
    view = DayView(_read_figures(db), _read_due(db, day), _read_coming(db, day))
    view.changes = [
        Line(say_operation(db, one), Place("history", record_id=one.sequence), time_text(one.time))
        for one in list_operations(db, SHOWN)
    ]
    view.is_empty = not any(figure.number for figure in view.figures)
    return view


def _read_figures(db: Database) -> list[Figure]:
    members = count_rows(db, Listing("member", view="members"))
    figures = [Figure(members, _("members"), list_place("member", view="members"))]
    for kind, view, label in (
        ("member", "contacts", _("other organisations")),
        ("person", "all", _("people")),
        ("event", "all", _("events")),
        ("connection", "all", _("connections")),
    ):
        number = count_rows(db, Listing(kind, view=view))
        figures.append(Figure(number, label, list_place(kind, view=view)))
    return figures


def count_countries(db: Database) -> Figure:
    """The countries of the members; behind it the members stand in a group for each."""
    counts = count_values(db, Listing("member", view="members"), "country")
    lacks = "country:*" if counts.get(None) else ""
    behind = replace(list_place("member", lacks, "members"), group="country")
    return Figure(len(counts.keys() - {None}), _("countries and regions"), behind)


def _read_due(db: Database, day: date) -> list[Line]:
    due = list_follow_ups(db, day)
    lines = [
        Line(
            " – ".join(filter(None, (one.title, one.about))),
            record_place(one.kind, one.id),
            listing_date(one.due),
        )
        for one in due[:SHOWN]
    ]
    if due:
        total, mine = count_follow_ups(db, day), count_follow_ups(db, day, db.user)
        overdue = sum(one.is_overdue(day) for one in due)
        text = _("All {total}: {mine} mine, {overdue} overdue")
        words = text.format(total=total, mine=mine, overdue=overdue)
        lines.append(Line(words, Place("follow_ups", view="all")))
    return lines


def listing_date(value: object) -> str:
    """A stored date for people."""
    return Date().format(str(value)[:10]) if value else ""


def _read_coming(db: Database, day: date) -> list[Line]:
    search = f"{write_test('starts', 'above', day_before(day.isoformat()))}"
    listing = Listing("event", f"{search} -status:=cancelled", "all", ("starts",), ("starts",))
    ids = first_ids(db, listing, SHOWN)
    titles = read_titles(db, "event", ids)
    lines = []
    for key, cells in iterate_rows(db, listing, ids):
        value = getattr(cells[0], "value", cells[0])
        lines.append(Line(titles.get(key, ""), record_place("event", key), listing_date(value)))
    return lines


def read_gap(db: Database, gap: int) -> Line | None:
    """How many records lack something, where any do."""
    kind, view, search, label = GAPS[gap]
    number = count_rows(db, Listing(kind, search, view))
    return Line(_(label), list_place(kind, search, view), say_number(number)) if number else None
