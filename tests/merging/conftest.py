from collections.abc import Iterator
from pathlib import Path

import pytest

from t20desk.db.database import Database


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """A new database in a file, for what does not depend on the sort of database."""
    created = Database.create(tmp_path / "file.t20")
    yield created
    created.close()
