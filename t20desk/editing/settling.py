"""What follows from a planned change for records it does not name; one preview shows it all."""

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.guests.named_guests import settle_titles
from t20desk.guests.places import settle_places
from t20desk.main_contacts import settle_contacts


def settle_change(database: Database, change: Change) -> Change:
    """The change with what follows for the titles of guests, waiting lists and main contacts."""
    settled = settle_places(database, settle_titles(database, change))
    return settle_contacts(database, settled)
