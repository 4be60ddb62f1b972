"""Run by hand: lists, sorts and searches of 1,000,000 members beside the bare statements.

The database is made once under the temporary folder and used again. Times are the best of three
in milliseconds, as seen by the clock and as used by the processor.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.fields import KINDS
from t20desk.db.query import Selection
from t20desk.db.spool import collect_batches
from t20desk.demonstration.many_members import sample_members
from t20desk.listing import Listing, count_rows, find_everywhere, first_ids, list_ids

PAGE = 100
SEARCHES = ("sample", "zürich", "member999999", "南", "南京", "nj", "sample nord", "sample 999999",
            "city:berlin", "germany")  # fmt: skip
TYPED = "nanjing technolog"


def open_members(count: int) -> tuple[Database, Path]:
    """The sample members, made on first use."""
    folder = Path(tempfile.gettempdir()) / "t20desk-bench"
    folder.mkdir(exist_ok=True)
    path = folder / f"members-{count}.t20"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        made = Database.create(part)
        made.apply(Change(Label("Sample members"), collect_batches(sample_members(count))))
        made.close()
        part.rename(path)
    return Database.open(path, read_only=True), path


def clock(work: Callable[[], Any], times: int = 3) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    taken: list[tuple[float, float]] = []
    for _turn in range(times):
        start, used = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - start, time.process_time() - used))
    return 1000 * min(one[0] for one in taken), 1000 * min(one[1] for one in taken)


def tell(name: str, taken: tuple[float, float], more: str = "") -> None:
    print(f"{name:34} {taken[0]:9.1f} ms {taken[1]:9.1f} ms cpu  {more}", flush=True)


def compare_sorts(database: Database, path: Path) -> None:
    """The first page by every column beside the bare ORDER BY of the same key."""
    bare = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    for pragma in ("cache_size=-65536", "temp_store=MEMORY"):
        bare.execute(f"PRAGMA {pragma}")
    for name, one in KINDS["member"].fields.items():
        key = Selection(database, "member").key(name)
        if one.hidden or one.target:
            continue
        statement = f"SELECT id FROM member ORDER BY {key.name} LIMIT {PAGE}"
        plain = clock(lambda statement=statement: bare.execute(statement).fetchall())
        listing = Listing("member", sort=(name,))
        ours = clock(lambda listing=listing: first_ids(database, listing, PAGE))
        tell(f"sort by {name}", ours, f"bare {plain[1]:.1f} ms cpu, {ours[1] / plain[1]:.2f} x")
    bare.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    database, path = open_members(count)
    tell("count", clock(lambda: count_rows(database, Listing("member"))))
    tell("all ids by number", clock(lambda: list_ids(database, Listing("member")), 1))
    by_name = Listing("member", sort=("name",))
    tell("all ids by name", clock(lambda: list_ids(database, by_name), 1))
    linked = Listing("member", sort=("parent",))
    tell("first page by a link", clock(lambda: first_ids(database, linked, PAGE)))
    compare_sorts(database, path)
    for text in SEARCHES:
        listing = Listing("member", search=text)
        first = clock(lambda listing=listing: first_ids(database, listing, PAGE))
        tell(f"first page of {text}", first)
        tell(f"count of {text}", clock(lambda listing=listing: count_rows(database, listing), 1))
        tell(f"all ids of {text}", clock(lambda listing=listing: list_ids(database, listing), 1))
    for end in range(1, len(TYPED) + 1):
        listing = Listing("member", search=TYPED[:end])
        tell(
            f"typed {TYPED[:end]}",
            clock(lambda listing=listing: first_ids(database, listing, PAGE), 1),
        )
    for text in ("nan", "南京", "xyzzy"):
        tell(f"everywhere {text}", clock(lambda text=text: find_everywhere(database, text)))
    database.close()


if __name__ == "__main__":
    main()
