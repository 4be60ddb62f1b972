"""What a killed program leaves in the folder for temporary files."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from t20desk.leftovers import passing_folder, remove_leftovers
from t20desk.paths import PASSING

WRITER = """
import os, signal, subprocess, sys
from tests.db.steps import new_batch
from t20desk.db.spool import Spool
from t20desk.as_known import make_folder
spool = Spool()
spool.append(new_batch("member", {1: {"name": "Institute"}}))
kept = make_folder()
child = "from t20desk.leftovers import passing_folder; print(passing_folder())"
subprocess.run([sys.executable, "-c", child])
print(spool.path, kept, flush=True)
if sys.argv[1] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.delenv(PASSING, raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    os.environ.pop(PASSING, None)


def write_passing(end: str) -> tuple[int, list[Path]]:
    """Let a program and its child write passing files; how it ended, and where they lay."""
    words = [sys.executable, "-c", WRITER, end]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    return ended.returncode, [Path(word) for word in ended.stdout.split()]


def test_what_passes_is_gone_at_the_end_of_the_program_and_its_children(temporary: Path) -> None:
    result, (of_child, spool, kept) = write_passing("well")
    assert result == 0
    assert of_child == spool.parent == kept.parent
    assert not list(temporary.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_what_a_killed_program_left_is_removed_by_the_next_one(temporary: Path) -> None:
    result, (_child, spool, kept) = write_passing("killed")
    assert result == -signal.SIGKILL
    assert spool.exists()
    assert kept.exists()
    ours = passing_folder()
    remove_leftovers()
    assert list(temporary.iterdir()) == [ours]


def test_what_another_running_program_wrote_stays(temporary: Path) -> None:
    ours = passing_folder()
    assert write_passing("well")[0] == 0
    waiting = "from t20desk.leftovers import *; remove_leftovers()"
    subprocess.run([sys.executable, "-c", waiting], check=True)
    assert passing_folder() == ours
    assert ours.exists()
    assert temporary in ours.parents
