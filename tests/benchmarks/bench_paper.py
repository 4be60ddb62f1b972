"""Run by hand: a member list of 10,000 rows, some of them wrapped, laid out and written as PDF."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from t20desk.db.types import Country, Date, Email, LongText, Phone, Stored, Text, Type, Whole
from t20desk.printing.fonts import ensure_application
from t20desk.printing.list_paper import ListPaper
from t20desk.printing.sheets import render_page, write_pdf
from t20desk.tables import Column, Table

TYPES: tuple[Type, ...] = (
    Text(), Text(), Text(), Country(), Text(), Date(), Email(), Phone(), Whole(), LongText(),
)  # fmt: skip


def make_row(number: int) -> tuple[Stored, ...]:
    return (
        f"{number:05}", f"Gesellschaft für Technologie und Gründung {number}",
        f"南京技术转移中心{number}" if number % 3 else None, ("DE", "CN", "FR", "KE")[number % 4],
        ("Berlin", "Nanjing", "München", "Zürich")[number % 4], "2019-06-26",
        f"office{number}@sample.example", f"+49351{number:07}", number % 211,
        "Bemerkung, die zwei oder drei Zeilen braucht, weil sie lang ist" if number % 5 == 0
        else None,
    )  # fmt: skip


def clock(name: str, work: Callable[[], object]) -> float:
    """Seconds on the clock; those of the processor tell how busy the machine was otherwise."""
    start, used = time.perf_counter(), time.process_time()
    work()
    seconds = time.perf_counter() - start
    print(f"{name} {seconds:.2f} s ({time.process_time() - used:.2f} s of the processor)")
    return seconds


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rows = [make_row(number) for number in range(count)]
    columns = tuple(Column(f"c{i}", f"Column {i}", kind) for i, kind in enumerate(TYPES))
    table = Table("Members", columns, lambda: rows, subtitle="all")
    papers: list[ListPaper] = []
    total = clock("fonts", ensure_application)
    total += clock("layout", lambda: papers.append(ListPaper(table)))
    paper = papers[0]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "members.pdf")
        total += clock("pdf", lambda: write_pdf(paper, target))
        print(f"{paper.page_count} pages, {target.stat().st_size / 1e6:.1f} MB")
    clock("one page as a picture", lambda: render_page(paper, paper.page_count))
    clock("problems", paper.problems)
    print(f"together {total:.2f} s for {count} rows, aim 5 s for 10,000")


if __name__ == "__main__":
    main()
