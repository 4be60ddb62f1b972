"""A desk with an empty database for each test."""

import shutil
from pathlib import Path

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, new_file: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """An empty database and the commands on it."""
    path = Path(shutil.copy(new_file, tmp_path / "office.t20"))

    def read_output() -> tuple[str, str]:
        said = capsys.readouterr()
        return said.out, said.err

    return Desk(path, read_output)
