"""One event: the path down to it, its figures, guests, what lies within it, and its history."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent

from t20desk.db.database import Database
from t20desk.events.effective import find_ancestors, find_branch, find_sources
from t20desk.events.event_dates import join_span
from t20desk.events.figures import roll_up
from t20desk.events.guest_parts import GuestPart, read_guest_parts
from t20desk.events.outcomes import MOST_BRANCHES
from t20desk.guests.phases import find_phase
from t20desk.i18n import _
from t20desk.listing import Linked, plain_cell
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.events.decision_table import DecisionTable
from t20desk.ui.events.event_path import EventPath
from t20desk.ui.events.guest_table import GuestTable
from t20desk.ui.events.own_guests import OwnGuests
from t20desk.ui.looks.figures import LOW, Figure, FigureRow, read_figures
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.places import Place, record_place
from t20desk.ui.records.record_page import RecordPage

CALM: Final = 1000
"""So many milliseconds nobody comes before the rest of the page is read again."""


@dataclass(slots=True)
class Ancestry:
    """The events above one, from the top, and which of them gives each inherited value."""

    path: list[tuple[int, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    branch: list[int] = field(default_factory=list)
    guests: int = 0
    figures: list[Figure] = field(default_factory=list)
    parts: list[GuestPart] = field(default_factory=list)


class EventPage(RecordPage):
    """A record page with a path, figures over the tree, and its guests first."""

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self._phased: int | None = None
        self._is_new = False
        self._sources: dict[str, str] = {}
        """The events above that give what is inherited, as they were read last."""
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM)
        self._calm.timeout.connect(self._read_left)
        self.shown.filled.connect(self._on_filled)
        self.tabs.currentChanged.connect(lambda _tab: self._catch_up())
        self.tabs.currentChanged.connect(lambda _tab: self._use_room())
        self.path = EventPath()
        self.path.place_requested.connect(self.place_requested)
        self.figures = FigureRow(keeps_room=True)
        self.figures.place_requested.connect(self.place_requested)
        self.verbs.invite.clicked.connect(self.invite_list)
        self.top.insertWidget(1, self.path, 20)
        self.head.insertWidget(self.head.indexOf(self.notices), self.figures)

    def new_subevent(self) -> None:
        """Open the form of an event within this one."""
        if self.record_id is not None:
            linked = Linked(self.record_id, self.heading.text())
            self.place_requested.emit(record_place("event", None, parent=linked))

    def move_events(self) -> None:
        """Ask for the event that this one is to be within."""
        from t20desk.ui.events.move_dialog import move_events

        if self.record_id is not None and (not self.is_dirty() or self.save_record()):
            move_events(self, self._desk, [self.record_id], self.notice.say)

    def move_to_day(self) -> None:
        """Ask for another begin; what lies within this event moves as far."""
        from t20desk.ui.events.new_day_dialog import move_to_day

        if self.record_id is not None and (not self.is_dirty() or self.save_record()):
            move_to_day(self, self._desk, self.record_id, self.notice.say)

    def change_series(self) -> None:
        """Give what this event says to others of its series."""
        from t20desk.ui.events.series_dialog import change_series

        if self.record_id is not None and (not self.is_dirty() or self.save_record()):
            change_series(self, self._desk, self.record_id)

    def words_of_state(self) -> set[str]:
        words = super().words_of_state()
        more = {"movable", "postponable", "searchable"}
        return words | (more if "event" in words else set())

    def find_here(self) -> None:
        """Put the cursor into the search among the guests."""
        self.tabs.setCurrentWidget(self.tabs.related[0])
        self.guests().find_here()

    def add_guest(self) -> None:
        """Open the form of a new guest."""
        self.tabs.related[0].tables[0].add_record()

    def invite_list(self) -> None:
        """Ask a whole list of organisations or people to this event."""
        from t20desk.ui.events.invite_dialog import invite_to

        if self.record_id is not None:
            invite_to(self, self._desk, self.record_id)

    def guests(self) -> GuestTable:
        """The table of the guests."""
        return cast(GuestTable, self.tabs.related[0].tables[0])

    def show_guests(self, view: str = "all") -> None:
        """Show the guests of a view."""
        self.tabs.setCurrentWidget(self.tabs.related[0])
        self.guests().show_view(view)

    def show_programme(self) -> None:
        """Show the programme."""
        self.tabs.setCurrentWidget(self.tabs.related[1])

    def remind_guests(self) -> None:
        """Show the addresses of those who have not answered."""
        self.guests().verbs.remind()

    def ask_questions(self) -> None:
        """Show what the event asks its guests."""
        self.guests().verbs.edit_questions()

    def take_answers(self) -> None:
        """Go to the import of a sheet with answers of the guests."""
        self.guests().verbs.take_answers()

    def refresh_titles(self) -> None:
        """Read the titles and affiliations of the guests anew."""
        self.guests().verbs.refresh_titles()

    def add_item(self) -> None:
        """Open the form of a new item of the programme."""
        self.show_programme()
        self.tabs.related[1].tables[0].add_record()

    def follow_decisions(self) -> None:
        """Make a follow-up of each decision that has none."""
        self.tabs.setCurrentWidget(self.tabs.related[4])
        cast(DecisionTable, self.tabs.related[4].tables[0]).follow_all()

    def enter_sheet(self) -> None:
        """Type in a signed sheet."""
        from t20desk.ui.events.signed_sheet import SignedSheetDialog

        if self.record_id is not None:
            run_dialog(SignedSheetDialog(self, self._desk, self.record_id))

    def write_door_book(self) -> None:
        """Write the workbook with which a second door notes who comes."""
        from t20desk.ui.events.door_books import write_book

        if self.record_id is not None:
            write_book(self, self._desk, self.record_id, self.heading.text())

    def take_door_book(self) -> None:
        """Merge the workbook of a second door back."""
        from t20desk.ui.events.door_books import take_book

        if self.record_id is not None:
            take_book(self, self._desk, self.record_id)

    def print_sheet(self) -> None:
        """Show the signature sheet of this event, to be printed."""
        from t20desk.ui.papers.print_preview import show_paper

        if self.record_id is not None:
            show_paper(self, self._desk, "attendance", event=str(self.record_id))

    def refresh(self, kinds: frozenset[str]) -> None:
        # At the door only the check-in is read at once; all else once nobody comes for a while.
        at_door = self.tabs.check_in
        if at_door is not None and at_door.isVisible() and kinds == {"participation"}:
            at_door.refresh(kinds)
            self._calm.start()
            return
        self._calm.stop()
        super().refresh(kinds)

    def _catch_up(self) -> None:
        """Read what was left while guests came; with nothing left, nothing."""
        if self._calm.isActive():
            self._calm.stop()
            self._read_left()

    def _read_left(self) -> None:
        super().refresh(frozenset(("participation",)))

    def help_text(self) -> str:
        return _(
            "The figures count this event and everything within it, each person once; a click "
            "shows who is behind a number. Guests are edited in the table. Grey values come from "
            "the event above until you give your own."
        )

    def _own_lines(self) -> list[OwnGuests]:
        """The lines above what has only the guests of the event itself."""
        tabs = (self.tabs.protocol, self.tabs.seats, self.tabs.check_in)
        return [tab.own for tab in tabs if tab is not None]

    def _open_part(self, part: int) -> None:
        """Open an event within this one, on the same tab."""
        shown = replace(record_place("event", part), tab=self.tabs.name_shown())
        self.place_requested.emit(shown)

    def _use_sheet(self, is_new: bool) -> None:
        is_built = self.tabs.outcome is not None
        super()._use_sheet(is_new)
        self._is_new = is_new
        self._use_room()
        for own in () if is_built else self._own_lines():
            own.part_wanted.connect(self._open_part)
        if not is_built and self.tabs.outcome is not None:
            self.tabs.outcome.result_wanted.connect(self._write_result)
            self.tabs.outcome.note_wanted.connect(self.write_note)
        if not is_built and self.tabs.check_in is not None:
            self.tabs.check_in.sheet_wanted.connect(self.enter_sheet)
            self.tabs.check_in.book_wanted.connect(self.write_door_book)
            self.tabs.check_in.return_wanted.connect(self.take_door_book)

    def _on_filled(self, record_id: int, cells: dict[str, Any]) -> None:
        if record_id != self._phased:
            self._sources = {}
        self._show_where()
        self._open_phase(record_id, cells)
        self._read_around(record_id)

    def _open_phase(self, record_id: int, cells: dict[str, Any]) -> None:
        """Open on the tab of the phase, once each time an event is opened."""
        is_first, self._phased = record_id != self._phased, record_id
        if not is_first or self._place.tab:
            return
        starts, ends, status = (
            str(plain_cell(cells.get(name)) or "") for name in ("starts", "ends", "status")
        )
        phase = find_phase(starts, ends, status, date.today().isoformat())
        tab = {"on": self.tabs.check_in, "after": self.tabs.outcome}.get(phase)
        if tab is not None:
            self.tabs.setCurrentWidget(tab)
            self.tabs.focus_shown()

    def _write_result(self) -> None:
        """Write down the result where the event's own fields are."""
        self.tabs.setCurrentWidget(self._sheet())
        self._form().focus_field("result")

    def _read_around(self, record_id: int) -> None:
        self._desk.read(
            lambda: read_ancestry(self._desk.db, record_id),
            lambda found: self._take_ancestry(record_id, found),
        )

    def _take_ancestry(self, record_id: int, found: Ancestry) -> None:
        if record_id != self.record_id or self.form is None:
            return
        self.path.show_path(found.path)
        if len(found.branch) > 1:
            for tab in self.tabs.related[:2]:
                tab.tables[0].show_branch(found.branch, found.guests)
        self.figures.show_figures(found.figures)
        tab_as_laid_out(self)
        for own in self._own_lines():
            own.show_parts(found.parts)
        for name, source in found.sources.items():
            row = self.form.rows.get(name)
            if row is not None:
                row.name_source(source)
        self._sources = found.sources
        self._show_where()

    def _show_where(self) -> None:
        """Say when and where it is at the place of the facts that any other record has there."""
        if self.form is not None:
            self.heading.facts.setText(_say_where(self.form.shown_texts(), self._sources))

    def _use_room(self) -> None:
        """On a low page what is above the tabs steps back, most of all at the door."""
        is_low, at_door = self.height() < LOW, self.tabs.currentWidget() is self.tabs.check_in
        self.figures.use_height(self.height())
        self.figures.setVisible(not self._is_new and not (is_low and at_door))
        self.heading.names.use_low(is_low)
        self.heading.charge.use_low(is_low)
        self.notices.use_low(is_low)

    # --- Qt's own names -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_room()


def read_ancestry(db: Database, record_id: int) -> Ancestry:
    """The events above, which of them gives what is inherited, and the figures of the tree."""
    return Ancestry(
        [(one.id, one.text) for one in find_ancestors(db, record_id)],
        {one.field: one.title for one in find_sources(db, record_id)},
        find_branch(db, record_id)[:MOST_BRANCHES],
        roll_up(db, record_id).guests,
        read_figures(db, record_id),
        read_guest_parts(db, record_id),
    )


def _say_where(texts: dict[str, str], sources: dict[str, str]) -> str:
    when = join_span(texts.get("starts", ""), texts.get("ends", ""))
    place = texts.get("place") or texts.get("city") or ""
    source = sources.get("place")
    if place and source:
        place = _("{place} (from {event})").format(place=place, event=source)
    parts = (texts.get("kind"), when, place, texts.get("city"), texts.get("status"))
    return "   ·   ".join(dict.fromkeys(filter(None, parts)))
