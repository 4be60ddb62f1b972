"""Judging rows of a sheet: what they lack, what stands twice, which record they speak of."""

from collections.abc import Sequence
from functools import cached_property

from t20desk.db.database import Database
from t20desk.db.field_names import write_name
from t20desk.db.fields import Field, Kind
from t20desk.db.rules.reasons import (
    MANY_MATCH,
    NAME_KNOWN,
    ROW_TAKEN,
    is_turned,
    say_missing,
    say_turned,
)
from t20desk.i18n import N_, _
from t20desk.importing.agreeing_rows import refuse_disagreeing
from t20desk.importing.cells import CellReader
from t20desk.importing.choosing import Way
from t20desk.importing.headings import needed_groups
from t20desk.importing.key_teller import KeyTeller
from t20desk.importing.main_contact_rows import MainContactRows
from t20desk.importing.owed_names import KNOWN_BY, OwedNames
from t20desk.importing.row_part import RowPart
from t20desk.importing.rows_before import FreeRows
from t20desk.importing.sheet import ReadSheet
from t20desk.importing.telling import Teller
from t20desk.importing.twice import Group, TwiceValues
from t20desk.importing.values import LEFT_OUT
from t20desk.matching.records import KeyValue, RecordFinder, key_value
from t20desk.members import is_standing
from t20desk.outer_marks import is_of_another

