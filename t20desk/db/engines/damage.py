"""What is said of a database that is not whole."""

from t20desk.errors import UserError
from t20desk.i18n import _


class DamagedError(UserError):
    """The database is not what the program wrote; a backup can take its place."""


def explain_damage(name: str) -> DamagedError:
    """The file is damaged."""
    text = _("{name} is damaged; it was left as it is, restore a backup of it.")
    return DamagedError(text.format(name=name))


def explain_uncopied(name: str) -> UserError:
    """The file is damaged, and a copy of it would be too."""
    text = _("{name} is damaged, no copy of it was made; restore a backup of it.")
    return UserError(text.format(name=name))
