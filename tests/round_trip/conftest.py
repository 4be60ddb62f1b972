"""An office of each sort of database, and one in a file for what does not ask it much."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from t20desk.db.database import Database
from tests.round_trip.books import Office


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """An empty database of each sort."""
    return Office(database, tmp_path)


@pytest.fixture
def file_office(tmp_path: Path) -> Iterator[Office]:
    """An empty database in a file."""
    database = Database.create(tmp_path / "office.t20", user="Office")
    yield Office(database, tmp_path)
    database.close()
