"""A database in a second place: its pages or its rows copied, and proof that a copy is whole."""
