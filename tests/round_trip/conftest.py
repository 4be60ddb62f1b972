"""An office of each sort of database, and one in a file for what does not ask it much."""

from pathlib import Path

import pytest

from t20desk.db.database import Database
from tests.round_trip.books import Office


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    """An empty database of each sort."""
    return Office(database, tmp_path)


@pytest.fixture
def file_office(file_database: Database, tmp_path: Path) -> Office:
    """An empty database in a file."""
    file_database.user = "Office"
    return Office(file_database, tmp_path)
