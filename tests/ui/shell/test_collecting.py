"""Collecting garbage where Qt's objects may be destroyed."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from t20desk.ui.shell.collecting import Collector, collect_garbage


class Ring:
    """Holds itself, as a page does whose lambda is connected to its own signal."""

    def __init__(self) -> None:
        self.itself = self


TWO_WINDOWS = """
import gc, weakref
from t20desk.ui.shell.collecting import Collector
collector, window = Collector(), type("Window", (), {})()
window.itself = window
collector.settle()
gone = weakref.ref(window)
del window
gc.collect()
print("gone" if gone() is None else "kept")
collector.settle()
print("gone" if gone() is None else "kept")
"""


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    """A collector that takes collecting over from Python, and gives it back."""
    gc.enable()
    running = Collector()
    yield running
    running.stop()
    assert gc.isenabled()
    # What the tests stand on stays to the end; looking through it again takes seconds.
    gc.freeze()


def test_no_lane_collects(collector: Collector) -> None:
    gone = weakref.ref(Ring())
    lane = Thread(target=lambda: [[] for _one in range(200_000)])
    lane.start()
    lane.join()
    assert gone() is not None


def test_the_main_thread_collects_what_gathered(collector: Collector) -> None:
    gone = weakref.ref(Ring())
    kept = [[] for _one in range(gc.get_threshold()[0] + 1)]
    collect_garbage()
    assert kept
    assert gone() is None


def test_what_a_closed_window_left_goes_when_the_next_is_built() -> None:
    # In a process of its own: here it would look through all that the other tests stand on.
    said = subprocess.check_output([sys.executable, "-c", TWO_WINDOWS], text=True)
    assert said.split() == ["kept", "gone"]


def test_what_others_let_rest_stays_at_rest(qtbot: QtBot) -> None:
    gc.freeze()
    Collector().stop()
    assert gc.get_freeze_count()


def test_python_collects_again_afterwards(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
