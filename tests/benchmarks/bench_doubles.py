"""Run by hand: looking for doubles among 100,000 records in a child process, and one merge.

The records are made up with doubles among them, so that what is found can be counted too. Beside it
stands the bare reading of the same cells. `bench_doubles.py 20000` takes fewer records.
"""

import multiprocessing
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from t20desk.db.database import Database
from t20desk.db.history.undoing import plan_undo
from t20desk.doubles.candidates import find_like
from t20desk.doubles.seeing import COMPARERS
from t20desk.merging import plan_merge
from t20desk.ui.doubles.doubles_child import Wish, find_in_child
from tests.doubles.made_organisations import make_organisations
from tests.doubles.made_people import Made, make_people
from tests.doubles.proof import write_made

SEED = 5
RECORDS_FOR_EACH = 1.55
"""So many records the generator makes of each person."""
LOOK_UPS = 200


def look(path: str, kind: str, answer: Any) -> None:
    """What the child does, with the time and memory it takes."""
    start, busy = time.perf_counter(), time.process_time()
    pairs = find_in_child(Wish(path, "en", kind), lambda _done, _total: None)
    taken = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answer.send(([(pair.one, pair.other) for pair in pairs], taken, peak))


def look_in_child(path: Path, kind: str) -> Any:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    child = context.Process(target=look, args=(str(path), kind, theirs))
    child.start()
    answer = ours.recv()
    child.join()
    return answer


def read_bare(path: Path, kind: str) -> float:
    """Seconds to read the same cells with nothing but sqlite3."""
    columns = ", ".join(COMPARERS[kind]().columns)
    start = time.perf_counter()
    bare = sqlite3.connect(path)
    bare.execute(f"SELECT id, {columns} FROM {kind}").fetchall()
    bare.close()
    return time.perf_counter() - start


def tell_quality(found: set[tuple[int, int]], keys: list[int], made: list[Made]) -> str:
    same = defaultdict(list)
    for key, one in zip(keys, made, strict=True):
        same[one.who].append(key)
    true = {pair for ids in same.values() for pair in combinations(sorted(ids), 2)}
    right = len(found & true)
    return f"precision {right / len(found):.3f}, recall {right / len(true):.3f}"


def measure_typing(database: Database, kind: str, made: list[Made]) -> str:
    """How long the look-up behind a new record takes, which runs beside the typing."""
    dice, taken = random.Random(1), []
    for one in dice.sample(made, LOOK_UPS):
        start = time.perf_counter()
        find_like(database, kind, dict(one.values))
        taken.append(1000 * (time.perf_counter() - start))
    taken.sort()
    return f"p50 {taken[LOOK_UPS // 2]:.0f} ms, p95 {taken[LOOK_UPS * 95 // 100]:.0f} ms"


def measure_merge(database: Database, kind: str, pair: tuple[int, int]) -> str:
    start = time.perf_counter()
    planned = plan_merge(database, kind, *pair)
    middle = time.perf_counter()
    assert not database.apply(planned.change).is_refused
    applied = time.perf_counter()
    assert not database.apply(plan_undo(database).change).is_refused
    end = time.perf_counter()
    steps = middle - start, applied - middle, end - applied
    return "plan {:.0f} ms, apply {:.0f} ms, undo {:.0f} ms".format(*(1000 * one for one in steps))


def measure(folder: Path, kind: str, made: list[Made]) -> None:
    path = folder / f"{kind}.t20"
    database = Database.create(path)
    keys = write_made(database, kind, made)
    database.close()
    pairs, (wall, busy), peak = look_in_child(path, kind)
    print(f"{kind}: {len(made):,} records, {len(pairs):,} pairs")
    print(f"  looking {wall:.1f} s ({busy:.1f} s of processor), {peak} MiB in the child")
    print(f"  beside it the bare reading of the cells {read_bare(path, kind):.2f} s")
    print(f"  {tell_quality(set(pairs), keys, made)}")
    database = Database.open(path)
    print(f"  while typing: {measure_typing(database, kind, made)}")
    print(f"  one merge: {measure_merge(database, kind, pairs[0])}")
    database.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    each = int(count / RECORDS_FOR_EACH)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), "person", make_people(SEED, each))
        measure(Path(folder), "member", make_organisations(SEED, each))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
