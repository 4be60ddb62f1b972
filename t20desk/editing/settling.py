"""What follows from a planned change for records it does not name; one preview shows it all."""

from t20desk.db.change import Change
from t20desk.db.database import Database
from t20desk.guests.places import settle_places
from t20desk.main_contacts import settle_contacts


def settle_change(database: Database, change: Change) -> Change:
    """The change with what follows for waiting lists and for main contacts."""
    return settle_contacts(database, settle_places(database, change))
