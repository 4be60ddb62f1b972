"""Why the database refused a change: the record and the sentence behind a broken constraint."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from t20desk.db.change import Change, Problem
from t20desk.db.fields import Field, Kind, Kinds, links_to
from t20desk.db.rules.reasons import (
    ID_TAKEN,
    NO_TARGET,
    PAIR_TAKEN,
    POINTED_TO,
    TAKEN,
    TWICE,
    is_turned,
    say_labels,
    say_missing,
    say_same,
    say_turned,
    say_value,
)
from t20desk.db.types import Stored
from t20desk.i18n import _, list_words

CHUNK = 500
"""So many values are asked for at a time."""

Cells = dict[str, Stored]


class Outcome:
    """What the records of one kind would be after a change."""

    def __init__(self, connection: Connection, tables: Mapping[str, Table], kind: Kind) -> None:
        self.kind = kind
        self._tables = tables
        self.new: dict[int, Cells] = {}
        self.edited: dict[int, Cells] = {}
        self.gone: set[int] = set()
        self.written: set[str] = set()
        """The fields that edits of records name."""
        self._connection = connection

    @property
    def table(self) -> Table:
        """Where the records are; built only for kinds that a change concerns."""
        return self._tables[self.kind.name]

    @property
    def cells(self) -> dict[int, Cells]:
        """The cells of every record that is new or edited."""
        return self.new | self.edited

    def concerns(self, names: Iterable[str]) -> bool:
        """Whether the change may break a rule about some fields; what it leaves alone is sound."""
        return bool(self.new) or not self.written.isdisjoint(names)

    def complete_edited(self) -> None:
        """Put what is there beneath the edited cells, as far as a rule asks for it."""
        names = sorted(self._list_asked())
        columns = [self.table.c.id, *(self.table.c[name] for name in names)]
        for row in self.read(columns, self.table.c.id, self.edited):
            self.edited[row[0]] = dict(zip(names, row[1:], strict=True)) | self.edited[row[0]]

    def _list_asked(self) -> set[str]:
        """The fields that the rules look at."""
        kind = self.kind
        alone = [(one.name,) for one in kind.written if one.unique or one.target]
        asked = {name for names in (*kind.unique, *alone) if self.concerns(names) for name in names}
        groups = (*kind.one_of, *kind.translated_groups, *kind.spans, *kind.apart)
        asked.update(name for names in groups for name in names)
        return {one.name for one in kind.written if one.required or one.name in asked}

    def read(self, columns: list[Any], column: Any, values: Iterable[Stored]) -> Iterator[Any]:
        """The rows in which a column has one of the values."""
        wanted = list(values)
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            yield from self._connection.execute(select(*columns).where(column.in_(part)))


Outcomes = dict[str, Outcome]
Rule = Callable[[Outcome, Outcomes], Iterator[Problem]]


def find_refusals(
    connection: Connection, kinds: Kinds, tables: Mapping[str, Table], change: Change
) -> list[Problem]:
    """Every sentence that explains why the database did not take the change."""
    outcomes = {kind.name: Outcome(connection, tables, kind) for kind in kinds.values()}
    for batch in change.batches:
        _note_rows(outcomes[batch.kind], batch.columns, batch.rows)
    touched = [one for one in outcomes.values() if one.new or one.edited or one.gone]
    for one in touched:
        one.complete_edited()
    rules: tuple[Rule, ...] = (
        _find_missing, _find_same_ids, _find_taken, _find_pairs, _find_lost_links, _find_pointing
    )  # fmt: skip
    return [problem for rule in rules for one in touched for problem in rule(one, outcomes)]


def _note_rows(outcome: Outcome, columns: tuple[str, ...], rows: Iterable[Any]) -> None:
    for key, before, after in rows:
        if after is None:
            outcome.gone.add(key)
        else:
            known = outcome.new if before is None else outcome.edited
            if before is not None:
                outcome.written.update(columns)
            known.setdefault(key, {}).update(zip(columns, after, strict=True))


def _find_missing(outcome: Outcome, _outcomes: Outcomes) -> Iterator[Problem]:
    for key, cells in outcome.cells.items():
        yield from check_record(outcome.kind, key, cells, is_new=True)


def check_record(
    kind: Kind, key: int, cells: Mapping[str, Stored], is_new: bool
) -> Iterator[Problem]:
    """What a record lacks by itself: required cells, one of several, dates and ends in order."""
    for one in kind.written:
        asked = is_new or one.name in cells
        if one.required and asked and cells.get(one.name) is None:
            yield Problem(kind.name, key, one.name, say_missing(kind, (one.name,)))
    for names in (*kind.one_of, *kind.translated_groups):
        asked = is_new or all(name in cells for name in names)
        if asked and all(cells.get(name) is None for name in names):
            yield Problem(kind.name, key, names[0], say_missing(kind, names))
    for first, last in kind.spans:
        if is_turned(cells.get(first), cells.get(last)):
            yield Problem(kind.name, key, last, say_turned(kind, first, last))
    for first, last in kind.apart:
        if cells.get(first) is not None and cells.get(first) == cells.get(last):
            yield Problem(kind.name, key, last, say_same(kind, first, last))


def _find_same_ids(outcome: Outcome, _outcomes: Outcomes) -> Iterator[Problem]:
    column = outcome.table.c.id
    for row in outcome.read([column], column, outcome.new):
        yield Problem(outcome.kind.name, row[0], None, _(ID_TAKEN))


def _find_taken(outcome: Outcome, _outcomes: Outcomes) -> Iterator[Problem]:
    for one in outcome.kind.written:
        if one.unique and outcome.concerns((one.name,)):
            yield from _find_taken_values(outcome, one)


def _find_taken_values(outcome: Outcome, one: Field) -> Iterator[Problem]:
    wanted: dict[Stored, int] = {}
    known = outcome.cells
    for key, cells in known.items():
        value = cells.get(one.name)
        if value is None:
            continue
        if value in wanted:
            yield Problem(one.kind, key, one.name, say_value(TWICE, one, value))
        wanted.setdefault(value, key)
    table = outcome.table
    column = table.c[one.name]
    for holder, value in outcome.read([table.c.id, column], column, wanted):
        if holder not in known and holder not in outcome.gone:
            yield Problem(one.kind, wanted[value], one.name, say_value(TAKEN, one, value))


def _find_pairs(outcome: Outcome, _outcomes: Outcomes) -> Iterator[Problem]:
    for names in filter(outcome.concerns, outcome.kind.unique):
        yield from _find_same_pairs(outcome, names)


def _find_same_pairs(outcome: Outcome, names: tuple[str, ...]) -> Iterator[Problem]:
    """Records with the same values as another one, which stays or is in the change too."""
    known = outcome.cells
    columns = [outcome.table.c[name] for name in names]
    firsts = {cells.get(names[0]) for cells in known.values()} - {None}
    seen = {
        tuple(row[1:])
        for row in outcome.read([outcome.table.c.id, *columns], columns[0], firsts)
        if row[0] not in known and row[0] not in outcome.gone
    }
    labels = say_labels(outcome.kind, names)
    for key, cells in known.items():
        values = tuple(cells.get(name) for name in names)
        if None not in values and values in seen:
            text = _(PAIR_TAKEN).format(labels=labels)
            yield Problem(outcome.kind.name, key, names[-1], text)
        seen.add(values)


def _find_lost_links(outcome: Outcome, outcomes: Outcomes) -> Iterator[Problem]:
    known = outcome.cells
    for one in outcome.kind.links:
        if not outcome.concerns((one.name,)):
            continue
        aim = outcomes[one.target or ""]
        wanted = {cells.get(one.name) for cells in known.values()} - aim.new.keys() - {None}
        column = aim.table.c.id
        there = {row[0] for row in aim.read([column], column, wanted)} - aim.gone
        lost = wanted - there
        for key, cells in known.items() if lost else ():
            if cells.get(one.name) in lost:
                text = _(NO_TARGET).format(label=one.say())
                yield Problem(one.kind, key, one.name, text)


def _find_pointing(outcome: Outcome, outcomes: Outcomes) -> Iterator[Problem]:
    """Records that go although others, which stay as they are, point to them."""
    pointed: dict[int, set[str]] = {}
    known = {name: one.kind for name, one in outcomes.items()}
    for one in links_to(known, outcome.kind.name):
        source = outcomes[one.kind]
        columns = [source.table.c.id, source.table.c[one.name]]
        for key, target in source.read(columns, columns[1], outcome.gone):
            stays = key not in source.gone
            if stays and source.edited.get(key, {}).get(one.name, target) == target:
                pointed.setdefault(target, set()).add(_(source.kind.plural))
    for key, kinds in pointed.items():
        text = _(POINTED_TO).format(kinds=list_words(sorted(kinds)))
        yield Problem(outcome.kind.name, key, None, text)
