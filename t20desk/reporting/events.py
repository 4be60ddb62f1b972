"""The report on events: the figures of each event and all below it."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from t20desk.db.database import Database
from t20desk.db.types import Date, Link, Text, Whole
from t20desk.events.effective import order_tree
from t20desk.events.figures import roll_up
from t20desk.i18n import N_, _
from t20desk.reporting.report import ReportOption, report
from t20desk.tables import Cells, Column, Table

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
    cells = list(_figure_rows(database, event))
    title = _("Figures of events")
    subtitle = _(
        "As the records stand on {day}; an event holds those below it, each guest counts once"
    ).format(day=Date().format(date.today().isoformat()))
    return [Table(title, columns, lambda: cells, subtitle=subtitle, name=title)]


def _figure_rows(database: Database, head: int | None) -> Iterator[Cells]:
    for one in order_tree(database, head):
        figures = roll_up(database, one.id)
        numbers = (getattr(figures, name) for name, _label in FIGURES)
        yield (f"{INDENT * one.depth}{one.title}", *numbers)
