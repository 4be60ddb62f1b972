"""t20desk keeps members, people, events and connections of an alliance in one file."""

__version__ = "0.1.0"
