"""Member numbers: the next free one by the office's pattern, and none given twice."""

import json
import re
from collections.abc import Iterable, Iterator

from sqlalchemy import select

from t20desk.db.database import Database

USUAL_PATTERN = "0000"
"""Zeros stand for the counting number; other letters stay as they are."""


def propose_number(database: Database) -> str:
    """The next free member number; one that was ever given is not proposed again."""
    pattern = read_pattern(database)
    shape = _shape(pattern)
    highest = 0
    for number in _given_numbers(database):
        if found := shape.fullmatch(number):
            highest = max(highest, int(found[1]))
    return _write(pattern, highest + 1)


def read_pattern(database: Database) -> str:
    """The pattern of the office profile, else the usual one."""
    office = database.tables["office"]
    with database.read() as connection:
        given = connection.scalar(select(office.c.number_pattern).limit(1))
    return given if given and "0" in given else USUAL_PATTERN


def _given_numbers(database: Database) -> Iterator[str]:
    """Every number a member has, or had before it was changed or deleted."""
    member, journal = database.tables["member"], database.tables["journal"]
    with database.read() as connection:
        yield from connection.scalars(select(member.c.number).where(member.c.number.is_not(None)))
        earlier = select(journal.c.cells).where(
            journal.c.kind == "member", journal.c.cells.like('%"number":%')
        )
        yield from _earlier_numbers(connection.scalars(earlier))


def _earlier_numbers(rows: Iterable[str | None]) -> Iterator[str]:
    for cells in rows:
        value = json.loads(cells or "{}").get("number")
        yield from (one for one in (value if isinstance(value, list) else [value]) if one)


def _shape(pattern: str) -> re.Pattern[str]:
    before, zeros, after = _split(pattern)
    return re.compile(f"{re.escape(before)}([0-9]{{{len(zeros)},12}}){re.escape(after)}")


def _write(pattern: str, number: int) -> str:
    before, zeros, after = _split(pattern)
    return f"{before}{number:0{len(zeros)}}{after}"


def _split(pattern: str) -> tuple[str, str, str]:
    """What stands before the last run of zeros, the zeros, and what stands after."""
    found = list(re.finditer("0+", pattern))[-1]
    return pattern[: found.start()], found[0], pattern[found.end() :]
