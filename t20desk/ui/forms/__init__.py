"""A form from the fields of a kind, its rows, and the editor of each type."""
