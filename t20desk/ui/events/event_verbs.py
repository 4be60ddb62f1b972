"""What can be done with the event of a page: move it, print it, ask others to it, work its door."""

from typing import TYPE_CHECKING

from t20desk.listing import Linked
from t20desk.ui.desk import Desk
from t20desk.ui.dialogs import run_dialog
from t20desk.ui.places import record_place

if TYPE_CHECKING:
    from t20desk.ui.events.event_page import EventPage


class EventVerbs:
    """The verbs for the event itself; one that writes saves first what was typed."""

    def __init__(self, page: "EventPage", desk: Desk) -> None:
        self._page = page
        self._desk = desk

    def new_subevent(self) -> None:
        """Open the form of an event within this one."""
        page = self._page
        if page.record_id is not None:
            linked = Linked(page.record_id, page.heading.text())
            page.place_requested.emit(record_place("event", None, parent=linked))

    def move_events(self) -> None:
        """Ask for the event that this one is to be within."""
        from t20desk.ui.events.move_dialog import move_events

        if (event := self._saved()) is not None:
            move_events(self._page, self._desk, [event], self._page.notice.say)

    def move_to_day(self) -> None:
        """Ask for another begin; what lies within this event moves as far."""
        from t20desk.ui.events.new_day_dialog import move_to_day

        if (event := self._saved()) is not None:
            move_to_day(self._page, self._desk, event, self._page.notice.say)

    def change_series(self) -> None:
        """Give what this event says to others of its series."""
        from t20desk.ui.events.series_dialog import change_series

        if (event := self._saved()) is not None:
            change_series(self._page, self._desk, event)

    def invite_list(self) -> None:
        """Ask a whole list of organisations or people to this event."""
        from t20desk.ui.events.invite_dialog import invite_to

        if self._page.record_id is not None:
            self._page.part_verbs.show_guest_tab()
            invite_to(self._page, self._desk, self._page.record_id)

    def enter_sheet(self) -> None:
        """Type in a signed sheet."""
        from t20desk.ui.events.signed_sheet import SignedSheetDialog

        if self._page.record_id is not None:
            run_dialog(SignedSheetDialog(self._page, self._desk, self._page.record_id))

    def print_sheet(self) -> None:
        """Show the signature sheet of this event, to be printed."""
        from t20desk.ui.papers.print_preview import show_paper

        if self._page.record_id is not None:
            show_paper(self._page, self._desk, "attendance", event=str(self._page.record_id))

    def write_door_book(self) -> None:
        """Write the workbook with which a second door notes who comes."""
        from t20desk.ui.events.door_books import write_book

        page = self._page
        if page.record_id is not None:
            write_book(page, self._desk, page.record_id, page.heading.text())

    def take_door_book(self) -> None:
        """Merge the workbook of a second door back."""
        from t20desk.ui.events.door_books import take_book

        if self._page.record_id is not None:
            take_book(self._page, self._desk, self._page.record_id)

    def _saved(self) -> int | None:
        """The event, once nothing typed is unsaved any more; None where that cannot be saved."""
        page = self._page
        return page.record_id if not page.is_dirty() or page.save_record() else None
