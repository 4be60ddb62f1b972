"""What we remember: fields, changes, journal, search and the database file."""
