"""A column headed by a word for company: numbers are how many come along, other texts say who."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from t20desk.db.fields import Kind
from t20desk.db.keys import match_key
from t20desk.importing.headings import find_fields, read_heading
from t20desk.importing.placeholders import is_placeholder
from t20desk.importing.values import ImportOptions
from t20desk.reading.rows import SheetRow, column_letters

NUMBER: Final = "companions"
NAMES: Final = "accompanied_by"
_WORDS: Final = frozenset(map(match_key, ("Begleitung", "Accompanying", "陪同", "随行")))
_NO_NAME: Final = frozenset(map(match_key, ("ja", "nein", "yes", "no", "x", "是", "否")))


def settle_company(
    kind: Kind,
    header: SheetRow,
    below: Sequence[SheetRow],
    options: ImportOptions,
    chosen: Collection[int],
) -> ImportOptions:
    """The options with such a column sent to the field that its cells fit.

    A mere yes says neither how many nor who, so a column with one is left to be asked about.
    """
    if not {NUMBER, NAMES} <= kind.fields.keys():
        return options
    headings = [read_heading(cell) for cell in header.cells]
    found = [place for place, text in enumerate(headings) if match_key(text) in _WORDS]
    if len(found) != 1 or found[0] in chosen:
        return options
    field = _read_field(below, found[0])
    taken = {*options.mapping.values()}
    taken |= {one.name for one in find_fields(kind, headings, ()) if one is not None}
    if not field or field in taken:
        return options
    return replace(options, mapping={**options.mapping, column_letters(found[0]): field})


def _read_field(below: Sequence[SheetRow], place: int) -> str:
    cells = [row.cells[place] for row in below if place < len(row.cells)]
    texts = [text for text in map(read_heading, cells) if text and not is_placeholder(text)]
    if not texts or any(match_key(text) in _NO_NAME for text in texts):
        return ""
    numbers = sum(text.removesuffix(".0").isdecimal() for text in texts)
    if numbers == len(texts):
        return NUMBER
    return "" if numbers else NAMES
