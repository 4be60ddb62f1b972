"""The protocol of an event: who comes first, who speaks when, who sits where, who hosts whom."""
