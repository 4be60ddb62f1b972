"""What is due: follow-ups as a page and a list."""
