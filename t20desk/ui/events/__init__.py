"""Pages of events: who is invited, who came, what came of it."""
