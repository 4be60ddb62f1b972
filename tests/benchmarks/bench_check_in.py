"""Check-in at a door of 1,000 guests: from the key to the answer, beyond the repaint.

The second half works in the program's own page of the event, without a display: a badge is typed
key by key, Enter notes the guest. Those figures are of the processor, of all threads.
"""

import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from t20desk.checking_in.arrivals import plan_arrival, read_door
from t20desk.db.database import Database
from t20desk.editing import plan_insert

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

GUESTS = 1_000
SCANS = 25
PAUSE = 300
"""Milliseconds between two guests."""
SETTLED = 3_000
AIM = 0.050
TYPED = ("s", "sa", "wang", "T0500", "guest 999", "xyz")


def build(path: Path) -> tuple[Database, int]:
    """An event with its guests, each with a badge and a name in both scripts."""
    database = Database.create(path)
    event = plan_insert(database, "event", [{"title_en": "Large door"}])
    database.apply(event)
    key = event.batches[0].rows[0][0]
    people = plan_insert(
        database,
        "person",
        [
            {"given_name": f"Sample {n}", "family_name": f"Guest {n}", "original_name": "王样例"}
            for n in range(GUESTS)
        ],
    )
    database.apply(people)
    ids = [row[0] for row in people.batches[0].rows]
    rows = [
        {"event": key, "person": one, "badge": f"T{n:04}", "answer": "accepted"}
        for n, one in enumerate(ids)
    ]
    database.apply(plan_insert(database, "participation", rows))
    return database, key


def main() -> None:
    """Measure reading, finding and noting."""
    with tempfile.TemporaryDirectory() as folder:
        database, event = build(Path(folder) / "door.t20")
        begun = time.perf_counter()
        door = read_door(database, event)
        print(f"reading the door of {GUESTS:,} guests: {time.perf_counter() - begun:.3f} s")
        finding = []
        for typed in TYPED:
            begun = time.perf_counter()
            door.find(typed)
            finding.append(time.perf_counter() - begun)
        noting = []
        for guest in door.guests[:40]:
            begun = time.perf_counter()
            database.apply(plan_arrival(database, guest))
            noting.append(time.perf_counter() - begun)
        print(f"key to answer: {max(finding) * 1000:.1f} ms at most (aim {AIM * 1000:.0f} ms)")
        print(f"Enter to noted: {median(noting) * 1000:.1f} ms (aim {AIM * 1000:.0f} ms)")
        database.close()
        measure_page(Path(folder) / "door.t20", event)


def measure_page(path: Path, event: int) -> None:
    """Seconds of the processor that one scan takes in the page, its repaint and rereading too."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["T20DESK_DATA"] = str(path.parent)
    from t20desk.settings import Settings
    from t20desk.ui.app import Program, start_application
    from t20desk.ui.memory import Memory
    from t20desk.ui.places import record_place

    app = start_application(["t20desk"])
    program = Program(app, Settings(), Memory())
    program.open(str(path))
    window = program.window
    assert window is not None
    window.resize(1280, 800)
    window.go_to(replace(record_place("event", event), tab="check-in"))
    pass_time(SETTLED)
    tab = window.page().tabs.check_in  # type: ignore[union-attr]
    window.page().tabs.setCurrentWidget(tab)  # type: ignore[union-attr]
    pass_time(SETTLED)
    begun = time.process_time()
    for _paint in range(SCANS):
        window.repaint()
    repaint = (time.process_time() - begun) / SCANS
    scans = [scan(tab.search, f"T{number:04}") for number in range(200, 200 + SCANS)]
    begun = time.process_time()
    pass_time(SETTLED)
    rest = time.process_time() - begun
    assert tab.door.count().came >= SCANS
    print(f"a scan in the page, key by key, Enter, noted, shown: {median(scans) * 1000:.0f} ms")
    print(f"one repaint of the window: {repaint * 1000:.0f} ms")
    print(f"the rest of the page, once after all of them: {rest * 1000:.0f} ms")
    program.close()


def scan(line: "QLineEdit", code: str) -> float:
    """Type a code and Enter into the line; seconds of the processor until nothing is left to do."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    begun = time.process_time()
    QTest.keyClicks(line, code)
    QTest.keyClick(line, Qt.Key.Key_Return)
    pass_time(PAUSE)
    return time.process_time() - begun


def pass_time(milliseconds: int) -> None:
    """Let the window work."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
