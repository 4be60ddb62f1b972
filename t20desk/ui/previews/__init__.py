"""Changes shown cell by cell before they happen."""
