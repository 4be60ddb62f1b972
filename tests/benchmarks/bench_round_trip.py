"""Run by hand: a workbook of 100,000 x 20 taken back, beside calamine reading its two sheets bare.

The members and their columns are those of bench_import.py. The workbook is taken back as it left,
then with a cell edited in few rows, in every fifth and in all, and with all rows in another order;
taking it back and reading are told in seconds of the processor.
`bench_round_trip.py 100000 profile` says where the time goes.
"""

import cProfile
import multiprocessing
import pstats
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import python_calamine

from t20desk.db.database import Database
from t20desk.importing.planning import plan_import
from t20desk.listing import Listing
from t20desk.reading.source import open_source
from t20desk.round_trip.opening import open_return
from t20desk.round_trip.planning import plan_return
from t20desk.round_trip.values import ReturnPlan
from t20desk.round_trip.writing import write_book
from tests.benchmarks.bench_import import clock
from tests.benchmarks.bench_import import write_book as write_list

COLUMNS = (
    "number", "name", "original_name", "latin_name", "short_name", "kind", "areas", "country",
    "city", "street", "postcode", "phone", "mobile", "email", "website", "languages",
    "founding_member", "responsible", "follow_up", "notes",
)  # fmt: skip


def fill(folder: Path, count: int) -> Database:
    """A database with so many members."""
    database = Database.create(folder / "ours.t20")
    write_list(folder / "list.xlsx", count)
    with open_source(folder / "list.xlsx", large=True) as source:
        change = plan_import(database, "member", source).change
    assert not database.apply(change).is_refused
    return database


def read_bare(path: Path) -> None:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names[:2]:
        for _row in book.get_sheet_by_name(name).iter_rows():
            pass


def take_back(database: Database, path: Path) -> ReturnPlan:
    with open_return(path) as source:
        return plan_return(database, source)


EDITS = (
    ("one row in 167 edited", 167, False),
    ("one row in 5 edited", 5, False),
    ("all rows edited", 1, False),
    ("one row in 100 edited, all in another order", 100, True),
)


def rewrite_sheet(path: Path, target: Path, *, every: int, shuffled: bool) -> None:
    """The book with its first sheet edited as XML: openpyxl would take minutes."""
    with ZipFile(path) as old, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = _edit_rows(part.decode(), every, shuffled).encode()
            new.writestr(name, part)


def _edit_rows(xml: str, every: int, shuffled: bool) -> str:
    head, _row, rest = xml.partition("<row ")
    first, *rows = ("<row " + rest).split("</row>")
    tail = rows.pop()
    for at in range(0, len(rows), every):
        rows[at] = rows[at].replace("<t>Street ", "<t>Edited street ", 1)
    if shuffled:
        Random(1).shuffle(rows)
        rows = [_renumber(row, number) for number, row in enumerate(rows, 2)]
    return head + "</row>".join([first, *rows, tail])


def _renumber(row: str, number: int) -> str:
    old = row[len('<row r="') :].partition('"')[0]
    return row.replace(f'<row r="{old}"', f'<row r="{number}"', 1).replace(
        f'{old}" s=', f'{number}" s='
    )


def spend(work: Callable[[], object]) -> float:
    """The seconds of the processor that something takes, those of its children too."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def compare(database: Database, folder: Path, count: int) -> None:
    book = folder / "book.xlsx"
    listing = Listing("member", view="all", columns=COLUMNS)
    writing = clock(lambda: write_book(database, listing, book))
    reading = spend(lambda: read_bare(book))
    plans: list[ReturnPlan] = []
    took = spend(lambda: plans.append(take_back(database, book)))
    assert plans[0].counts.same == count, plans[0].counts
    assert plans[0].change.is_empty
    print(
        f"{count:,} x {len(COLUMNS)}: written {writing:.2f} s; calamine both sheets "
        f"{reading:.2f} s; taken back unedited {took:.2f} s, ratio {took / reading:.2f}"
    )
    for words, every, shuffled in EDITS:
        other = folder / "other.xlsx"
        rewrite_sheet(book, other, every=every, shuffled=shuffled)
        bare = spend(lambda path=other: read_bare(path))
        took = spend(lambda path=other: plans.append(take_back(database, path)))
        print(f"{words}: {took:.2f} s, ratio {took / bare:.2f} (aim 2), {plans[-1].counts}")
    context = multiprocessing.get_context("spawn")
    measured = context.Process(target=measure, args=(str(folder / "ours.t20"), book))
    measured.start()
    measured.join()


def measure(address: str, book: Path) -> None:
    """The memory of a process that only takes the book back."""
    database = Database.open(address)
    take_back(database, book)
    database.close()
    # getrusage would tell the memory of the process that this one was forked from.
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"peak memory of planning {int(told) // 1024} MiB, of the reading child {child} MiB")


def profile(database: Database, folder: Path) -> None:
    book = folder / "book.xlsx"
    write_book(database, Listing("member", view="all", columns=COLUMNS), book)
    watch = cProfile.Profile()
    watch.enable()
    take_back(database, book)
    watch.disable()
    pstats.Stats(watch).sort_stats("tottime").print_stats(22)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = fill(folder, count)
        if "profile" in sys.argv:
            profile(database, folder)
        else:
            compare(database, folder, count)
        database.close()


if __name__ == "__main__":
    main()
