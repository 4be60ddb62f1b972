"""The report on events: the figures of each event and all below it."""

from collections.abc import Callable
from datetime import date
from typing import Final

from t20desk.db.database import Database
from t20desk.db.types import Date, Link, Text, Whole
from t20desk.events.effective import find_branch, order_tree
from t20desk.events.figure_searches import FIGURE_SEARCHES
from t20desk.events.figures import roll_up
from t20desk.events.outcomes import search_branch
from t20desk.i18n import N_, _
from t20desk.reporting.report import ReportOption, report
from t20desk.tables import Behind, Cells, Column, Table

INDENT: Final = "– "
"""Blanks at the beginning of a cell get lost on paper."""
EVENT: Final = ReportOption("event", N_("Event"), Link("event"))
FIGURES: Final = (
    ("organisations", N_("Organisations")),
    ("guests_of_honour", N_("Guests of honour")),
    ("guests", N_("Guests")),
    ("invited", N_("Invited")),
    ("answered", N_("Answered")),
    ("accepted", N_("Accepted")),
    ("declined", N_("Said no")),
    ("open", N_("Open answers")),
    ("came", N_("Came")),
    ("companions", N_("Companions")),
    ("names_owed", N_("Names owed")),
    ("places", N_("Places")),
    ("free", N_("Free")),
)


@report("event-figures", N_("Figures of events"), EVENT)
def count_events(database: Database, event: int | None = None) -> list[Table]:
    """Every event, or one and all below it, with its figures; each guest counts once a row."""
    columns = (
        Column("title", _("Event"), Text(400), 48),
        *(Column(name, _(label), Whole(), 11) for name, label in FIGURES),
    )
    tree = list(order_tree(database, event))
    cells = [_figure_row(database, one.id, f"{INDENT * one.depth}{one.title}") for one in tree]
    lead = _lead_from(database, [one.id for one in tree])
    title = _("Figures of events")
    subtitle = _(
        "As the records stand on {day}; an event holds those below it, each guest counts once"
    ).format(day=Date().format(date.today().isoformat()))
    drawn = ("guests", *(name for name, _label in FIGURES if name != "guests"))
    return [
        Table(title, columns, lambda: cells, None, subtitle, title, behind=lead, charts=drawn),
    ]


def _figure_row(database: Database, event: int, title: str) -> Cells:
    figures = roll_up(database, event)
    return (title, *(getattr(figures, name) for name, _label in FIGURES))


def _lead_from(database: Database, events: list[int]) -> Callable[[int, str], Behind | None]:
    """The event of a row, or its participations that a figure counts."""

    def lead(row: int, column: str) -> Behind | None:
        if row >= len(events):
            return None
        if column == "title":
            return Behind("event", record_id=events[row])
        if column not in FIGURE_SEARCHES:
            return None
        here = search_branch(find_branch(database, events[row]))
        found = f"{here} {FIGURE_SEARCHES[column]}".strip()
        return Behind("participation", found) if here else None

    return lead
