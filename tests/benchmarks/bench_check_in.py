"""Check-in at a door of 1,000 guests: from the key to the answer, beyond the repaint."""

import tempfile
import time
from pathlib import Path
from statistics import median

from t20desk.checking_in.arrivals import plan_arrival, read_door
from t20desk.db.database import Database
from t20desk.editing import plan_insert

GUESTS = 1_000
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


if __name__ == "__main__":
    main()
