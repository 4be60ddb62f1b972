"""The registry: every kind of record the office keeps, in the order of its importance."""

# isort: off
from t20desk.db.models import members, confirmations, people, events, alliance, attachments, office, letters, programme, door, protocol, own, doubles

# isort: on
__all__ = ["alliance", "attachments", "confirmations", "door", "doubles", "events", "letters", "members", "office", "own", "people", "programme", "protocol"]
