"""Run by hand: a workbook of 100,000 x 20 planned and taken, beside reading and inserting it bare.

The bare run reads the workbook by calamine and inserts the same columns, keys ready made, into the
same tables and the same two full-text indexes in one batch; no check, no journal of what was done.
`bench_import.py 100000 profile` says where planning takes its time.
"""

import cProfile
import gc
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import python_calamine
from bare_insert import insert_bare

from t20desk.db.database import Database
from t20desk.db.types import Stored, Text
from t20desk.exporting import write_workbook
from t20desk.importing.planning import plan_import
from t20desk.importing.values import ImportPlan
from t20desk.reading.source import open_source
from t20desk.tables import Column, Table

HEADINGS = (
    "Member number", "Name", "Name in original script", "Latin name", "Short name",
    "Kind of organisation", "Service areas", "Country or region", "City", "Street", "Postcode",
    "Phone", "Mobile", "E-mail", "Website", "Languages", "Founding member",
    "Responsible in the office", "Follow-up date", "Notes",
)  # fmt: skip


def make_rows(count: int) -> Iterator[tuple[Stored, ...]]:
    dice = Random(1)
    for n in range(count):
        yield (
            f"{n:07}", f"Sample Müller {n}" if n % 3 else f"Beispiel GmbH {n}",
            f"南京技术有限公司{n}" if n % 4 == 0 else None, None, f"SO{n}", "company",
            "technology transfer; financial services" if n % 2 else None,
            dice.choice(("Deutschland", "China", "France", "United Kingdom")),
            dice.choice(("Berlin", "Nanjing", "Paris", "Lyon")), f"Street {n % 977}",
            f"{10000 + n % 9000}", f"+49 30 {1000000 + n}", None, f"info{n}@example.org",
            f"https://example.org/{n}", "de, en" if n % 3 else None, "yes" if n % 9 == 0 else None,
            "Ada", f"2026-05-{1 + n % 28:02}", f"Some notes here {n}" if n % 3 == 0 else None,
        )  # fmt: skip


def write_book(path: Path, count: int) -> None:
    columns = tuple(Column(name, name, Text()) for name in HEADINGS)
    write_workbook([Table("List", columns, lambda: make_rows(count))], path, plain=True)


def clock(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_bare(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for _row in book.get_sheet_by_index(0).iter_rows():
        pass


def plan_book(database: Database, book: Path) -> ImportPlan:
    with open_source(book, large=True) as source:
        return plan_import(database, "member", source)


def compare(count: int, folder: Path) -> None:
    book = folder / "list.xlsx"
    write_book(book, count)
    database = Database.create(folder / "ours.t20")
    plans: list[ImportPlan] = []
    reading = clock(lambda: read_bare(book))
    planning = clock(lambda: plans.append(plan_book(database, book)))
    applying = clock(lambda: database.apply(plans[0].change))
    assert plans[0].counts.new == count, plans[0].problems[:3]
    bare = insert_bare(folder / "ours.t20", folder / "bare.db", ["member"], clock)
    again = clock(lambda: plans.append(plan_book(database, book)))
    assert plans[1].counts.same == count
    print(
        f"{count:,} x {len(HEADINGS)}: plan {planning:.2f} s, apply {applying:.2f} s; bare: "
        f"calamine {reading:.2f} s, insert {bare:.2f} s; ratio "
        f"{(planning + applying) / (reading + bare):.2f}; planned again {again:.2f} s"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory of this process {peak} MiB")
    database.close()


def profile(count: int, folder: Path) -> None:
    book = folder / "list.xlsx"
    write_book(book, count)
    database = Database.create(folder / "ours.t20")
    watch = cProfile.Profile()
    watch.enable()
    plan = plan_book(database, book)
    watch.disable()
    pstats.Stats(watch).sort_stats("tottime").print_stats(22)
    watch = cProfile.Profile()
    watch.enable()
    database.apply(plan.change)
    watch.disable()
    pstats.Stats(watch).sort_stats("tottime").print_stats(22)
    database.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        (profile if "profile" in sys.argv else compare)(count, Path(folder))


if __name__ == "__main__":
    main()
