"""One event: the path down to it, its figures, guests, what lies within it, and its history."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from t20desk.db.database import Database
from t20desk.events import find_ancestors, find_branch, find_sources, roll_up
from t20desk.i18n import _
from t20desk.listing import Linked, plain_cell
from t20desk.ui.desk import Desk
from t20desk.ui.figures import MOST_BRANCHES, Figure, FigureRow, read_figures
from t20desk.ui.page import make_button, make_label
from t20desk.ui.places import Place, record_place
from t20desk.ui.record_page import RecordPage


@dataclass(slots=True)
class Ancestry:
    """The events above one, from the top, and which of them gives each inherited value."""

    path: list[tuple[int, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    branch: list[int] = field(default_factory=list)
    guests: int = 0
    figures: list[Figure] = field(default_factory=list)


class EventPage(RecordPage):
    """A record page with a path, figures over the tree, and its guests first."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self._phased: int | None = None
        self._path = QHBoxLayout()
        self._path.setSpacing(2)
        self.figures = FigureRow()
        self.figures.place_requested.connect(self.place_requested)
        holder = QWidget()
        holder.setLayout(self._path)
        self._path.setContentsMargins(0, 0, 0, 0)
        self.top.insertWidget(1, holder)
        self.head.insertWidget(self.head.indexOf(self.notices), self.figures)

    def new_subevent(self) -> None:
        """Open the form of an event within this one."""
        if self.record_id is not None:
            linked = Linked(self.record_id, self.name.text())
            self.place_requested.emit(record_place("event", None, parent=linked))

    def add_guest(self) -> None:
        """Open the form of a new guest."""
        self.tabs.related[0].tables[0].add_record()

    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        if self.record_id is not None and self.is_dirty():
            self._read_around(self.record_id)

    def help_text(self) -> str:
        return _(
            "The figures count this event and everything within it, each person once; a click "
            "shows who is behind a number. Guests are edited in the table. Grey values come from "
            "the event above until you give your own."
        )

    def _take_cells(self, record_id: int, cells: dict[str, Any]) -> None:
        super()._take_cells(record_id, cells)
        self._open_phase(record_id, cells)
        self._read_around(record_id)

    def _open_phase(self, record_id: int, cells: dict[str, Any]) -> None:
        """On the days of an event its check-in comes first, once for each opening."""
        is_first, self._phased = record_id != self._phased, record_id
        check_in, today = self.tabs.check_in, date.today().isoformat()
        if check_in is not None and is_first and not self._place.tab and _is_on(cells, today):
            self.tabs.setCurrentWidget(check_in)
            self.tabs.focus_shown()

    def _read_around(self, record_id: int) -> None:
        self._desk.read(
            lambda: read_ancestry(self._desk.db, record_id),
            lambda found: self._take_ancestry(record_id, found),
        )

    def _take_ancestry(self, record_id: int, found: Ancestry) -> None:
        if record_id != self.record_id or self.form is None:
            return
        self._show_path(found.path)
        if len(found.branch) > 1:
            self.tabs.related[0].tables[0].show_branch(found.branch, found.guests)
        self.figures.show_figures(found.figures)
        for name, source in found.sources.items():
            row = self.form.rows.get(name)
            if row is not None:
                row.name_source(source)
        self.facts.setText(_say_where(self.form.shown_texts(), found.sources))

    def _show_path(self, path: list[tuple[int, str]]) -> None:
        while self._path.count():
            item = self._path.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for key, title in path:
            self._path.addWidget(self._make_step(key, title))
            self._path.addWidget(make_label("▸", "quiet"))

    def _make_step(self, key: int, title: str) -> QPushButton:
        short = title if len(title) < 60 else title[:58] + "…"
        step = make_button(short.replace("&", "&&"), "flat")
        step.setToolTip(title)
        step.clicked.connect(lambda: self.place_requested.emit(record_place("event", key)))
        return step


def read_ancestry(db: Database, record_id: int) -> Ancestry:
    """The events above, which of them gives what is inherited, and the figures of the tree."""
    return Ancestry(
        [(one.id, one.text) for one in find_ancestors(db, record_id)],
        {one.field: one.title for one in find_sources(db, record_id)},
        find_branch(db, record_id)[:MOST_BRANCHES],
        roll_up(db, record_id).guests,
        read_figures(db, record_id),
    )


def _is_on(cells: dict[str, Any], today: str) -> bool:
    """Whether an event is held on a day."""
    starts = str(plain_cell(cells.get("starts")) or "")[:10]
    ends = str(plain_cell(cells.get("ends")) or "")[:10] or starts
    return bool(starts) and starts <= today <= ends


def _say_where(texts: dict[str, str], sources: dict[str, str]) -> str:
    when = " – ".join(dict.fromkeys(filter(None, (texts.get("starts"), texts.get("ends")))))
    place = texts.get("place") or texts.get("city") or ""
    source = sources.get("place")
    if place and source:
        place = _("{place} (from {event})").format(place=place, event=source)
    parts = (texts.get("kind"), when, place, texts.get("city"), texts.get("status"))
    return "   ·   ".join(dict.fromkeys(filter(None, parts)))
