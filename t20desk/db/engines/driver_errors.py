"""The sentence for an error of the database's driver, known by its code where there is one."""

import re
import sqlite3
from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy.exc import DBAPIError

from t20desk.db.engines.damage import explain_damage, explain_failure, explain_moved
from t20desk.db.engines.opening import explain_busy
from t20desk.db.engines.reasons import SQLITE_CODE, say_reason
from t20desk.errors import UserError
from t20desk.i18n import _

REFUSAL: Final = re.compile(r": [A-Z]+:  (.+)")
"""What a server said, behind its severity and two blanks; where none was reached there is none."""
REFUSED: Final = (
    ('database "', "3D000"),
    ('role "', "28"),
    ("password", "28"),
    ("pg_hba", "28"),
    ("starting up", "57"),
    ("shutting down", "57"),
)


class DeadlockError(UserError):
    """The server ended one of two that waited for each other; it may be tried again at once."""


class ForbiddenError(UserError):
    """The server refuses the name or the password, or asks for one."""


def explain_driver(error: DBAPIError, name: str) -> UserError:
    """The sentence for an error of the database's driver."""
    explain = _find_known(error.orig)
    if explain is not None:
        return explain(name)
    text = _("{name} could not be read or written ({reason}); nothing was changed.")
    return UserError(text.format(name=name, reason=say_reason(error.orig)))


def _find_known(cause: BaseException | None) -> Callable[[str], UserError] | None:
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0)
        return _SQLITE.get(code) or _SQLITE.get(code & SQLITE_CODE)
    state = getattr(cause, "sqlstate", None) or _read_refusal(cause)
    return _POSTGRES.get(state) or _POSTGRES.get(state[:2])


def _read_refusal(cause: BaseException | None) -> str:
    """The code of a refused connection: the driver gives none, so the words of the server count."""
    told = REFUSAL.search(str(cause))
    if told is None:
        return "28" if getattr(getattr(cause, "pgconn", None), "needs_password", False) else "08"
    return next((code for words, code in REFUSED if words in told[1]), "")


def explain_deadlock(name: str) -> DeadlockError:
    """Two that write cannot both go on."""
    return DeadlockError(explain_busy(name).message)


def explain_full(name: str) -> UserError:
    """There is no room left."""
    text = _("The disk with {name} is full; nothing was changed, make room and try again.")
    return UserError(text.format(name=name))


def explain_read_only(name: str) -> UserError:
    """The file, or the right to it, is for reading only."""
    text = _(
        "{name} can only be read here and nothing was changed; "
        "ask for the right to write, or open a copy in a folder of your own."
    )
    return UserError(text.format(name=name))


def explain_unreachable(name: str) -> UserError:
    """The server is not there, or went away."""
    text = _("The server of {name} does not answer; try again when it runs.")
    return UserError(text.format(name=name))


def explain_forbidden(name: str) -> ForbiddenError:
    """The server refuses the name or the password."""
    text = _("The server of {name} refuses this name or password; correct them.")
    return ForbiddenError(text.format(name=name))


def explain_unknown(name: str) -> UserError:
    """The server has no such database."""
    text = _("The server has no database {name}; check its name.")
    return UserError(text.format(name=name))


_SQLITE: Final[Mapping[int, Callable[[str], UserError]]] = {
    sqlite3.SQLITE_BUSY: explain_busy,
    sqlite3.SQLITE_LOCKED: explain_busy,
    sqlite3.SQLITE_FULL: explain_full,
    sqlite3.SQLITE_READONLY: explain_read_only,
    sqlite3.SQLITE_READONLY_DBMOVED: explain_moved,
    sqlite3.SQLITE_CANTOPEN: explain_moved,
    sqlite3.SQLITE_IOERR: explain_failure,
    sqlite3.SQLITE_CORRUPT: explain_damage,
    sqlite3.SQLITE_NOTADB: explain_damage,
}
_POSTGRES: Final[Mapping[str, Callable[[str], UserError]]] = {
    "55P03": explain_busy,
    "40001": explain_deadlock,
    "40P01": explain_deadlock,
    "53100": explain_full,
    "58030": explain_failure,
    "25006": explain_read_only,
    "42501": explain_read_only,
    "3D000": explain_unknown,
    "28": explain_forbidden,
    "08": explain_unreachable,
    "57": explain_unreachable,
}
