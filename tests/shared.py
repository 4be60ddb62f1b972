"""One database of each sort for all tests of a module that only read."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.postgres import Server

if TYPE_CHECKING:
    from t20desk.db.database import Database


@contextmanager
def open_shared(request: pytest.FixtureRequest, folder: Path) -> "Iterator[Database]":
    """A new database of the sort that the fixture's parameter names; it goes in the end."""
    from t20desk.db.database import Database

    if request.param == "sqlite":
        new_file = request.getfixturevalue("new_file")
        created = Database.open(shutil.copy(new_file, folder / "shared.t20"))
        yield created
        created.close()
        return
    server: Server = request.getfixturevalue("postgres")
    name = server.create_database(request.getfixturevalue("postgres_template"))
    opened = Database.open(server.address_of(name))
    yield opened
    opened.close()
    server.drop_database(name)
