"""The office profile: one record, made when it is opened first."""

from array import array

from t20desk.listing import Listing, list_ids
from t20desk.ui.places import Place
from t20desk.ui.records.record_page import RecordPage


class OfficePage(RecordPage):
    """The record page of the one office there is."""

    def show_place(self, place: Place) -> None:
        found: array[int] = list_ids(self._desk.db, Listing("office", view="all"))
        super().show_place(Place("office", "office", found[0] if found else None))
        for part in (self.steps.crumb, self.steps.previous, self.steps.next, self.steps.text):
            part.hide()

    def place_shown(self) -> Place:
        return Place("office", "office")
