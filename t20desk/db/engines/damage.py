"""What is said of a database that is not whole."""

from t20desk.errors import UserError
from t20desk.i18n import _


class DamagedError(UserError):
    """The database is not what the program wrote; a backup can take its place."""


def damaged_text(name: str) -> str:
    """The file is damaged."""
    return _("{name} is damaged; it was left as it is, restore a backup of it.").format(name=name)


def uncopied_text(name: str) -> str:
    """The file is damaged, and a copy of it would be too."""
    return _("{name} is damaged, no copy of it was made; restore a backup of it.").format(name=name)
