"""A day at the desk: pages and records opened again and again leave nothing behind."""

import gc
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.places import list_place, record_place
from t20desk.ui.window import Window
from tests.ui.every_place import PLACES
from tests.ui.hands import ids_of

ROUNDS = 200
WARM = 60
"""Openings after which everything that is kept for good is there."""
MOST_MORE = 12
"""MB that may come in the further openings: the heap of Python is never quite even."""


def resident() -> float:
    """MB of memory this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1_000_000


def living(window: Window) -> Counter[str]:
    """How many objects of Qt live in the window and beside it, by their class."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tops = [one for one in QApplication.topLevelWidgets() if one.parent() is None]
    roots: list[QObject] = [*tops, window.desk]
    return Counter(
        type(one).__name__ for root in roots for one in (root, *root.findChildren(QObject))
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
def test_pages_and_records_opened_two_hundred_times_leave_nothing_behind(
    qtbot: QtBot, window: Window
) -> None:
    records = [
        record_place(kind, key)
        for kind in ("member", "person", "event")
        for key in ids_of(window.desk.db, kind)
    ]
    places = [*PLACES, *records, list_place("member"), *records]
    before, held = Counter[str](), 0.0
    for at in range(ROUNDS):
        window.go_to(places[at % len(places)])
        wait_for_calm(lambda: bool(window.desk.jobs.running))
        page = window.page()
        if page is not None and hasattr(page, "discard_edits"):
            page.discard_edits()
        if at == WARM + (ROUNDS - 1 - WARM) % len(places):
            before, held = living(window), resident()
    more, grown = living(window) - before, resident() - held
    assert not more
    assert grown < MOST_MORE
