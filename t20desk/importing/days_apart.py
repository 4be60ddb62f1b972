"""A column of days beside columns of times of day: the day belongs to beginning and end alike."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key
from t20desk.db.types.loose_times import read_clock
from t20desk.i18n import N_
from t20desk.importing.headings import find_fields, read_heading
from t20desk.importing.placeholders import is_placeholder
from t20desk.importing.values import ImportOptions
from t20desk.reading.rows import SheetRow, column_letters

DAY: Final = "starts.day"
"""Where such a column goes; named as the fields of records beside a row are."""
DAY_LABEL: Final = N_("Day of beginning and end")
MOMENTS: Final = ("starts", "ends")
_WORDS: Final = frozenset(("datum", "tag", "date", "day", "日期", "日"))


def has_days_apart(kind: Kind) -> bool:
    """Whether records of a kind begin and end at a time of day."""
    fields = [kind.fields.get(name) for name in MOMENTS]
    return all(one is not None and one.type.name == "datetime" for one in fields)


def settle_day(
    kind: Kind,
    header: SheetRow,
    below: Sequence[SheetRow],
    options: ImportOptions,
    chosen: Collection[int],
) -> ImportOptions:
    """The options with the day sent to beginning and end, where these hold only times of day.

    `chosen` are the places of columns of which somebody said where they go.
    """
    if not has_days_apart(kind) or DAY in options.mapping.values():
        return options
    headings = [
        "" if place in chosen else read_heading(cell) for place, cell in enumerate(header.cells)
    ]
    days = [place for place, text in enumerate(headings) if match_key(text) in _WORDS]
    if len(days) != 1:
        return options
    headings[days[0]] = ""
    told = dict(enumerate(find_fields(kind, headings, ())))
    told |= _find_chosen(kind, header, options)
    times = [place for place, one in told.items() if one is not None and one.name in MOMENTS]
    if not times or not all(_holds_times(below, place) for place in times):
        return options
    return replace(options, mapping={**options.mapping, column_letters(days[0]): DAY})


def _find_chosen(
    kind: Kind, header: SheetRow, options: ImportOptions
) -> Mapping[int, Field | None]:
    given = {match_key(name): kind.fields.get(field) for name, field in options.mapping.items()}
    keys = ((place, match_key(read_heading(cell))) for place, cell in enumerate(header.cells))
    return {place: given[key] for place, key in keys if key and key in given}


def _holds_times(below: Sequence[SheetRow], place: int) -> bool:
    cells = [row.cells[place] for row in below if place < len(row.cells)]
    filled = [cell for cell in cells if read_heading(cell) and not is_placeholder(str(cell))]
    return bool(filled) and all(map(read_clock, filled))
