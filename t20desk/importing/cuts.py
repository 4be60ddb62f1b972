"""Choosing how one cell is cut, and the columns of whole names that are cut unasked."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from typing import Final

from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key
from t20desk.db.naming import full_name
from t20desk.db.types import Stored
from t20desk.importing.cutting import (
    ADDRESS_FIELDS,
    NAME_FIELDS,
    Cut,
    cut_address,
    cut_at,
    cut_name,
)
from t20desk.importing.headings import find_target, known_headings, read_heading
from t20desk.importing.people import cut_person, is_han
from t20desk.importing.values import ImportOptions, MappedColumn, Split
from t20desk.reading.rows import SheetRow, column_letters

WHOLE_FIELDS: Final = (*NAME_FIELDS, "original_name", "name_order")
"""What a whole name may hold, in one script or in both."""
PARTS: Final = frozenset(("given_name", "family_name"))
SAYS_ALL: Final = match_key("姓名")
"""A heading of the name in original script that means a whole name where no other one is given."""
Pair = tuple[Stored, Stored]


def choose_cut(fields: Sequence[str], sign: str) -> Cut:
    """How a text is cut for these fields; what has no field of its own stays in the main one."""
    if sign:
        return cut_at(sign, fields)
    if set(fields) <= set(ADDRESS_FIELDS):
        return _keep_within(cut_address, fields, ADDRESS_FIELDS)
    if set(fields) <= set(NAME_FIELDS):
        return _keep_within(cut_name, fields, ("given_name", "family_name", "title"))
    if set(fields) <= set(WHOLE_FIELDS):
        return _keep_within(cut_whole, fields, ("given_name", "family_name", "title"))
    return cut_at(" ", fields)


def _keep_within(cut: Cut, fields: Sequence[str], main: Sequence[str]) -> Cut:
    """Keep the parts that have no field of their own with the first main field."""
    rest = next((name for name in main if name in fields), fields[0])

    def cut_within(text: str) -> dict[str, str]:
        parts = cut(text)
        order = [name for name in parts if name not in fields or name == rest]
        kept = {name: part for name, part in parts.items() if name in fields}
        if order:
            kept[rest] = " ".join(parts[name] for name in order)
        return kept

    return cut_within


def cut_whole(text: str) -> dict[str, str]:
    """All that a whole name says; one in Chinese characters is that in original script too."""
    parts = cut_person(text)
    name = parts.get("family_name", "") + parts.get("given_name", "")
    return {**parts, "original_name": name} if is_han(name) else parts


def gives_names(kind: Kind, names: set[str], headings: Sequence[str]) -> set[str]:
    """The parts of a name that a column of whole names gives, where no other one does."""
    if "full_name" not in kind.fields or PARTS & names:
        return set()
    says_all = "full_name" in names or any(match_key(one) == SAYS_ALL for one in headings)
    return set(PARTS) if says_all else set()


def part_names(kind: Kind, header: SheetRow, options: ImportOptions) -> ImportOptions:
    """Cut a column of whole names where neither a choice nor another column gives the parts.

    Beside a column of given names, what is called Name holds the family names.
    """
    if "full_name" not in kind.fields or options.mode in ("update", "fill"):
        return options
    free = _free_columns(kind, header, options)
    given = {one.name for one in free.values()} | _given_by_choice(kind, options)
    whole = _find_place(free, "full_name")
    if whole is not None and given & PARTS == {"given_name"}:
        return replace(options, mapping={**options.mapping, column_letters(whole): "family_name"})
    place = _find_original(header, free) if whole is None else whole
    if place is None or given & PARTS:
        return options
    taken = given - {free[place].name}
    fields = tuple(name for name in WHOLE_FIELDS if name not in taken)
    return replace(options, splits=(*options.splits, Split(column_letters(place), fields)))


def _free_columns(kind: Kind, header: SheetRow, options: ImportOptions) -> dict[int, Field]:
    """The columns by their places whose heading alone says where they go."""
    named = [*options.mapping, *(split.column for split in options.splits)]
    named += [name for join in options.joins for name in join.columns]
    chosen, known = {match_key(name) for name in named}, known_headings(kind)
    found = {}
    for place, cell in enumerate(header.cells):
        key = match_key(read_heading(cell))
        if key in known and not {key, match_key(column_letters(place))} & chosen:
            found[place] = known[key]
    return found


def _given_by_choice(kind: Kind, options: ImportOptions) -> set[str]:
    names = [*options.mapping.values(), *options.constants]
    names += [name for split in options.splits for name in split.fields]
    names += [join.field for join in options.joins]
    return {find_target(kind, name).name for name in names if name and "." not in name}


def _find_original(header: SheetRow, columns: dict[int, Field]) -> int | None:
    keys = ((place, match_key(read_heading(header.cells[place]))) for place in columns)
    return next((place for place, key in keys if key == SAYS_ALL), None)


def is_name_cut(columns: Sequence[MappedColumn]) -> bool:
    """Whether given and family names come from one column."""
    letters = [column.letter for column in columns if column.field.name in PARTS]
    return len(letters) == len(PARTS) and len(set(letters)) == 1


def drop_same_name(cells: MutableMapping[str, Pair], present: Mapping[str, Stored]) -> None:
    """A whole name that says nothing new parts no name of a record that is there anew."""
    names = ("given_name", "family_name", "name_order")
    before = full_name(*(_text(present.get(name)) for name in names))
    # A cell says its own order, whatever that of the record is.
    known = {**present, "name_order": None}
    after = full_name(*(_text(cells[n][1] if n in cells else known.get(n)) for n in names))
    if before is None or after is None:
        return
    if match_key(after) == match_key(before) or (is_han(after) and not is_han(before)):
        for name in names:
            cells.pop(name, None)


def _text(value: Stored) -> str | None:
    return None if value is None else str(value)


def _find_place(columns: dict[int, Field], name: str) -> int | None:
    return next((place for place, one in columns.items() if one.name == name), None)
