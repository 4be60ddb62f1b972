"""Guests of events: what follows for them from a change, and whom to remind."""
