"""What becomes of the rows of a returned book while it is planned: counts, clashes, problems."""

from collections.abc import Iterable

from t20desk.db.change import Problem
from t20desk.importing.telling import SheetTeller
from t20desk.importing.values import ImportCounts
from t20desk.round_trip.columns import BookColumn
from t20desk.round_trip.comparing import ReturnedRow
from t20desk.round_trip.values import Clash


class Outcome:
    """Counts each row once and gathers what is to be said of it."""

    def __init__(self, teller: SheetTeller, columns: Iterable[BookColumn]) -> None:
        self.counts = ImportCounts()
        self.clashes: list[Clash] = []
        self.undecided: set[int] = set()
        """The records that are doubtful only because cells of them clash."""
        self.rows: dict[tuple[str, int], int] = {}
        """The row of the sheet behind each record that is written."""
        self.new_rows: dict[int, int] = {}
        """The row of the sheet behind each record that is made."""
        self._teller = teller
        self._columns = {one.path: one.mapped for one in columns}

    def count(self, key: int, is_changed: bool, is_open: bool) -> None:
        """Count the row of a known record: what is only to be decided is doubtful."""
        if is_changed:
            self.counts.changed += 1
        elif is_open:
            self.counts.doubtful += 1
            self.undecided.add(key)
        else:
            self.counts.same += 1

    def note_row(self, kind: str, key: int, number: int) -> None:
        """Remember which row a record is written from."""
        self.rows[kind, key] = number

    def drop_bad(self, rows: Iterable[ReturnedRow]) -> list[ReturnedRow]:
        """The rows that may be taken; the others are counted."""
        good = []
        for row in rows:
            if row.severity == "error":
                self.counts.errors += 1
            elif row.severity == "doubt":
                self.counts.doubtful += 1
            else:
                good.append(row)
        return good

    def doubt(self, row: ReturnedRow, message: str) -> None:
        """Leave a row out for a reason that belongs to no cell."""
        self._teller.say("doubt", row.raw, None, message, "")
        row.mark("doubt")

    def note(self, row: ReturnedRow, message: str) -> None:
        """Say something of a row that is taken."""
        self._teller.say("note", row.raw, None, message, "")

    def refuse(self, row: ReturnedRow, problems: Iterable[Problem]) -> None:
        """Leave a row out because its record would break a rule."""
        for problem in problems:
            column = self._columns.get(problem.field or "")
            cells = row.raw.cells
            value = cells[column.place] if column and column.place < len(cells) else ""
            self._teller.say("error", row.raw, column, problem.message, value)
        row.mark("error")
        self.counts.errors += 1
