"""What every letter of one round says alike: the event, the day and who signs."""

from collections.abc import Mapping
from datetime import date

from t20desk.db.database import Database
from t20desk.db.types import Date, DateTime
from t20desk.events.event_dates import join_span
from t20desk.i18n import language, list_words
from t20desk.listing import Listing, plain_cell, read_rows
from t20desk.office import read_office_name

_COLUMNS = ("title", "starts", "ends", "answer_by", "place", "venue", "room", "city")


class Occasion:
    """An event, or none, in the words of each language that somebody is written to in."""

    def __init__(self, database: Database, event: int | None, today: str = "") -> None:
        self._database = database
        self.event = event
        self._today = today or date.today().isoformat()
        self._told: dict[str, Mapping[str, str]] = {}

    def tell(self) -> Mapping[str, str]:
        """The values of the placeholders in the language in use."""
        tongue = language()
        if tongue not in self._told:
            common = {
                "today": Date().format(self._today),
                "signer": self._database.user,
                "office": read_office_name(self._database),
            }
            self._told[tongue] = common | self._read_event()
        return self._told[tongue]

    def _read_event(self) -> dict[str, str]:
        if self.event is None:
            return {}
        rows = read_rows(self._database, Listing("event", columns=_COLUMNS), [self.event])
        cells = [str(plain_cell(cell) or "") for cell in rows.get(self.event, ())]
        if not cells:
            return {}
        title, starts, ends, answer_by, place, venue, room, city = cells
        places = (place or venue, room, city)
        return {
            "event": title,
            "dates": join_span(*(DateTime().format(one or None) for one in (starts, ends))),
            "answer_by": Date().format(answer_by or None),
            "place": list_words(dict.fromkeys(filter(None, places))),
            "city": city,
        }
