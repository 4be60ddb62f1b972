"""The door of an event: sheets that are signed, numbers typed from them, guests who arrive."""
