"""Finding the row of headings and the field each heading means."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest
from operator import itemgetter

from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, _
from t20desk.reading.card_words import CARD_WORDS
from t20desk.reading.rows import SheetRow

SEARCHED_ROWS = 40
"""The headings are looked for in so many rows from the top."""
LONGEST_HEADING = 1_000
"""A text of more characters heads no column; to fold one for every kind would take minutes."""


@lru_cache(maxsize=64)
def known_headings(kind: Kind) -> dict[str, Field]:
    """The fields of a kind by every heading that means them, folded."""
    found: dict[str, Field] = {}
    fields = [one for one in kind.fields.values() if one.unique or one.is_asked]
    for one in fields:
        found.setdefault(match_key(one.name), one)
    for one in fields:
        for language in LANGUAGES:
            found.setdefault(match_key(one.say(language)), one)
    for one in fields:
        for alias in one.headings:
            found.setdefault(match_key(alias), one)
    for one in fields:
        for word in one.further:
            found.setdefault(match_key(word), one)
    return found


@lru_cache(maxsize=64)
def _further_headings(kind: Kind) -> frozenset[str]:
    """The headings that mean a field only where no surer one does, folded."""
    known, found = known_headings(kind), set[str]()
    for one in kind.fields.values():
        sure = {match_key(text) for text in (one.name, *map(one.say, LANGUAGES), *one.headings)}
        words = {match_key(word) for word in one.further} - sure
        found |= {word for word in words if known.get(word) is one}
    return frozenset(found)


def find_fields(kind: Kind, headings: Sequence[str], taken: Collection[str]) -> list[Field | None]:
    """The field that each heading means; of several that are not sure only the first means it.

    No unsure one means a field that is `taken` otherwise.
    """
    known, further = known_headings(kind), _further_headings(kind)
    keys = [match_key(heading) for heading in headings]
    found = [known.get(key) if key else None for key in keys]
    used = {*taken}
    used |= {one.name for key, one in zip(keys, found, strict=True) if one and key not in further}
    for place, (key, one) in enumerate(zip(keys, found, strict=True)):
        if one is not None and key in further:
            found[place] = None if one.name in used else one
            used.add(one.name)
    return found


def read_heading(cell: object) -> str:
    """A heading as one line of text."""
    return "" if cell is None else " ".join(str(cell).split())


def say_heading(kind: Kind, heading: str) -> str:
    """A heading that is the name of a field or of an address card, in words; else as it stands."""
    return say_own_heading(kind.fields.get(heading), heading)


def say_own_heading(field: Field | None, heading: str) -> str:
    """A heading that is our own word for a field, or for what has none."""
    if field is not None:
        return field.say()
    return _(heading) if heading in CARD_WORDS else heading


def find_header(kind: Kind, rows: Sequence[SheetRow], named: Collection[str]) -> SheetRow | None:
    """The row among the first ones that holds most known headings, or headings that were named.

    Headings that stand in two rows, one above the other, are joined. None where none is known.
    """
    known = {*known_headings(kind), *(match_key(heading) for heading in named)}
    single = [(_count_known(row, known), row) for row in rows[:SEARCHED_ROWS]]
    best = max(single, key=itemgetter(0), default=(0, None))
    pairs = (_join_rows(first, second) for first, second in pairwise(rows[:SEARCHED_ROWS]))
    joined = max(
        ((_count_known(row, known), row) for row in pairs), key=itemgetter(0), default=best
    )
    return (joined if joined[0] > best[0] else best)[1] if joined[0] or best[0] else None


def find_header_at(
    kind: Kind, rows: Sequence[SheetRow], number: int, named: Collection[str] = ()
) -> SheetRow | None:
    """The row of headings with a number, joined with the one above where it is found so."""
    found = find_header(kind, rows, named)
    if found is not None and found.number == number:
        return found
    return next((row for row in rows if row.number == number), None)


def _count_known(row: SheetRow, known: Collection[str]) -> int:
    keys = {match_key(read_possible(cell)) for cell in row.cells}
    return sum(key in known for key in keys)


def _join_rows(first: SheetRow, second: SheetRow) -> SheetRow:
    """Two rows as one, numbered as the lower: what stands in one column, with a blank between."""
    texts = zip_longest(
        map(read_possible, first.cells), map(read_possible, second.cells), fillvalue=""
    )
    return second._replace(cells=[" ".join(filter(None, pair)) or None for pair in texts])


def read_possible(cell: object) -> str:
    """A cell as a heading, where it can be one: a number heads no column, nor does a long text."""
    is_short = isinstance(cell, str) and len(cell) <= LONGEST_HEADING
    return read_heading(cell) if is_short else ""


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


def needed_groups(kind: Kind) -> list[tuple[str, ...]]:
    """The fields every new record needs, and the groups of which it needs one."""
    required = [one.name for one in kind.fields.values() if one.required and not one.language]
    return [*((name,) for name in required), *kind.one_of]
