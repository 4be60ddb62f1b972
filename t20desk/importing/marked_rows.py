"""Rows that come from an address book: the kind of the records that they name by their marks."""

from collections.abc import Sequence
from typing import Final

from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.keys import match_key
from t20desk.importing.fitting import recognise_kind
from t20desk.importing.headings import read_heading
from t20desk.matching.records import RecordFinder, key_value
from t20desk.reading.rows import SheetRow

MARK: Final = "uid"


def find_kind(database: Database, rows: Sequence[SheetRow], wanted: str = "") -> str:
    """The kind of record that rows speak of: by the marks of most, else by their headings."""
    return find_marked_kind(database, rows) or recognise_kind(database.kinds, rows, wanted)


def find_marked_kind(database: Database, rows: Sequence[SheetRow]) -> str:
    """The kind of the records that most of the rows are known as; empty for none."""
    heads = [match_key(read_heading(cell)) for cell in rows[0].cells] if rows else []
    if MARK not in heads:
        return ""
    place = heads.index(MARK)
    marks = [row.cells[place] for row in rows[1:] if place < len(row.cells) and row.cells[place]]
    known = {
        name: _count_known(database, kind, marks)
        for name, kind in database.kinds.items()
        if MARK in kind.fields
    }
    best = max(known, key=lambda name: known[name])
    return best if known[best] * 2 > len(marks) else ""


def _count_known(database: Database, kind: Kind, marks: Sequence[object]) -> int:
    one = kind.fields[MARK]
    wanted = [(key_value(one, str(mark)),) for mark in marks]
    return len(RecordFinder(database, kind, [one]).find_records(wanted))
