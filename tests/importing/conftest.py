from pathlib import Path

import pytest

from t20desk.db.database import Database
from tests.importing.sheets import Desk


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    """A new database of each sort, and a folder for sheets."""
    return Desk(database, tmp_path)


@pytest.fixture
def file_desk(file_database: Database, tmp_path: Path) -> Desk:
    """A new database in a file, for what does not ask the database much."""
    return Desk(file_database, tmp_path)
