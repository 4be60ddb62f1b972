"""Reports on events: the figures of each event and all below it, and who was at which one."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import select

from t20desk import events
from t20desk.db.database import Database
from t20desk.db.models.choices import ANSWERS, PRESENCES
from t20desk.db.types import Date, Link, Text, Whole
from t20desk.i18n import N_, _
from t20desk.listing import read_titles
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
    for one in events.order_tree(database, head):
        figures = events.roll_up(database, one.id)
        numbers = (getattr(figures, name) for name, _label in FIGURES)
        yield (f"{INDENT * one.depth}{one.title}", *numbers)


@report("members-at-events", N_("Members at events"), EVENT)
def cross_members(database: Database, event: int | None = None) -> list[Table]:
    """A row for each member and a column for each event: who came, else who answered what."""
    tree = events.order_tree(database, event)
    marks = _read_marks(database, [one.id for one in tree])
    used = [one for one in tree if any(key == one.id for _member, key in marks)]
    members = {member for member, _event in marks}
    titles = sorted(read_titles(database, "member", list(members)).items(), key=lambda one: one[1])
    columns = (
        Column("member", _("Organisation"), Text(300), 40),
        *(Column(f"e{place}", one.title, Text(60), 18) for place, one in enumerate(used)),
    )
    cells: list[Cells] = [
        (title, *(marks.get((key, one.id)) for one in used)) for key, title in titles
    ]
    title = _("Members at events")
    subtitle = _("As the records stand on {day}").format(
        day=Date().format(date.today().isoformat())
    )
    return [Table(title, columns, lambda: cells, subtitle=subtitle, name=title)]


def _read_marks(database: Database, ids: list[int]) -> dict[tuple[int, int], str]:
    """What is known of each member at each event: the presence, else the strongest answer."""
    part = database.tables["participation"]
    query = select(part.c.member, part.c.event, part.c.presence, part.c.answer).where(
        part.c.member.is_not(None)
    )
    wanted, found = set(ids), dict[tuple[int, int], tuple[int, str]]()
    with database.read() as connection:
        for member, event, presence, answer in connection.execute(query):
            if event in wanted:
                mark = _weigh_mark(presence, answer)
                found[member, event] = max(mark, found.get((member, event), mark))
    return {key: text for key, (_weight, text) in found.items()}


def _weigh_mark(presence: str | None, answer: str | None) -> tuple[int, str]:
    presences, answers = dict(PRESENCES), dict(ANSWERS)
    if presence in presences:
        weight = 20 if presence == "came" else 10
        return weight, _(presences[presence])
    if answer in answers:
        return events.STRENGTH.index(answer), _(answers[answer])
    return -1, "·"
