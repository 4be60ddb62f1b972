"""What was done, read from the journal: operations, their records, undo and the trash."""
