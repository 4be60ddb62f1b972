"""Run by hand: a tree of 10,000 events with 200,000 participations in a file.

Seconds of the processor of this process, since others use the machine too; `bench_events.py 1000`
takes fewer events. Each figure is the quietest of several runs.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from t20desk.db.database import Database
from t20desk.editing import plan_insert
from t20desk.events.attendance import Span, read_matrix
from t20desk.events.calendar_entries import read_calendar
from t20desk.events.copying_events import PARTS, plan_copy
from t20desk.events.effective import find_branch, order_tree
from t20desk.events.event_dates import check_days
from t20desk.events.event_months import read_bars
from t20desk.events.event_trees import count_guests, read_tree
from t20desk.events.figures import roll_up
from t20desk.exporting.calendars import write_entries
from t20desk.reporting.attendance import cross_events
from t20desk.ui.events.month_layout import count_days, lay_out

SEED, RUNS = 5, 5
GUESTS_OF_EACH = 20
MATRIX_EVENTS = 200
YEARS, WEEKS, DAYS = 10, 20, 6
"""A tree of years, of weeks in each, of days in each week, and of talks in each day."""


def measure(name: str, work: Callable[[], Any], aim: str = "") -> None:
    taken = []
    for _run in range(RUNS):
        start = time.process_time()
        work()
        taken.append(1000 * (time.process_time() - start))
    print(f"{name:58} {min(taken):7.0f} ms  {aim}")


def write(database: Database, kind: str, records: list[dict[str, Any]]) -> list[int]:
    change = plan_insert(database, kind, records)
    assert not database.apply(change).is_refused
    return [row[0] for batch in change.batches if batch.kind == kind for row in batch.rows]


def build_tree(database: Database, size: int) -> list[list[int]]:
    """Events level by level: years, weeks, days, and talks that take most from above."""
    heads = write(database, "event", [{"title": f"Year {2020 + at}"} for at in range(YEARS)])
    weeks = [
        {"title": f"Week {week}", "parent": head, "city": "Nanjing", "place": "Expo",
         "starts": (day := date(2020 + at, 1, 6) + timedelta(weeks=2 * week)).isoformat(),
         "ends": (day + timedelta(days=DAYS)).isoformat()}
        for at, head in enumerate(heads) for week in range(WEEKS)
    ]  # fmt: skip
    levels = [heads, write(database, "event", weeks)]
    days = [
        {"title": f"Day {day}", "parent": key,
         "starts": (date.fromisoformat(str(one["starts"])) + timedelta(days=day)).isoformat()}
        for key, one in zip(levels[1], weeks, strict=True) for day in range(DAYS)
    ]  # fmt: skip
    levels.append(write(database, "event", days))
    left = size - sum(map(len, levels))
    talks = [
        {"title": f"Talk {at}", "parent": levels[2][at % len(levels[2])]} for at in range(left)
    ]
    levels.append(write(database, "event", talks))
    return levels


def fill_guests(database: Database, levels: list[list[int]], size: int) -> None:
    """Guests of ten thousand people, spread over all events."""
    dice = random.Random(SEED)
    people = write(database, "person", [{"family_name": f"P{at}"} for at in range(size)])
    members = write(database, "member", [{"name": f"M{at}"} for at in range(500)])
    answers = ("accepted", "accepted", "invited", "declined", None)
    events = [key for level in levels for key in level]
    for start in range(0, len(events), 500):
        records = [
            {"event": event, "person": person, "member": dice.choice(members),
             "roles": " delegate ", "answer": dice.choice(answers), "title": "Dr",
             "affiliation": "M"}
            for event in events[start : start + 500]
            for person in dice.sample(people, GUESTS_OF_EACH)
        ]  # fmt: skip
        write(database, "participation", records)


def measure_trees(database: Database, levels: list[list[int]]) -> None:
    years, weeks, days, _talks = levels
    for name, head, aim in (
        ("roll-up of the year with its children", years[0], "200 ms"),
        ("roll-up of a week with its children", weeks[3], "200 ms"),
        ("roll-up of a day with its children", days[3], "200 ms"),
    ):
        size = len(find_branch(database, head))
        measure(f"{name} ({size} events)", lambda head=head: roll_up(database, head), aim)
    measure("order of the whole tree", lambda: order_tree(database))
    measure("rows of the whole tree for the window", lambda: read_tree(database))
    measure("guests of the ten years", lambda: count_guests(database, years))
    measure(
        "guests of forty weeks, as a screen shows them", lambda: count_guests(database, weeks[:40])
    )
    measure(
        "days of an event compared while they are typed",
        lambda: check_days(database, days[3], {"starts": "2031-01-01"}),
    )


def measure_months(database: Database) -> None:
    first = date(2022, 5, 30)
    span = first.isoformat(), (first + timedelta(days=34)).isoformat()
    bars = read_bars(database, *span)
    measure(
        f"month, read from the file ({len(bars)} bars)",
        lambda: read_bars(database, *span),
        "200 ms",
    )

    def show() -> None:
        found = read_bars(database, *span)
        lay_out(found, first, 5)
        count_days(found, first, 5)

    measure("month, read and laid out", show, "200 ms")


def measure_full_month(database: Database) -> None:
    """A month that holds every event there is."""

    def show() -> None:
        found = read_bars(database, "2019-01-01", "2032-12-31")
        lay_out(found, date(2022, 5, 30), 5)

    measure("every event of ten years laid out in one month", show)


def measure_copies(database: Database, levels: list[list[int]], folder: Path) -> None:
    week = levels[1][5]
    measure(
        "planning the copy of a week with guests",
        lambda: plan_copy(database, week, "2031-01-06", tuple(PARTS)),
    )
    measure(
        "calendar of a week with all within it",
        lambda: write_entries(read_calendar(database, "event", [week], True), folder / "week.ics"),
    )


def measure_matrix(database: Database) -> None:
    """Who of the 500 organisations was at which of 200 events, a hundred guests at each."""
    dice = random.Random(SEED)
    with database.read() as connection:
        known = list(connection.scalars(database.tables["member"].select()))
        people = list(connection.scalars(database.tables["person"].select()))
    (head,) = write(database, "event", [{"title": "Congress", "starts": "2030-01-01"}])
    parts = [
        {"title": f"Meeting {at}", "parent": head, "starts": f"2030-{at % 12 + 1:02}-01"}
        for at in range(MATRIX_EVENTS - 1)
    ]
    for event in (head, *write(database, "event", parts)):
        guests = [
            {"event": event, "person": person, "member": member, "answer": "accepted",
             "presence": dice.choice(("came", "absent", None)), "affiliation": "M"}
            for person, member in zip(
                dice.sample(people, 100), dice.sample(known, 100), strict=True
            )
        ]  # fmt: skip
        write(database, "participation", guests)
    matrix = read_matrix(database, "member", head, Span())
    measure(
        f"matrix of {len(matrix.rows)} members and {len(matrix.events)} events",
        lambda: read_matrix(database, "member", head, Span()),
        "300 ms",
    )
    measure(
        "the same as the report shows it",
        lambda: [list(table.rows()) for table in cross_events(database, event=head)],
        "300 ms",
    )


def main(size: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        database = Database.create(folder / "events.t20")
        start = time.process_time()
        levels = build_tree(database, size)
        fill_guests(database, levels, size)
        taken = time.process_time() - start
        print(f"{size} events, {size * GUESTS_OF_EACH} participations, written in {taken:.0f} s")
        measure_trees(database, levels)
        measure_months(database)
        measure_full_month(database)
        measure_copies(database, levels, folder)
        measure_matrix(database)
        database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
