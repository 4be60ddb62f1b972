"""E-421: a database of more than 2 GiB, which is more than a signed number of 32 bits counts."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from t20desk.backing_up import back_up, list_backups
from t20desk.db.contents import BLOCK
from t20desk.db.database import Database
from t20desk.errors import Cancelled
from t20desk.progress import Progress
from tests.db.steps import make

BLOCKS = 2_100
READ_ON_OPENING = 16 << 20
"""More bytes than this would be a walk through the file."""
FILL = """
WITH RECURSIVE part(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM part WHERE n < ?)
INSERT INTO content (id, data) SELECT printf('%064x/%d', n, 0), zeroblob(?) FROM part
"""


@pytest.fixture
def large(file_database: Database, tmp_path: Path) -> Path:
    """A file with a member and with contents of more than 2 GiB; it goes behind the test."""
    make(file_database, "member", name="Institute")
    file_database.close()
    path = tmp_path / "office.t20"
    if shutil.disk_usage(tmp_path).free < 3 * BLOCKS * BLOCK:
        pytest.skip("there is no room for a file of 2 GiB and its backup")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(FILL, (BLOCKS, BLOCK))
    assert path.stat().st_size > 1 << 31
    return path


def bytes_read() -> int:
    """How much this process has read by now."""
    words = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(words["rchar"])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_e421_a_file_of_two_gib_opens_at_once_and_is_copied_with_progress(large: Path) -> None:
    if not Path("/proc/self/io").exists():
        pytest.skip("only Linux says how much a process has read")
    before = bytes_read()
    database = Database.open(large)
    assert bytes_read() - before < READ_ON_OPENING
    steps: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        back_up(database, progress=_cancel_after(10))
    assert not list_backups(database)
    copy = back_up(database, progress=lambda done, total: steps.append((done, total)))
    assert copy.is_whole
    assert copy.counts["content"] == BLOCKS
    assert len(steps) > 100
    assert steps[-1][0] == steps[-1][1]
    database.close()


def _cancel_after(steps: int) -> Progress:
    told: list[int] = []

    def tell(done: int, _total: int) -> None:
        told.append(done)
        if len(told) == steps:
            raise Cancelled

    return tell
