"""Where a database is: the path of a file, or the address of a server; and who opens it."""

import getpass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from t20desk.causes import say_cause
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.paths import make_lasting_folder


def is_server(address: str | Path) -> bool:
    """Whether an address names a PostgreSQL server and not a file."""
    return "://" in str(address)


def server_name(address: str) -> str:
    """The name of a server's database for messages, without its password."""
    url = _read_address(address)
    if url.drivername != "postgresql+psycopg":
        raise UserError(_("The address of a server begins with postgresql+psycopg://; correct it."))
    if not url.database:
        text = _(
            "The address names no database; write one behind the server, such as …@server/office."
        )
        raise UserError(text)
    return f"{url.database}@{url.host or 'localhost'}"


def place_name(address: str | Path) -> str:
    """The name of a database for people: that of its file, or of the one on a server."""
    return server_name(str(address)) if is_server(address) else Path(address).name


def _read_address(address: str) -> URL:
    """The parts of a server's address; raises UserError where it is none."""
    try:
        return make_url(address)
    except (ArgumentError, ValueError) as error:
        raise UserError(
            _("The address of the database is not complete; write postgresql+psycopg://…")
        ) from error


def without_password(address: str) -> str:
    """An address as it may be shown and kept: the one of a server without its password.

    Raises UserError where it is none.
    """
    if not is_server(address):
        return address
    return _read_address(address)._replace(password=None).render_as_string()


def with_password(address: str, password: str) -> str:
    """The address of a server with a password in it."""
    return _read_address(address).set(password=password).render_as_string(hide_password=False)


def make_file(path: Path) -> None:
    """Make the empty file for a new database; refuses an existing one."""
    try:
        make_lasting_folder(path.parent)
        path.open("xb").close()
    except FileExistsError as error:
        raise UserError(
            _("{name} exists already; choose another name or open it.").format(name=path.name)
        ) from error
    except OSError as error:
        raise UserError(
            _("{name} cannot be made here ({reason}); choose another folder.").format(
                name=path.name, reason=say_cause(error)
            )
        ) from error


def system_user() -> str:
    """The name of the system's account, where it has one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
