"""What is around an event: the events above it and what they give, and the figures of its tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from t20desk.db.database import Database
from t20desk.events.effective import find_ancestors, find_branch, find_sources
from t20desk.events.event_dates import join_span
from t20desk.events.figures import roll_up
from t20desk.events.guest_parts import GuestPart, read_guest_parts
from t20desk.events.outcomes import MOST_BRANCHES
from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.events.event_path import EventPath
from t20desk.ui.looks.figures import Figure, FigureRow, read_figures


@dataclass(slots=True)
class Surroundings:
    """The events above one, from the top, and which of them gives each inherited value."""

    path: list[tuple[int, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    branch: list[int] = field(default_factory=list)
    guests: int = 0
    figures: list[Figure] = field(default_factory=list)
    parts: list[GuestPart] = field(default_factory=list)


class EventSurroundings(QObject):
    """Reads what is around an event, shows path and figures, and hands on the rest."""

    found = Signal(object)
    """The surroundings of the event that is shown."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._event: int | None = None
        self.path = EventPath()
        self.figures = FigureRow(keeps_room=True)
        self.sources: dict[str, str] = {}
        """The events above that give what is inherited, as they were read last."""

    def turn_to(self, event: int | None) -> None:
        """Another event is shown from now on, or the form of a new one, above which is none."""
        if event != self._event:
            self._event, self.sources = event, {}
        if event is None:
            self.path.show_path([])

    def read(self) -> None:
        """Read what is around the event, anew where it is shown already."""
        event, db = self._event, self._desk.db
        if event is not None:
            self._desk.read(
                lambda: read_surroundings(db, event), lambda found: self._take(event, found)
            )

    def say_where(self, texts: Mapping[str, str]) -> str:
        """When and where the event is, by the texts of its form."""
        when = join_span(texts.get("starts", ""), texts.get("ends", ""))
        place = texts.get("place") or texts.get("city") or ""
        source = self.sources.get("place")
        if place and source:
            place = _("{place} (from {event})").format(place=place, event=source)
        parts = (texts.get("kind"), when, place, texts.get("city"), texts.get("status"))
        return "   ·   ".join(dict.fromkeys(filter(None, parts)))

    def _take(self, event: int, found: Surroundings) -> None:
        if event != self._event:
            return
        self.sources = found.sources
        self.path.show_path(found.path)
        self.figures.show_figures(found.figures)
        self.found.emit(found)


def read_surroundings(db: Database, event: int) -> Surroundings:
    """The events above, which of them gives what is inherited, and the figures of the tree."""
    return Surroundings(
        [(one.id, one.text) for one in find_ancestors(db, event)],
        {one.field: one.title for one in find_sources(db, event)},
        find_branch(db, event)[:MOST_BRANCHES],
        roll_up(db, event).guests,
        read_figures(db, event),
        read_guest_parts(db, event),
    )