OF_ANOTHER = N_(
    "{label} “{value}” was given to a record of another list; import the sheet into that list."
)
TAKEN_BY = N_("Row {row} speaks of the same record; say of one of them that it is new or left out.")
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
        self.before: FreeRows | None = None
        self.known_before: dict[int, int] = {}
        """Of the rows judged last the records they made when this very file came in before."""
        self.near: dict[int, list[int]] = {}
        """Of doubtful rows the records that they may speak of, by the number of the row."""
        self._decisions = sheet.options.decisions
        self._claimed: dict[int, int] = {}
        self._database = database
        self._kind = kind
        self._sheet = sheet
        self._reader = reader
        self._teller = teller
        self._contacts = MainContactRows(kind, teller)
        self._key, self._mode = way
        self._groups = [group for group in self._unique_groups() if group != self._key]
        self._names = self._name_fields()
        own = [one.field for one in sheet.columns if not is_standing(one.field)]
        self._written = {write_name(one): one for one in own}
        self._owed = OwedNames(database)
        self._keys = KeyTeller(sheet, teller)
        self.twice = TwiceValues()

    def _unique_groups(self) -> list[Group]:
        """The fields of the sheet, alone or together, that no two records may share."""
        mapped = {column.field.name: column.field for column in self._sheet.columns}
        alone = [(one,) for one in mapped.values() if one.unique]
        together = [names for names in self._kind.unique if mapped.keys() >= set(names)]
        return [*alone, *(tuple(mapped[name] for name in names) for names in together)]

    def _name_fields(self) -> Group:
        """The fields of the sheet that make up what a record is called."""
        shown = [self._kind.fields.get(path) for path in self._kind.title]
        names = {name for one in shown if one for name in (one.name, *one.sources)}
        fields = [column.field for column in self._sheet.columns]
        return tuple(one for one in fields if one.has_key and {one.name, one.group} & names)

    @cached_property
    def _spoken_of(self) -> set[int]:
        """Every record of which some row of the sheet speaks."""
        if not self._key:
            return set()
        values = [
            value
            for chunk in self._sheet.chunks()
            for value in self._reader.read_keys(chunk, self._key)
        ]
        return {key for ids in self._find_records(self._key, values).values() for key in ids}

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
        refuse_disagreeing(self._database, self._kind, part, self._teller)
        self._contacts.refuse(part)
        self.known_before = self._find_before(part)
        matches = self._match_rows(part)
        for group in self._groups:
            self._check_unique(part, group, matches)
        return matches

    def _check_span(self, part: RowPart, first: str, last: str) -> None:
        message = say_turned(self._kind, first, last)
        pairs = zip(part.values[first], part.values[last], strict=True)
        for at, (start, end) in enumerate(pairs):
            if is_turned(start, end):
                self._teller.refuse(part, at, self._kind.fields[last], message)

    def _check_unique(self, part: RowPart, group: Group, matches: Matches) -> None:
        values = _key_values(part, group)
        self.twice.note(part, group, values)
        twice = self.twice.rows_of(group)
        taken = self._find_records(group, values)
        for at, value in enumerate(values):
            if value in twice:
                self._keys.tell_twice(part, at, group, twice[value])
                continue
            # A holder of whom the sheet speaks too may give the value away.
            holders = taken.get(value, ())
            if holders and holders[0] != matches[at] and holders[0] not in self._spoken_of:
                self._keys.tell(part, at, group, ROW_TAKEN)

    def _find_before(self, part: RowPart) -> dict[int, int]:
        """What rows made before that have no key to be known by and of which nothing was said."""
        if not self.before:
            return {}
        keys = _key_values(part, self._key) if self._key else [(None,)] * len(part.raw)
        places = [
            at
            for at, value in enumerate(keys)
            if None in value and at not in part.bad and part.raw[at].number not in self._decisions
        ]
        return self.before.find(part, self._written, places)

    def _match_rows(self, part: RowPart) -> Matches:
        known: Matches = [None] * len(part.raw)
        return self._follow(part, self._match_keys(part) if self._key else known)

    def _match_keys(self, part: RowPart) -> Matches:
        values = _key_values(part, self._key)
        self.twice.note(part, self._key, values)
        twice = self.twice.rows_of(self._key)
        found = self._find_records(self._key, values)
        owed = self._find_owed(part, [at for at, value in enumerate(values) if value not in found])
        known = [found.get(value) or owed.get(at, []) for at, value in enumerate(values)]
        for at, (value, ids) in enumerate(zip(values, known, strict=True)):
            self.matched.update(ids)
            if value in twice:
                self._keys.tell_twice(part, at, self._key, twice[value])
            elif value in found and self._mode == "add":
                # All rows are new: none may change a record that is there.
                self._keys.tell(part, at, self._key, ROW_TAKEN)
            elif not ids and is_of_another(self._kind.name, str(value[0])):
                self._keys.tell(part, at, self._key, OF_ANOTHER)
            elif part.raw[at].number in self._decisions:
                continue
            elif len(ids) > 1:
                self.near[part.raw[at].number] = list(ids)
                self._keys.tell(part, at, self._key, MANY_MATCH, "doubt", count=len(ids))
            elif not ids and self._mode in ("update", "fill"):
                self._keys.tell_unknown(part, at, self._key, value)
        if self._mode == "both":
            self._doubt_doubles(part, values)
        return [ids[0] if len(ids) == 1 else None for ids in known]

    def _find_owed(self, part: RowPart, unmatched: Sequence[int]) -> dict[int, list[int]]:
        """The guests without a name that rows give the name of, by the place of the row."""
        names = {one.name for one in self._key}
        is_guest = self._kind.name == "participation" and names >= KNOWN_BY
        return self._owed.find(part, unmatched) if is_guest else {}

    def _follow(self, part: RowPart, matches: Matches) -> Matches:
        """What was said of single rows stands; no record is spoken of by two rows."""
        followed: Matches = []
        for at, (row, known) in enumerate(zip(part.raw, matches, strict=True)):
            decision = self._decisions.get(row.number)
            found = known if decision is None else decision if decision > 0 else None
            if decision == LEFT_OUT:
                part.mark(at, "doubt")
            elif (
                found is not None
                and at not in part.bad
                and self._claimed.setdefault(found, row.number) != row.number
            ):
                message = _(TAKEN_BY).format(row=self._claimed[found])
                self._teller.refuse(part, at, self._sheet.columns[0].field, message, "doubt")
            if found is not None:
                self.matched.add(found)
            followed.append(found)
        return followed

    def _doubt_doubles(self, part: RowPart, values: Sequence[KeyValue]) -> None:
        """A row without a key is new, unless a record of the same name is there."""
        blank = [
            at
            for at, value in enumerate(values)
            if None in value
            and at not in self.known_before
            and part.raw[at].number not in self._decisions
        ]
        if not blank or not self._names:
            return
        names = _key_values(part, self._names)
        known = self._find_records(self._names, [names[at] for at in blank])
        for at in blank:
            if names[at] in known:
                self.near[part.raw[at].number] = known[names[at]]
                self._keys.tell(part, at, self._key, NAME_KNOWN, "doubt")

    def lacks(self, part: RowPart, at: int) -> bool:
        """Whether a new row lacks what every record needs; says so."""
        lacking, fields = False, self._kind.fields
        for names in needed_groups(self._kind):
            given = [n for n in part.values if n in names or fields[n].group in names]
            if any(part.values[name][at] is not None for name in given):
                continue
            one = fields[given[0] if given else names[0]]
            self._teller.refuse(part, at, one, say_missing(self._kind, names))
            lacking = True
        return lacking


def _key_values(part: RowPart, fields: Sequence[Field]) -> list[KeyValue]:
    columns = [[key_value(one, cell) for cell in part.values[one.name]] for one in fields]
    return list(zip(*columns, strict=True))
