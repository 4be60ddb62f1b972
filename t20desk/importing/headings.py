"""Finding the row of headings and the field each heading means."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, _
from t20desk.importing.values import MappedColumn
from t20desk.reading import SheetRow, column_letters

SEARCHED_ROWS = 40
"""The headings are looked for in so many rows from the top."""


@lru_cache(maxsize=64)
def known_headings(kind: Kind) -> dict[str, Field]:
    """The fields of a kind by every heading that means them, folded."""
    found: dict[str, Field] = {}
    fields = [one for one in kind.fields.values() if not one.hidden]
    for one in fields:
        found.setdefault(match_key(one.name), one)
    for one in fields:
        for language in LANGUAGES:
            found.setdefault(match_key(one.say(language)), one)
    for one in fields:
        for alias in one.aliases:
            found.setdefault(match_key(alias), one)
    return found


def read_heading(cell: object) -> str:
    """A heading as one line of text."""
    return "" if cell is None else " ".join(str(cell).split())


def find_header(
    kind: Kind, rows: Sequence[SheetRow], mapping: Mapping[str, str]
) -> SheetRow | None:
    """The row among the first ones that holds most known headings; None where none does."""
    known = known_headings(kind)
    wanted = {match_key(heading) for heading in mapping}
    best: tuple[int, SheetRow] | None = None
    for row in rows[:SEARCHED_ROWS]:
        keys = {match_key(read_heading(cell)) for cell in row.cells if isinstance(cell, str)}
        score = len(keys & (known.keys() | wanted))
        if score and (best is None or score > best[0]):
            best = (score, row)
    return best[1] if best else None


def match_columns(
    kind: Kind, header: SheetRow, mapping: Mapping[str, str], sheet: str
) -> tuple[list[MappedColumn], list[str]]:
    """The columns with the fields they mean, and the headings that mean none.

    Raises UserError where two headings mean one field, or a mapping names no field.
    """
    given = {match_key(heading): name for heading, name in mapping.items()}
    columns: list[MappedColumn] = []
    ignored: list[str] = []
    for place, cell in enumerate(header.cells):
        heading = read_heading(cell)
        letter = column_letters(place)
        one = _find_field(kind, heading, letter, given)
        if one is not None:
            columns.append(MappedColumn(place, letter, heading, one))
        elif heading:
            ignored.append(heading)
    _refuse_twice(columns, header, sheet)
    _refuse_unused(given, header)
    return columns, ignored


def _find_field(kind: Kind, heading: str, letter: str, given: Mapping[str, str]) -> Field | None:
    for key in (match_key(heading), match_key(letter)):
        if key and key in given:
            name = given[key]
            return find_target(kind, name) if name else None
    return known_headings(kind).get(match_key(heading)) if heading else None


def find_target(kind: Kind, name: str) -> Field:
    """The field that a mapping names; raises UserError for an unknown one."""
    found = kind.fields.get(name) or known_headings(kind).get(match_key(name))
    if found is None:
        raise UserError(
            _(
                "“{name}” is not a field of {kind}; look up its fields and map the heading again."
            ).format(name=name, kind=_(kind.plural))
        )
    return found


def _refuse_twice(columns: Sequence[MappedColumn], header: SheetRow, sheet: str) -> None:
    seen: dict[str, MappedColumn] = {}
    for column in columns:
        first = seen.setdefault(column.field.name, column)
        if first is not column:
            raise UserError(
                _(
                    "Sheet “{sheet}”, row {row}: columns {first} “{first_heading}” and {second} "
                    "“{second_heading}” both mean {field}; leave one of them out or map it."
                ).format(
                    sheet=sheet,
                    row=header.number,
                    first=first.letter,
                    first_heading=first.heading,
                    second=column.letter,
                    second_heading=column.heading,
                    field=column.field.say(),
                ),
                column.field.name,
            )


def _refuse_unused(given: Mapping[str, str], header: SheetRow) -> None:
    there = {match_key(read_heading(cell)) for cell in header.cells}
    there |= {match_key(column_letters(place)) for place in range(len(header.cells))}
    for key in given:
        if key not in there:
            raise UserError(
                _(
                    "The sheet has no heading “{heading}”; look up its headings and map again."
                ).format(heading=key)
            )
