"""Run by hand: what ten times the members cost in import, export and the search indexes.

Each job is done at 100,000 and at 1,000,000 members in the same run, by a child of its own. The
seconds are those of the processor, children counted in, since a busy machine spoils the clock's;
the clock's stand in brackets. `bench_growth.py 10000 100000` is the quick way.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from window_files import FOLDER, office_file, sheet_file

from t20desk.db.database import Database
from t20desk.exporting import write_workbook
from t20desk.importing.planning import plan_import
from t20desk.importing.values import ImportOptions
from t20desk.listing import Listing, read_table
from t20desk.reading.source import open_source

AIM = 11
JOBS = ("import", "export", "index")


class Cost(NamedTuple):
    """Seconds of the processor, seconds of the clock, MiB."""

    used: float
    passed: float
    memory: int


def import_sheet(rows: int) -> Cost:
    """What it takes to read, plan and apply a workbook into an empty database."""
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


def export_list(rows: int) -> Cost:
    """What it takes to write the list of all members as a workbook."""
    database = Database.open(office_file(rows), read_only=True)
    target = FOLDER / f"growing-{os.getpid()}.xlsx"
    try:
        return clock(lambda: write_workbook([read_table(database, Listing("member"))], target))
    finally:
        database.close()
        target.unlink(missing_ok=True)


def build_index(rows: int) -> Cost:
    """What it takes to build both search indexes anew from the stored keys."""
    path = FOLDER / f"growing-{os.getpid()}.t20"
    shutil.copyfile(office_file(rows), path)
    database = Database.open(path)

    def work() -> None:
        with database.writing() as connection:
            database.store.rebuild_index(connection, database.tables["member"])
            connection.commit()

    try:
        return clock(work)
    finally:
        database.close()
        path.unlink()


def clock(work: Callable[[], object]) -> Cost:
    """What some work takes: seconds of the processor and of the clock, MiB at most."""
    start, used = time.perf_counter(), _processor_seconds()
    work()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Cost(_processor_seconds() - used, time.perf_counter() - start, memory)


def _processor_seconds() -> float:
    users = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in users)


def run_alone(job: str, rows: int) -> Cost:
    """What a job costs in a child of its own."""
    words = [sys.executable, str(Path(__file__)), job, str(rows)]
    done = subprocess.run(words, stdout=subprocess.PIPE, check=True, text=True)
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def do_alone(job: str, rows: int) -> None:
    work = {"import": import_sheet, "export": export_list, "index": build_index}[job]
    print(json.dumps(work(rows)))


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in JOBS:
        do_alone(sys.argv[1], int(sys.argv[2]))
        return
    few, many = (int(one) for one in sys.argv[1:3]) if sys.argv[2:] else (100_000, 1_000_000)
    for rows in (few, many):
        sheet_file(rows)
        office_file(rows)
    for job in JOBS:
        small, large = run_alone(job, few), run_alone(job, many)
        print(f"{job}: {few:,} {_say(small)}, {many:,} {_say(large)}, ", end="")
        print(f"{large.used / small.used:.1f} x, aim {AIM} x", flush=True)


def _say(cost: Cost) -> str:
    return f"{cost.used:.1f} s ({cost.passed:.1f} s, {cost.memory} MiB)"


if __name__ == "__main__":
    main()
