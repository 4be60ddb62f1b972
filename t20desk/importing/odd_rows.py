"""The rows of a sheet that somebody should look at, each with the records it may speak of."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.doubles.alike import MOST_ROWS, MOST_SEARCHED, AlikeFinder, say_alike
from t20desk.doubles.candidates import Values
from t20desk.doubles.finding import Pair, say_reasons
from t20desk.i18n import N_, _, list_words, say_number
from t20desk.importing.judging import RowJudge
from t20desk.importing.row_part import RowPart
from t20desk.importing.row_store import RawRow
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.telling import Teller, show_raw
from t20desk.importing.values import LEFT_OUT, Candidate, OddRow, RowSort
from t20desk.listing import read_titles

MOST_NOTES: Final = 200
MOST_KEPT: Final = 5_000
MOST_CANDIDATES: Final = 4
CUT: Final = N_("Only the first {number} new rows were compared with the records that are there.")
NARROW: Final = N_(
    "The list is large: names spelled nearly alike, mail addresses and telephone numbers were "
    "compared for the first {number} new rows, further rows by their very name; look for doubles "
    "afterwards."
)
TWIN: Final = N_(
    "Row {row} has the same name, and each makes a record of its own; leave one out where both "
    "mean the same."
)
SAME_NAME: Final = N_("the same name")


class OddRowKeeper:
    """Keeps rows with errors and doubts, rows that look like a record, and decided ones."""

    def __init__(
        self, database: Database, kind: Kind, sheet: ReadSheet, teller: Teller, judge: RowJudge
    ) -> None:
        self.rows: list[OddRow] = []
        self._kept: list[OddRow] = []
        """Rows that are odd, or will be if they look like a record."""
        self._surely_odd = 0
        self._compared: dict[int, Values] = {}
        self._fresh: set[int] = set()
        self._database = database
        self._kind = kind
        self._sheet = sheet
        self._teller = teller
        self._judge = judge
        self._finder = AlikeFinder(database, kind, sheet.options.alike)
        self._told = 0

    def keep(self, part: RowPart, fresh: Sequence[int]) -> None:
        """Keep the odd ones among some rows; `fresh` are the places of those that would be new."""
        decisions = self._sheet.options.decisions
        decided = {at for at, row in enumerate(part.raw) if row.number in decisions}
        doubtful = {at for at, severity in part.bad.items() if severity == "doubt"}
        compared = self._finder.take(part.values, sorted({*fresh, *doubtful, *decided}))
        self._compared.update((part.raw[at].number, row) for at, row in compared.items())
        self._fresh.update(part.raw[at].number for at in fresh)
        reasons = self._read_reasons()
        for at in sorted({*part.bad, *compared, *decided}):
            sort = _sort(part, at, decisions.get(part.raw[at].number))
            if sort != "alike":
                if self._surely_odd == MOST_KEPT:
                    continue
                self._surely_odd += 1
            number = part.raw[at].number
            self._kept.append(
                OddRow(
                    number,
                    sort,
                    tuple(show_raw(part.cells_of(one.place)[at]) for one in self._sheet.columns),
                    tuple(part.values[one.field.name][at] for one in self._sheet.columns),
                    tuple(reasons.get(number, ())),
                )
            )

    def finish(self) -> None:
        """Compare all rows at once, and leave those that are odd."""
        like = self._finder.find(self._compared)
        rest = {number: row for number, row in self._compared.items() if number not in like}
        named = self._finder.find_namesakes(rest)
        near = {number: self._say_near(pairs) for number, pairs in like.items()}
        near |= {
            number: [Candidate(key, None, _(SAME_NAME)) for key in ids]
            for number, ids in named.items()
        }
        odd = [one for one in self._kept if one.sort != "alike" or one.number in near]
        undecided = sorted(near.keys() - self._sheet.options.decisions.keys())
        self._note({number: near[number][0] for number in undecided})
        self._note_twins()
        self.rows = [
            one._replace(candidates=self._name_candidates(one.number, near.get(one.number, ())))
            for one in odd[:MOST_KEPT]
        ]

    def remarks(self) -> Iterator[str]:
        """What is to be said of the comparing as a whole."""
        if self._finder.is_cut:
            yield _(CUT).format(number=say_number(MOST_ROWS))
        if self._finder.is_narrow:
            yield _(NARROW).format(number=say_number(MOST_SEARCHED))

    def _read_reasons(self) -> dict[int, list[str]]:
        """What was told of rows since the last part."""
        found: dict[int, list[str]] = {}
        for one in islice(self._teller.problems, self._told, None):
            if one.severity != "note":
                found.setdefault(one.row, []).append(one.message)
        self._told = len(self._teller.problems)
        return found

    def _say_near(self, pairs: Sequence[Pair]) -> list[Candidate]:
        """The records that a row looks like, with what speaks for each."""
        reasons = (list_words(say_reasons(self._kind.name, pair)) for pair in pairs)
        return [
            Candidate(pair.other, pair.score, said)
            for pair, said in zip(pairs, reasons, strict=True)
        ]

    def _name_candidates(self, number: int, near: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """The records that the key of a row names, then those it looks like."""
        found = {key: Candidate(key) for key in self._judge.near.get(number, ())}
        found |= {one.id: one for one in near}
        ordered = sorted(found.values(), key=lambda one: -(one.score or 0))
        return tuple(ordered[:MOST_CANDIDATES])

    def _note(self, near: dict[int, Candidate]) -> None:
        """Note at rows what is there already; a note refuses nothing."""
        noted = list(near.items())[:MOST_NOTES]
        titles = read_titles(self._database, self._kind.name, [one.id for _number, one in noted])
        for number, one in noted:
            message = say_alike(titles.get(one.id, ""), one.reasons)
            self._teller.say("note", RawRow(number, []), None, message, "")

    def _note_twins(self) -> None:
        """Note at rows that an earlier new one has their name."""
        new = {number: row for number, row in self._compared.items() if number in self._fresh}
        for number, first in islice(self._finder.find_twins(new).items(), MOST_NOTES):
            self._teller.say("note", RawRow(number, []), None, _(TWIN).format(row=first), "")


def _sort(part: RowPart, at: int, decision: int | None) -> RowSort:
    severity = part.bad.get(at)
    if severity == "error":
        return "error"
    if decision == LEFT_OUT or (decision is not None and severity is None):
        return "decided"
    # What was said of a row need not settle it: another one may speak of the same record.
    return "doubtful" if severity == "doubt" else "alike"
