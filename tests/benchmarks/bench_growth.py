"""Run by hand: what ten times the members cost in import, export and the search indexes.

Each job is done at 100,000 and at 1,000,000 members in the same run, by a child of its own, and
the smaller one first and last, so that a busy machine shows. `bench_growth.py 10000 100000` is
the quick way.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from window_files import FOLDER, office_file, sheet_file

from t20desk.db.database import Database
from t20desk.exporting import write_workbook
from t20desk.importing import ImportOptions, plan_import
from t20desk.listing import Listing, read_table
from t20desk.reading import open_source

AIM = 11
JOBS = ("import", "export", "index")


def import_sheet(rows: int) -> float:
    """Seconds to read, plan and apply a workbook into an empty database."""
    sheet = sheet_file(rows)
    path = FOLDER / f"growing-{os.getpid()}.t20"
    database = Database.create(path)

    def work() -> None:
        with open_source(sheet, large=True) as source:
            plan = plan_import(database, "member", source, ImportOptions())
        assert plan.counts.new == rows, plan.counts
        assert not database.apply(plan.change).is_refused

    try:
        return clock(work)
    finally:
        database.close()
        path.unlink()


def export_list(rows: int) -> float:
    """Seconds to write the list of all members as a workbook."""
    database = Database.open(office_file(rows), read_only=True)
    target = FOLDER / f"growing-{os.getpid()}.xlsx"
    try:
        return clock(lambda: write_workbook([read_table(database, Listing("member"))], target))
    finally:
        database.close()
        target.unlink(missing_ok=True)


def build_index(rows: int) -> float:
    """Seconds to build both search indexes anew from the stored keys."""
    path = FOLDER / f"growing-{os.getpid()}.t20"
    shutil.copyfile(office_file(rows), path)
    database = Database.open(path)

    def work() -> None:
        with database._writing() as connection:
            database.store.rebuild_index(connection, database.tables["member"])
            connection.commit()

    try:
        return clock(work)
    finally:
        database.close()
        path.unlink()


def clock(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run_alone(job: str, rows: int) -> tuple[float, int]:
    """Seconds and MiB at most of a job in a child of its own."""
    words = [sys.executable, str(Path(__file__)), job, str(rows)]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True)
    taken, memory = json.loads(done.stdout.splitlines()[-1])
    return taken, memory


def do_alone(job: str, rows: int) -> None:
    import resource

    taken = {"import": import_sheet, "export": export_list, "index": build_index}[job](rows)
    print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in JOBS:
        do_alone(sys.argv[1], int(sys.argv[2]))
        return
    few, many = (int(one) for one in sys.argv[1:3]) if sys.argv[2:] else (100_000, 1_000_000)
    for rows in (few, many):
        sheet_file(rows)
        office_file(rows)
    for job in JOBS:
        first, large, last = (run_alone(job, rows) for rows in (few, many, few))
        small = (first[0] + last[0]) / 2
        print(
            f"{job}: {few:,} {first[0]:.1f} and {last[0]:.1f} s ({first[1]} MiB), "
            f"{many:,} {large[0]:.1f} s ({large[1]} MiB), "
            f"{large[0] / small:.1f} x, aim {AIM} x",
            flush=True,
        )


if __name__ == "__main__":
    main()
