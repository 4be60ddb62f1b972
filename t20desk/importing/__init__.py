"""Taking strangers' sheets into the database: planned, shown, then applied as one change."""
