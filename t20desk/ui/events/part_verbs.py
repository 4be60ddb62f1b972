"""What can be done with what belongs to an event: its guests, its programme, its decisions."""

from typing import TYPE_CHECKING, Final, cast

from t20desk.ui.events.decision_table import DecisionTable
from t20desk.ui.events.guest_table import GuestTable
from t20desk.ui.records.related_table import RelatedTable

if TYPE_CHECKING:
    from t20desk.ui.records.record_tabs import RecordTabs

GUESTS: Final = 0
PROGRAMME: Final = 1
DECISIONS: Final = 4


class PartVerbs:
    """The verbs for the tabs of an event; each shows what it works on where that matters."""

    def __init__(self, tabs: "RecordTabs") -> None:
        self._tabs = tabs

    def guests(self) -> GuestTable:
        """The table of the guests."""
        return cast(GuestTable, self._table(GUESTS))

    def show_guest_tab(self) -> None:
        """Show the guests, those of the view that is chosen there."""
        self._show(GUESTS)

    def find_here(self) -> None:
        """Put the cursor into the search among the guests."""
        self._show(GUESTS)
        self.guests().find_here()

    def add_guest(self) -> None:
        """Open the form of a new guest."""
        self.guests().add_record()

    def show_guests(self, view: str = "all") -> None:
        """Show the guests of a view."""
        self._show(GUESTS)
        self.guests().show_view(view)

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

    def show_programme(self) -> None:
        """Show the programme."""
        self._show(PROGRAMME)

    def add_item(self) -> None:
        """Open the form of a new item of the programme."""
        self.show_programme()
        self._table(PROGRAMME).add_record()

    def follow_decisions(self) -> None:
        """Make a follow-up of each decision that has none."""
        self._show(DECISIONS)
        cast(DecisionTable, self._table(DECISIONS)).follow_all()

    def _table(self, tab: int) -> RelatedTable:
        return self._tabs.related[tab].tables[0]

    def _show(self, tab: int) -> None:
        self._tabs.setCurrentWidget(self._tabs.related[tab])
