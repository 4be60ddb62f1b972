"""Every end of the reading child becomes one sentence, and the child is gone."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from t20desk import i18n
from t20desk.db.engines.stopping import Stop, stopped_by
from t20desk.errors import Cancelled, UserError
from t20desk.reading import child_process
from t20desk.reading.source import open_source
from tests.reading.sample_files import list_children


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("a;b\n1;2\n")
    return path


def start_instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(child_process, "read_command", lambda: [sys.executable, "-c", program])


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
@pytest.mark.parametrize(
    ("program", "sentence"),
    [
        ("import os; os.abort()", "too much memory"),
        ("import os; os.kill(os.getpid(), 24)", "took too long"),
        ("import os; os.kill(os.getpid(), 11)", "could not be read"),
        ("import sys; sys.exit(5)", "could not be read"),
        ("print('no json')", "could not be read"),
        ("print('[1]')", "could not be read"),
        ("print('{\"refused\": {\"x\": 1}}')", "could not be read"),
        ("print('{\"refused\": {\"message\": \"{0}{a.b}\", \"reason\": \"\", \"arguments\": {}}}')",
         "could not be read"),
    ],
)  # fmt: skip
def test_every_end_is_one_sentence(
    table: Path, monkeypatch: pytest.MonkeyPatch, program: str, sentence: str
) -> None:
    start_instead(monkeypatch, program)
    with pytest.raises(UserError, match=sentence) as caught:
        open_source(table)
    assert "list.csv" in caught.value.message
    assert not list_children()


def test_a_child_that_hangs_is_stopped(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_instead(monkeypatch, "import time; time.sleep(60)")
    started = time.monotonic()
    with pytest.raises(UserError, match="took too long"):
        open_source(table, timeout=0.3)
    assert time.monotonic() - started < 2
    assert not list_children()


def test_cancel_stops_a_child_that_hangs(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_instead(monkeypatch, "import time; time.sleep(60)")
    stop = Stop()
    threading.Timer(0.2, stop.set).start()
    with stopped_by(stop), pytest.raises(Cancelled):
        open_source(table)
    assert not list_children()


def test_the_sentence_is_in_the_language_in_use(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").touch()
    i18n.use(i18n.PSEUDO)
    with pytest.raises(UserError, match=r"^\[empty\.xlsx is empty"):
        open_source(tmp_path / "empty.xlsx")


def test_the_child_loads_nothing_heavy() -> None:
    program = "import sys, t20desk.reading.child; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    heavy = {"sqlalchemy", "PySide6", "openpyxl", "python_calamine", "xlrd", "t20desk.db"}
    heavy |= {"dataclasses", "platformdirs", "tempfile", "subprocess"}
    assert not heavy & set(answer.stdout.split())


def test_a_source_left_half_read_ends_its_child(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("a;b\n" * 200_000)
    with open_source(path) as source:
        next(source.read_rows())
    assert not list_children()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_child_limits_its_memory() -> None:
    program = (
        "import resource\n"
        "from t20desk.reading.child import limit_process\n"
        "limit_process(7)\n"
        "limits = resource.RLIMIT_AS, resource.RLIMIT_CPU\n"
        "print(*(resource.getrlimit(limit)[0] for limit in limits))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    memory, seconds = map(int, answer.stdout.split())
    assert memory <= min(4_000_000_000, psutil.virtual_memory().total // 2 + 1)
    assert seconds == 7
