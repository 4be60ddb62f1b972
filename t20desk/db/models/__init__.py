"""The registry: every kind of record the office keeps, in the order of its importance."""

# isort: off
from t20desk.db.models import members, people, events, alliance, attachments, office, programme, own, doubles

# isort: on
__all__ = ["alliance", "attachments", "doubles", "events", "members", "office", "own", "people", "programme"]
