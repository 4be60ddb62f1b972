"""The sentence for an error of the database's driver, known by its code and not by its words."""

import sqlite3
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from t20desk.db.engines.damage import DamagedError, damaged_text
from t20desk.db.engines.opening import busy_text
from t20desk.db.engines.reasons import SQLITE_CODE, say_reason
from t20desk.errors import UserError
from t20desk.i18n import _


def explain_driver(error: DBAPIError, name: str) -> UserError:
    """The sentence for an error of the database's driver."""
    say = _choose_sentence(error.orig)
    if say is not None:
        return DamagedError(say(name)) if say is damaged_text else UserError(say(name))
    text = _("{name} could not be read or written ({reason}); nothing was changed.")
    return UserError(text.format(name=name, reason=say_reason(error.orig)))


def _choose_sentence(cause: BaseException | None) -> Callable[[str], str] | None:
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & SQLITE_CODE)
    state = getattr(cause, "sqlstate", None) or "08000"
    return _POSTGRES.get(state) or _POSTGRES.get(state[:2])


def full_text(name: str) -> str:
    """There is no room left."""
    text = _("The disk with {name} is full; nothing was changed, make room and try again.")
    return text.format(name=name)


def read_only_text(name: str) -> str:
    """The file, or the right to it, is for reading only."""
    text = _(
        "{name} can only be read here and nothing was changed; "
        "ask for the right to write, or open a copy in a folder of your own."
    )
    return text.format(name=name)


def unreachable_text(name: str) -> str:
    """The server is not there, or went away."""
    return _("The server of {name} does not answer; try again when it runs.").format(name=name)


def forbidden_text(name: str) -> str:
    """The server refuses the name or the password."""
    text = _("The server of {name} refuses this name or password; correct them.")
    return text.format(name=name)


def unknown_text(name: str) -> str:
    """The server has no such database."""
    return _("The server has no database {name}; check its name.").format(name=name)


_SQLITE = {
    sqlite3.SQLITE_BUSY: busy_text,
    sqlite3.SQLITE_LOCKED: busy_text,
    sqlite3.SQLITE_FULL: full_text,
    sqlite3.SQLITE_READONLY: read_only_text,
    sqlite3.SQLITE_CORRUPT: damaged_text,
    sqlite3.SQLITE_NOTADB: damaged_text,
}
_POSTGRES = {
    "55P03": busy_text,
    "40001": busy_text,
    "40P01": busy_text,
    "53100": full_text,
    "25006": read_only_text,
    "42501": read_only_text,
    "3D000": unknown_text,
    "28": forbidden_text,
    "08": unreachable_text,
    "57": unreachable_text,
}
