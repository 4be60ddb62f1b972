"""A desk with an empty database for each test."""

from pathlib import Path

import pytest

from t20desk.db.database import Database
from tests.cli.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """An empty database and the commands on it."""
    path = tmp_path / "office.t20"
    Database.create(path).close()

    def read_output() -> tuple[str, str]:
        said = capsys.readouterr()
        return said.out, said.err

    return Desk(path, read_output)
