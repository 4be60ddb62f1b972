"""The tabs of an event: guests and programme first, then what its day and its end need."""

from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from t20desk.i18n import _
from t20desk.ui.desk import Desk
from t20desk.ui.events.check_in import CheckInTab
from t20desk.ui.events.decision_table import DecisionTable
from t20desk.ui.events.guest_table import GuestTable
from t20desk.ui.events.outcome_tab import OutcomeTab
from t20desk.ui.events.own_guests import OwnGuests
from t20desk.ui.events.programme_table import ProgrammeTable
from t20desk.ui.events.protocol_tab import ProtocolTab
from t20desk.ui.events.seats_tab import SeatsTab
from t20desk.ui.records.record_tabs import Belonging, RecordTabs
from t20desk.ui.records.related import RelatedTabs
from t20desk.ui.records.related_tab import Tables

FIRST: Final = 2
"""So many kinds of what belongs to an event, guests and programme, come before its day."""


class EventTabs(RecordTabs):
    """Tabs with counts, in the order in which an event is prepared, held and looked back at."""

    tables: ClassVar[Tables] = {
        "participation": GuestTable,
        "programme_item": ProgrammeTable,
        "decision": DecisionTable,
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.protocol = ProtocolTab(desk)
        self.seats = SeatsTab(desk)
        self.check_in = CheckInTab(desk)
        self.outcome = OutcomeTab(desk)
        self.outcome.place_requested.connect(self.place_requested)

    def own_lines(self) -> list[OwnGuests]:
        """The lines above what has only the guests of the event itself."""
        return [self.protocol.own, self.seats.own, self.check_in.own]

    def focus_shown(self) -> None:
        if self.currentWidget() is self.check_in:
            self.check_in.search.setFocus()
        else:
            super().focus_shown()

    def _add_own(self, described: tuple[RelatedTabs, ...], sheet: QWidget) -> None:
        self.related = [self._add(one) for one in described[:FIRST]]
        self.addTab(self.protocol, _("Protocol"))
        self.addTab(self.seats, _("Seats"))
        self.check_in.counted.connect(self.add_counted(self.check_in, _("Check-in")))
        self.addTab(self.outcome, _("Outcome"))
        self.addTab(sheet, _("Details"))
        # The row of an event is long, and hardly ten of anything but guests and programme.
        self.related += [self._add(one, digits=1) for one in described[FIRST:]]

    def _belonging(self) -> list[Belonging]:
        return [*super()._belonging(), self.check_in, self.outcome, self.protocol, self.seats]
