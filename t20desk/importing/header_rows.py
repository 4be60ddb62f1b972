"""Finding the row of headings; where they stand in two rows, these are joined."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise, zip_longest
from operator import itemgetter
from typing import Final

from t20desk.db.fields import Kind
from t20desk.db.keys import match_key
from t20desk.importing.headings import known_headings, read_possible
from t20desk.reading.rows import SheetRow

SEARCHED_ROWS: Final = 40
"""The headings are looked for in so many rows from the top."""
_FEWEST: Final = 2
"""So many known headings must stand below groups; a row of data may hold one by chance."""

Pairs = Sequence[tuple[str, str]]
"""What stands in each column of two rows, the upper one first."""
Heading = tuple[str, bool]
"""A heading, and whether it is known."""


def find_header(kind: Kind, rows: Sequence[SheetRow], named: Collection[str]) -> SheetRow | None:
    """The row among the first ones that holds most known headings, or headings that were named.

    Headings that stand in two rows, one above the other, are joined; below the name of a group
    that heads several columns stand those of its columns. None where none is known.
    """
    known = {*known_headings(kind), *(match_key(heading) for heading in named)}
    first = rows[:SEARCHED_ROWS]
    single = ((_count_known(row, known), row) for row in first)
    joined = (_join_rows(*pair, known) for pair in pairwise(first))
    count, found = max(chain(single, joined), key=itemgetter(0), default=(0, None))
    return found if count else None


def list_headers(rows: Sequence[SheetRow], known: Collection[str]) -> list[SheetRow]:
    """The rows that may be the headings, each by itself and joined with the next one.

    What is `known` stands below a group by itself, folded as `match_key` does.
    """
    first = rows[:SEARCHED_ROWS]
    return [*first, *(_join_rows(*pair, known)[1] for pair in pairwise(first))]


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


def _join_rows(first: SheetRow, second: SheetRow, known: Collection[str]) -> tuple[int, SheetRow]:
    """Two rows as one, numbered as the lower, and how many of its headings are known."""
    above, below = map(read_possible, first.cells), map(read_possible, second.cells)
    pairs = list(zip_longest(above, below, fillvalue=""))
    join = _part_groups if _has_groups_above(second, known) else _join_pairs
    headings = list(join(pairs, known))
    count = len({match_key(text) for text, is_known in headings if is_known})
    return count, second._replace(cells=[text or None for text, _is_known in headings])


def _has_groups_above(second: SheetRow, known: Collection[str]) -> bool:
    """Whether a row may stand below groups: several headings are known, and most of its cells."""
    count = _count_known(second, known)
    return count >= _FEWEST and 2 * count >= sum(cell is not None for cell in second.cells)


def _join_pairs(pairs: Pairs, known: Collection[str]) -> Iterator[Heading]:
    """What stands in one column, with a blank between."""
    for pair in pairs:
        text = _join(*pair)
        yield text, match_key(text) in known


def _part_groups(pairs: Pairs, known: Collection[str]) -> Iterator[Heading]:
    """What stands below a group, where it is known and below no other; else both."""
    counts, group = Counter(match_key(low) for _high, low in pairs), ""
    for high, low in pairs:
        group = high or (group if low else "")
        key, both = match_key(low), _join(group, low)
        is_low = key in known and match_key(both) not in known
        yield low if is_low and counts[key] == 1 else both, is_low or match_key(both) in known


def _join(high: str, low: str) -> str:
    return " ".join(filter(None, (high, low)))
