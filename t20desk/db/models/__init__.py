"""The registry: every kind of record the office keeps, by subject."""

from t20desk.db.models import alliance, events, members, office, people

__all__ = ["alliance", "events", "members", "office", "people"]
