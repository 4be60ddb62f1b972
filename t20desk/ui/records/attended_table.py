"""At which events somebody was, the latest first, and how often in all."""

from functools import partial

from t20desk.events.attendance import Guests, Tally, count_history
from t20desk.i18n import _
from t20desk.ui.records.related_table import RelatedTable


class AttendedTable(RelatedTable):
    """The participations of a member or a person, with their numbers above."""

    def _on_ids(self) -> None:
        super()._on_ids()
        owner = self._owner
        if owner is not None:
            guests: Guests = "member" if self.described.link == "member" else "person"
            self._desk.read(
                lambda: count_history(self._desk.db, guests, owner), partial(self._tell, owner)
            )

    def _tell(self, owner: int, found: Tally) -> None:
        if owner == self._owner:
            text = _("Events: invited to {invited}, said yes to {accepted}, came to {came}")
            numbers = {"invited": found.invited, "accepted": found.accepted, "came": found.came}
            self.heading.setText(text.format(**numbers))
