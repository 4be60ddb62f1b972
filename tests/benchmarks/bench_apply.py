"""Run by hand: one change of 100,000 new members beside the same rows through bare sqlite3.

The bare one gets every column ready made, derived ones too, and fills the same indexes, the same
two full-text indexes in one batch and the same journal. `bench_apply.py 1000000 memory` makes the
rows in batches and says how much memory the process takes.
"""

import gc
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bare_insert import insert_bare

from t20desk.db.change import Change, Label, Row, split_rows
from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored

COLUMNS = (
    "number", "name", "original_name", "latin_name", "short_name", "kind", "areas", "country",
    "city", "street", "postcode", "phone", "email", "website", "languages", "founding_member",
    "responsible", "confirmed_on", "follow_up", "notes",
)  # fmt: skip


def make_cells(number: int, dice: random.Random) -> tuple[Stored, ...]:
    place = dice.choice(("Berlin", "Nanjing", "München", "Zürich", "Paris", "London", "Ost"))
    return (
        f"T-{number:06}", f"Gesellschaft für Technologie {number}",
        f"南京技术转移中心{number}" if number % 10 == 0 else None,
        f"Technology Company {dice.randrange(10**6)}", f"GT {number % 9973}",
        dice.choice(("company", "university", "bank")), " technology_transfer ",
        dice.choice(("DE", "CN", "FR", "GB", "SE")), place, f"Hauptstrasse {number % 5000}",
        f"{number % 99999:05}", f"+49351{number:07}", f"office{number}@example.org",
        f"https://example.org/{number}", " de en ", number % 2, f"Person {number % 12}",
        "2024-05-01", None, f"Note number {number}, second part" if number % 5 == 0 else None,
    )  # fmt: skip


def make_rows(database: Database, count: int) -> Iterator[Row]:
    dice = random.Random(7)
    for key, number in zip(database.new_ids(), range(count), strict=False):
        yield key, None, make_cells(number, dice)


class Taken(NamedTuple):
    """Seconds by the wall and of the processor; the latter are steadier on a busy machine."""

    wall: float
    busy: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s ({self.busy:.1f} s of processor)"


def clock(work: Callable[[], object]) -> Taken:
    gc.collect()
    start, busy = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - start, time.process_time() - busy)


def tell_ratio(one: Taken, other: Taken) -> str:
    return f"{one.wall / other.wall:.2f} ({one.busy / other.busy:.2f})"


def compare(count: int, folder: Path) -> None:
    database = Database.create(folder / "ours.t20")
    change = Change(
        Label("Import"), list(split_rows("member", COLUMNS, make_rows(database, count)))
    )
    ours = clock(lambda: database.apply(change))
    bare = insert_bare(folder / "ours.t20", folder / "bare.db", ("member", "journal"), clock)
    undo = clock(lambda: database.apply(plan_undo(database).change))
    print(f"{count:,} x {len(COLUMNS)}: apply {ours}, bare sqlite3 {bare}, undo {undo}")
    print(f"apply to bare {tell_ratio(ours, bare)}, undo to apply {tell_ratio(undo, ours)}")
    database.close()


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure_memory(count: int, folder: Path) -> None:
    database = Database.create(folder / "ours.t20")
    base = peak()
    batches = collect_batches(split_rows("member", COLUMNS, make_rows(database, count)))
    spooled = peak()
    taken = clock(lambda: database.apply(Change(Label("Import"), batches)))
    print(
        f"{count:,} rows: apply {taken}, base {base} MiB, spool +{spooled - base} MiB, ",
        end="",
    )
    applied = peak()
    undo = clock(lambda: database.apply(plan_undo(database).change))
    print(f"apply +{applied - base} MiB; undo {undo}, +{peak() - base} MiB")
    database.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        (measure_memory if "memory" in sys.argv else compare)(count, Path(folder))


if __name__ == "__main__":
    main()
