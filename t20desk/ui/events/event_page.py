"""One event: the path down to it, its figures, guests, what lies within it, and its history."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent

from t20desk.guests.phases import find_phase
from t20desk.i18n import _
from t20desk.listing import plain_cell
from t20desk.ui.desk import Desk
from t20desk.ui.events.event_surroundings import EventSurroundings, Surroundings
from t20desk.ui.events.event_tabs import EventTabs
from t20desk.ui.events.event_verbs import EventVerbs
from t20desk.ui.events.part_verbs import PartVerbs
from t20desk.ui.looks.figures import LOW
from t20desk.ui.looks.tab_order import tab_as_laid_out
from t20desk.ui.places import Place, record_place
from t20desk.ui.records.record_page import RecordPage

CALM: Final = 1000
"""So many milliseconds nobody comes before the rest of the page is read again."""


class EventPage(RecordPage):
    """A record page with a path, figures over the tree, and its guests first."""

    tabs: EventTabs

    def __init__(self, desk: Desk, place: Place) -> None:
        super().__init__(desk, place)
        self._phased: int | None = None
        self._is_new = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM)
        self._calm.timeout.connect(self._read_left)
        self.shown.filled.connect(self._on_filled)
        self.tabs.currentChanged.connect(lambda _tab: self._catch_up())
        self.tabs.currentChanged.connect(lambda _tab: self._use_room())
        self.event_verbs, self.part_verbs = EventVerbs(self, desk), PartVerbs(self.tabs)
        self.around = EventSurroundings(desk, self)
        self.around.found.connect(self._show_around)
        self.path, self.figures = self.around.path, self.around.figures
        for part in (self.path, self.figures):
            part.place_requested.connect(self.place_requested)
        self.verbs.invite.clicked.connect(self.event_verbs.invite_list)
        self._connect_tabs()
        self.top.insertWidget(1, self.path, 20)
        self.head.insertWidget(self.head.indexOf(self.notices), self.figures)

    def doers(self) -> tuple[object, ...]:
        return (self.event_verbs, self.part_verbs, *super().doers())

    def show_place(self, place: Place) -> None:
        self.around.turn_to(place.record_id)
        super().show_place(place)

    def words_of_state(self) -> set[str]:
        words = super().words_of_state()
        more = {"event", "movable", "postponable", "searchable"}
        return words | (more if self.record_id is not None else set())

    def refresh(self, kinds: frozenset[str]) -> None:
        # At the door only the check-in is read at once; all else once nobody comes for a while.
        at_door = self.tabs.check_in
        if at_door.isVisible() and kinds == {"participation"}:
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

    def _open_part(self, part: int) -> None:
        """Open an event within this one, on the same tab."""
        shown = replace(record_place("event", part), tab=self.tabs.name_shown())
        self.place_requested.emit(shown)

    def _make_tabs(self) -> EventTabs:
        return EventTabs(self._desk)

    def _connect_tabs(self) -> None:
        for own in self.tabs.own_lines():
            own.part_wanted.connect(self._open_part)
        self.tabs.outcome.result_wanted.connect(self._write_result)
        self.tabs.outcome.note_wanted.connect(partial(self.verb_wanted.emit, "write_note"))
        self.tabs.check_in.sheet_wanted.connect(self.event_verbs.enter_sheet)
        self.tabs.check_in.book_wanted.connect(self.event_verbs.write_door_book)
        self.tabs.check_in.return_wanted.connect(self.event_verbs.take_door_book)

    def _use_sheet(self, is_new: bool) -> None:
        super()._use_sheet(is_new)
        self._is_new = is_new
        self._use_room()

    def _on_filled(self, record_id: int, cells: dict[str, Any]) -> None:
        self._show_where()
        self._open_phase(record_id, cells)
        self.around.read()

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

    def _show_around(self, found: Surroundings) -> None:
        if self.form is None:
            return
        if len(found.branch) > 1:
            for tab in self.tabs.related[:2]:
                tab.tables[0].show_branch(found.branch, found.guests)
        tab_as_laid_out(self)
        for own in self.tabs.own_lines():
            own.show_parts(found.parts)
        for name, source in found.sources.items():
            row = self.form.rows.get(name)
            if row is not None:
                row.name_source(source)
        self._show_where()

    def _show_where(self) -> None:
        """Say when and where it is at the place of the facts that any other record has there."""
        if self.form is not None:
            self.heading.facts.setText(self.around.say_where(self.form.shown_texts()))

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
