"""The registry: every kind of record the office keeps, in the order of its importance."""

# isort: off
from t20desk.db.models import members, people, events, alliance, office, own

# isort: on
__all__ = ["alliance", "events", "members", "office", "own", "people"]
