"""Judging rows of a sheet: what they lack, what stands twice, which record they speak of."""

from collections.abc import Sequence

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.types import cut
from t20desk.i18n import N_, _
from t20desk.importing.cells import CellReader
from t20desk.importing.choosing import Way, needed_groups
from t20desk.importing.matching import KeyValue, RecordFinder, key_value
from t20desk.importing.row_part import RowPart
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.telling import Teller
from t20desk.importing.values import Severity

KEY_TWICE = N_("{field} “{value}” stands in several rows ({rows}); keep one of them.")
KEY_EMPTY = N_("{field} is empty, so the record cannot be found; fill it in.")
TAKEN = N_("{field} “{value}” is already given to another record; correct it or update by it.")
NO_MATCH = N_("No record has {field} “{value}”, so there is nothing to update; check the value.")
MANY_MATCH = N_("{count} records have {field} “{value}”; tell them apart by another key.")
MISSING = N_("{field} is missing; fill it in.")
ONE_NEEDED = N_("One of these is needed: {fields}; fill one in.")
TURNED = N_("{last} lies before {first}; correct one of them.")
MOST_ROWS = 6
"""So many row numbers stand in one sentence."""

Matches = list[int | None]
"""The record each row speaks of."""


class RowJudge:
    """Finds which rows cannot be taken, and the record that each of the others speaks of."""

    def __init__(
        self,
        database: Database,
        kind: Kind,
        sheet: ReadSheet,
        reader: CellReader,
        teller: Teller,
        way: Way,
    ) -> None:
        self.matched: set[int] = set()
        """Every record that a row speaks of."""
        self._database = database
        self._kind = kind
        self._sheet = sheet
        self._reader = reader
        self._teller = teller
        self._key, self._mode = way
        self._groups = [group for group in self._unique_groups() if group != self._key]
        self._twice: dict[tuple[Field, ...], dict[KeyValue, list[int]]] = {}
        self._spoken_of: set[int] = set()

    def _unique_groups(self) -> list[tuple[Field, ...]]:
        """The fields of the sheet, alone or together, that no two records may share."""
        mapped = {column.field.name: column.field for column in self._sheet.columns}
        alone = [(one,) for one in mapped.values() if one.unique]
        together = [names for names in self._kind.unique if mapped.keys() >= set(names)]
        return [*alone, *(tuple(mapped[name] for name in names) for names in together)]

    def look_over(self) -> None:
        """Find keys and unique values that stand in several rows, before any row is judged."""
        for group in filter(None, (self._key, *self._groups)):
            self._twice[group] = self._find_twice(group)

    def _find_twice(self, group: tuple[Field, ...]) -> dict[KeyValue, list[int]]:
        rows: dict[KeyValue, list[int]] = {}
        for chunk in self._sheet.rows.chunks():
            for row, value in zip(chunk, self._reader.read_keys(chunk, group), strict=True):
                if None not in value:
                    rows.setdefault(value, []).append(row.number)
        if group == self._key and self._groups:
            found = self._find_records(group, list(rows))
            self._spoken_of = {key for ids in found.values() for key in ids}
        return {value: numbers for value, numbers in rows.items() if len(numbers) > 1}

    def _find_records(
        self, group: Sequence[Field], values: Sequence[KeyValue]
    ) -> dict[KeyValue, list[int]]:
        wanted = [value for value in values if None not in value]
        return RecordFinder(self._database, self._kind, group).find_records(wanted)

    def judge(self, part: RowPart) -> Matches:
        """Refuse what cannot be taken; the record that each row speaks of, by the key."""
        for first, last in (*self._kind.spans, ("joined", "left")):
            if first in part.values and last in part.values:
                self._check_span(part, first, last)
        matches = self._match_rows(part)
        for group in self._groups:
            self._check_unique(part, group, matches)
        return matches

    def _check_span(self, part: RowPart, first: str, last: str) -> None:
        fields = self._kind.fields
        message = _(TURNED).format(last=_(fields[last].label), first=_(fields[first].label))
        pairs = zip(part.values[first], part.values[last], strict=True)
        for at, (start, end) in enumerate(pairs):
            if isinstance(start, str) and isinstance(end, str) and start > f"{end}~":
                self._teller.refuse(part, at, fields[last], message)

    def _check_unique(self, part: RowPart, group: tuple[Field, ...], matches: Matches) -> None:
        values = _key_values(part, group)
        taken = self._find_records(group, values)
        for at, value in enumerate(values):
            if value in self._twice[group]:
                self._say_twice(part, at, group, value)
                continue
            # A holder of whom the sheet speaks too may give the value away.
            holders = taken.get(value, ())
            if holders and holders[0] != matches[at] and holders[0] not in self._spoken_of:
                self._tell(part, at, group, TAKEN)

    def _match_rows(self, part: RowPart) -> Matches:
        if not self._key:
            return [None] * len(part.raw)
        values = _key_values(part, self._key)
        found = self._find_records(self._key, values)
        for at, value in enumerate(values):
            ids = found.get(value, ())
            if value in self._twice[self._key]:
                self._say_twice(part, at, self._key, value)
            elif len(ids) > 1:
                self._tell(part, at, self._key, MANY_MATCH, "doubt", count=len(ids))
            elif not ids and self._mode in ("update", "fill"):
                self._tell(part, at, self._key, KEY_EMPTY if None in value else NO_MATCH, "doubt")
            self.matched.update(ids)
        return [found[value][0] if len(found.get(value, ())) == 1 else None for value in values]

    def _say_twice(self, part: RowPart, at: int, group: tuple[Field, ...], value: KeyValue) -> None:
        numbers = self._twice[group][value]
        more = " …" if len(numbers) > MOST_ROWS else ""
        rows = ", ".join(map(str, numbers[:MOST_ROWS])) + more
        self._tell(part, at, group, KEY_TWICE, rows=rows)

    def _tell(
        self,
        part: RowPart,
        at: int,
        group: Sequence[Field],
        message: str,
        severity: Severity = "error",
        **words: object,
    ) -> None:
        """Refuse a row because of a key: a sentence with its fields and what they hold."""
        labels = ", ".join(_(one.label) for one in group)
        shown = ", ".join(filter(None, (self._show(part, at, one) for one in group)))
        text = _(message).format(field=labels, value=shown, **words)
        self._teller.refuse(part, at, group[-1], text, severity)

    def _show(self, part: RowPart, at: int, one: Field) -> str:
        """What the sheet says in a cell; of a link its text."""
        if one.target is None:
            return cut(one.type.format(part.values[one.name][at]))
        column = next(column for column in self._sheet.columns if column.field.name == one.name)
        return cut(part.cells_of(column.place)[at] or "")

    def lacks(self, part: RowPart, at: int) -> bool:
        """Whether a new row lacks what every record needs; says so."""
        lacking, fields = False, self._kind.fields
        for names in needed_groups(self._kind):
            given = [n for n in part.values if n in names or fields[n].group in names]
            if any(part.values[name][at] is not None for name in given):
                continue
            labels = ", ".join(_(fields[name].label) for name in names)
            message = MISSING if len(names) == 1 else ONE_NEEDED
            text = _(message).format(field=labels, fields=labels)
            self._teller.refuse(part, at, fields[given[0] if given else names[0]], text)
            lacking = True
        return lacking


def _key_values(part: RowPart, fields: Sequence[Field]) -> list[KeyValue]:
    columns = [[key_value(one, cell) for cell in part.values[one.name]] for one in fields]
    return list(zip(*columns, strict=True))
