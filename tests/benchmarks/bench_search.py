"""Run by hand: what is typed into the search of a list, at 1,000,000 members and 300,000 people.

For each query the first page, the count, all ids and one facet, and for some what is offered while
they are typed. Times are the best of three in milliseconds as seen by the clock, the processor's in
brackets; beside them stands a bare COUNT over an index of the same file.
`bench_search.py 100000` is the quick way; the file is made once under the temporary folder.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sample_people import sample_people

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.spool import collect_batches
from t20desk.demonstration.many_members import sample_members
from t20desk.errors import UserError
from t20desk.listing import Listing, count_rows, count_values, first_ids, list_ids
from t20desk.listing.offering import offer_values

PAGE = 100
SHARE = 0.3
"""So many people for each member."""
QUERIES = (
    ("member", "南京"), ("member", "nj"), ("member", "nanjing"), ("member", "zürich"),
    ("member", "123456"), ("member", "city:nj"), ("member", "city:南京"), ("member", "city:zur"),
    ("member", "country:DE"), ("member", "-country:CN"), ("member", "email:"),
    ("member", "people.family_name:müller"), ("member", "people.family_name:王"),
    ("member", "people:*"), ("member", "people:"), ("member", "people:#>2"),
    ("member", "people.phone:0250012"),
    ("member", "people.country:DE city:nj"), ("member", "name:~nord.*9$"),
    ("member", "name:~号$"), ("member", "name:~^sample.*77$"), ("member", "email:~7{4}"),
    ("affiliation", "member.country:DE"), ("affiliation", "member.city:nj"),
    ("affiliation", "member:nord"), ("affiliation", "person.family_name:weber"),
    ("affiliation", "position:director member.country:CN"), ("affiliation", "müller"),
    ("person", "organisations.country:DE"), ("person", "organisations.city:nj"),
)  # fmt: skip
FACETS = {"member": "country", "affiliation": "main_contact", "person": "country"}
TYPED = ("city:", "city:n", "city:nj", 'name:"sample n', "responsible:b", "people.family_name:mu",
         'people:"anna 77', "street:12", "people.city:x")  # fmt: skip


def open_alliance(count: int) -> tuple[Database, Path]:
    """The members with their people, made on first use."""
    folder = Path(tempfile.gettempdir()) / "t20desk-bench"
    folder.mkdir(exist_ok=True)
    path = folder / f"linked-{count}.t20"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        made = Database.create(part)
        made.apply(Change(Label("Sample members"), collect_batches(sample_members(count))))
        members = list_ids(made, Listing("member", view="all"))
        people = sample_people(int(count * SHARE), members)
        made.apply(Change(Label("Sample people"), collect_batches(people)))
        made.close()
        part.rename(path)
    return Database.open(path, read_only=True), path


def clock(work: Callable[[], object], times: int = 3) -> str:
    """Milliseconds by the clock, those of the processor in brackets; or what was said instead."""
    best, least = float("inf"), float("inf")
    for _turn in range(times):
        start, used = time.perf_counter(), time.process_time()
        try:
            work()
        except UserError as error:
            return str(error)[:20]
        best = min(best, time.perf_counter() - start)
        least = min(least, time.process_time() - used)
    return f"{1000 * best:7.0f} ({1000 * least:.0f})"


def measure(database: Database, kind: str, search: str) -> None:
    """One query in every way a list asks it."""
    listing = Listing(kind, search, "all")
    ways = (
        clock(lambda: first_ids(database, listing, PAGE)),
        clock(lambda: count_rows(database, listing), 1),
        clock(lambda: list_ids(database, listing), 1),
        clock(lambda: count_values(database, listing, FACETS[kind]), 1),
    )
    print(f"{kind:12}{search:38}" + "".join(f"{one:>16}" for one in ways), flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    only = sys.argv[2] if len(sys.argv) > 2 else ""
    database, path = open_alliance(count)
    bare = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    words = "SELECT count(*) FROM member INDEXED BY ix_member_country WHERE country = 'CN'"
    print("bare count over an index", clock(lambda: bare.execute(words).fetchone()))
    bare.close()
    print(f"{'':50}{'first page':>16}{'count':>16}{'ids':>16}{'facet':>16}")
    for kind, search in QUERIES:
        if only in search:
            measure(database, kind, search)
    for typed in TYPED:
        if only in typed:
            offered = clock(partial(offer_values, database, "member", typed, len(typed)))
            print(f"offered for {typed:38}{offered:>16}", flush=True)
    database.close()


if __name__ == "__main__":
    main()
