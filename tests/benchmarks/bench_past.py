"""Run by hand: what it costs to look back, in history, trash and a database as it was known.

Members are made in one change, a tenth of them is edited and a hundredth deleted; beside it stands
a bare copy of the file. `bench_past.py 10000` is the quick way; the default is 100,000.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from t20desk.as_known import build_state, drop_folder
from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.history.operations import Wish
from t20desk.db.history.touched import find_columns, list_numbers, read_touched
from t20desk.db.history.trash import TrashWish, list_deleted, plan_restore
from t20desk.editing import plan_delete, plan_edit
from t20desk.looking_back import find_changes

DAY = "2026-01-01"


def fill(database: Database, rows: int) -> None:
    """Members in one change, then an edit of many and a deletion of some."""
    keys = [key for key, _number in zip(database.new_ids(), range(rows), strict=False)]
    cells = [(key, None, (f"Member {at}", f"City {at % 500}")) for at, key in enumerate(keys)]
    database.apply(Change(Label("Import"), [Batch("member", ("name", "city"), cells)]))
    edits = {key: {"city": "B"} for key in keys[: rows // 10]}
    database.apply(plan_edit(database, "member", edits))
    database.apply(plan_delete(database, "member", keys[: rows // 100]))


def clock(what: str, work: Callable[[], object]) -> None:
    """Say how long something takes."""
    begun = time.perf_counter()
    work()
    print(f"{what:<52}{time.perf_counter() - begun:9.3f} s")


def look_back(database: Database, path: Path) -> None:
    """Each way of looking back, once."""
    numbers = list_numbers(database, 1, "member", ("new",))
    middle = len(numbers) // 2
    clock("bare copy of the file", lambda: shutil.copyfile(path, path.with_name("copy.t20")))
    for words, sequence in (("after the edit", 2), ("after the import", 1), ("before it", 0)):
        clock(
            f"as known {words}",
            lambda sequence=sequence: drop_folder(build_state(database, sequence, DAY).parent),
        )
    member = database.kinds["member"]
    clock("columns of the import", lambda: find_columns(database, 1, member))
    clock("a page of it", lambda: read_touched(database, numbers[middle : middle + 100]))
    clock(
        "history by words",
        lambda: find_changes(database, Wish(), "city"),
    )
    clock("the trash", lambda: list_deleted(database, TrashWish()))
    found = list_deleted(database, TrashWish())
    clock("planning to restore five", lambda: plan_restore(database, found[:5]))


def main(rows: int) -> None:
    """Measure with so many members."""
    with tempfile.TemporaryDirectory(prefix="t20desk-") as folder:
        path = Path(folder) / "office.t20"
        database = Database.create(path)
        fill(database, rows)
        print(f"{rows} members")
        look_back(database, path)
        database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
