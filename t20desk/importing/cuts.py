"""Choosing how one cell is cut, and the columns of whole names that are cut unasked."""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.keys import match_key
from t20desk.db.naming import full_name
from t20desk.db.types import Stored
from t20desk.importing.brought_along import settle_company
from t20desk.importing.cutting import (
    ADDRESS_FIELDS,
    NAME_FIELDS,
    TOWN_FIELDS,
    Cut,
    cut_address,
    cut_at,
    cut_name,
    cut_town,
)
from t20desk.importing.days_apart import settle_day
from t20desk.importing.described import find_described, find_fitting
from t20desk.importing.headings import (
    find_fields,
    find_target,
    known_headings,
    read_heading,
)
from t20desk.importing.people import PARTS, SAYS_ALL, cut_person, is_han
from t20desk.importing.pinyin_names import NameOrder
from t20desk.importing.values import ImportOptions, Join, MappedColumn, Split
from t20desk.reading.rows import SheetRow, column_letters

WHOLE_FIELDS: Final = (*NAME_FIELDS, "original_name", "name_order")
"""What a whole name may hold, in one script or in both."""
MAIN_PARTS: Final = ("given_name", "family_name", "title")
_BETWEEN_WORDS: Final = re.compile(r"[\s/,;&+|、，]+(?:und|and)?\s*")
TOWN_WORDS: Final = (
    frozenset(("plz", "postleitzahl", "postcode", "zip", "postalcode", "邮编", "邮政编码")),
    frozenset(("ort", "stadt", "city", "town", "城市", "市")),
)
"""What stands in the heading of a column that holds postcode and city."""
TIME_WORDS: Final = frozenset(
    ("uhrzeit", "zeit", "startzeit", "time", "timeofday", "starttime", "时间", "时刻")
)
"""What stands above the times of day of a column of days."""
Pair = tuple[Stored, Stored]


def choose_cut(fields: Sequence[str], sign: str, order: NameOrder = "given_first") -> Cut:
    """How a text is cut for these fields; what has no field of its own stays in the main one.

    The order is that of Chinese names in Latin letters that could be meant either way.
    """
    if sign:
        return cut_at(sign, fields)
    if set(fields) <= set(TOWN_FIELDS):
        return _keep_within(cut_town, fields, ("city", "postcode"))
    if set(fields) <= set(ADDRESS_FIELDS):
        return _keep_within(cut_address, fields, ADDRESS_FIELDS)
    if set(fields) <= set(NAME_FIELDS):
        return _keep_within(partial(cut_name, order=order), fields, MAIN_PARTS)
    if set(fields) <= set(WHOLE_FIELDS):
        return _keep_within(partial(cut_whole, order=order), fields, MAIN_PARTS)
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


def cut_whole(text: str, order: NameOrder = "given_first") -> dict[str, str]:
    """All that a whole name says; one in Chinese characters is that in original script too."""
    parts = cut_person(text, order)
    name = parts.get("family_name", "") + parts.get("given_name", "")
    return {**parts, "original_name": name} if is_han(name) else parts


def settle_cuts(
    kind: Kind,
    kinds: Kinds,
    header: SheetRow,
    below: Sequence[SheetRow],
    options: ImportOptions,
) -> ImportOptions:
    """The options with the columns cut that nobody spoke of and that hold more than one field,
    with day and time of day joined where they stand apart, and company sent where it belongs."""
    parted = _part_towns(kind, kinds, header, part_names(kind, header, options))
    headings = enumerate(map(read_heading, header.cells))
    chosen = {place for place, text in headings if _is_chosen(place, text, options)}
    parted = settle_company(kind, header, below, parted, chosen)
    return settle_day(kind, header, below, join_times(kind, header, parted), chosen)


def join_times(kind: Kind, header: SheetRow, options: ImportOptions) -> ImportOptions:
    """Join the time of day with the day of a beginning, where it has a column of its own."""
    headings = [read_heading(cell) for cell in header.cells]
    open_ones = [
        "" if _is_chosen(place, heading, options) else heading
        for place, heading in enumerate(headings)
    ]
    times = [place for place, text in enumerate(open_ones) if match_key(text) in TIME_WORDS]
    starts = kind.fields.get("starts")
    if starts is None or len(times) != 1 or "starts" in _given_by_choice(kind, options):
        return options
    open_ones[times[0]] = ""
    days = [at for at, one in enumerate(find_fields(kind, open_ones, ())) if one is starts]
    if len(days) != 1:
        return options
    columns = (column_letters(days[0]), column_letters(times[0]))
    return replace(options, joins=(*options.joins, Join("starts", columns, " ")))


def _part_towns(
    kind: Kind, kinds: Kinds, header: SheetRow, options: ImportOptions
) -> ImportOptions:
    """Cut a column whose heading names postcode and city, where no other one gives them."""
    headings = [read_heading(cell) for cell in header.cells]
    towns = [place for place, heading in enumerate(headings) if names_town(heading)]
    towns = [place for place in towns if not _is_chosen(place, headings[place], options)]
    if len(towns) != 1:
        return options
    given = {one.name for one in _free_columns(kind, header, options).values()}
    given |= set(_named_by_choice(options))
    prefix = _find_prefix(kind, kinds, headings, given)
    fields = tuple(f"{prefix}{name}" for name in ("postcode", "city"))
    if prefix is None or given & {*fields}:
        return options
    return replace(options, splits=(*options.splits, Split(column_letters(towns[0]), fields)))


def names_town(heading: str) -> bool:
    """Whether a heading says postcode and city in one, in any order."""
    keys = [match_key(word) for word in _BETWEEN_WORDS.split(heading) if word]
    return len(keys) == len(TOWN_WORDS) and all(
        any(key in words for key in keys) for words in TOWN_WORDS
    )


def _find_prefix(kind: Kind, kinds: Kinds, headings: Sequence[str], given: set[str]) -> str | None:
    """Whose address a row gives: the record's own, else that of the organisation or person."""
    if "postcode" in kind.fields:
        return ""
    told = given | find_fitting(kind, kinds, headings)[0]
    links = {name: one.kind.name for name, one in find_described(kind, kinds).items()}
    named = sorted((name for name in links if name in told), key=lambda name: links[name])
    return f"{named[0]}." if named else None


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
    known = known_headings(kind)
    headings = [read_heading(cell) for cell in header.cells]
    return {
        place: known[match_key(heading)]
        for place, heading in enumerate(headings)
        if match_key(heading) in known and not _is_chosen(place, heading, options)
    }


def _is_chosen(place: int, heading: str, options: ImportOptions) -> bool:
    """Whether somebody said where a column goes."""
    named = [*options.mapping, *(split.column for split in options.splits)]
    named += [name for join in options.joins for name in join.columns]
    return bool({match_key(heading), match_key(column_letters(place))} & set(map(match_key, named)))


def _given_by_choice(kind: Kind, options: ImportOptions) -> set[str]:
    own = (name for name in _named_by_choice(options) if name and "." not in name)
    return {find_target(kind, name).name for name in own}


def _named_by_choice(options: ImportOptions) -> list[str]:
    names = [*options.mapping.values(), *options.constants]
    names += [name for split in options.splits for name in split.fields]
    return names + [join.field for join in options.joins]


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
