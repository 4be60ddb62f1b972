"""Regular expressions in a search: read by one engine for both databases, and never without end.

A file asks the engine row by row while it walks a list, so that a page is full soon and the next
key stops it; of a server the texts are read in batches. Letters that every match holds are looked
up in the search index before.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from time import monotonic
from typing import Final

from sqlalchemy import ColumnElement, and_, false, or_

from t20desk.db.engines.sqlite import SqliteStore
from t20desk.db.engines.stopping import watched_stop
from t20desk.db.keys import fold
from t20desk.db.late_patterns import late_pattern
from t20desk.db.query import Place, Selection
from t20desk.db.search.narrowing import hold_anywhere
from t20desk.errors import UserError
from t20desk.i18n import _

MOST_SECONDS: Final = 20.0
"""So long a pattern that might run away may search a whole list."""
MOST_SECONDS_A_TEXT: Final = 0.5
BATCH: Final = 5_000
SHORT_TEXT: Final = 400
MOST_LOOPS: Final = 3

_LOOPS: Final = late_pattern(r"[*+{]")
_PIECE: Final = late_pattern(
    r"""\\[dwsDWSbBAZpP](?:\{\w*\})? | \\(?P<sign>\W) | \[\^?\]?(?:\\.|[^\]\\])*\]
    | \{[^}]*\} | (?P<letter>[^\\])""",
    re.VERBOSE | re.DOTALL,
)
_KEPT: Final = late_pattern("[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff]")

Expression = ColumnElement[bool]


class Pattern:
    """A pattern as the user wrote it, capitals or not; it stops itself when it takes too long."""

    def __init__(self, text: str) -> None:
        import regex

        self.text = text
        try:
            self._compiled = regex.compile(text, regex.IGNORECASE)
        except (regex.error, RecursionError, OverflowError, ValueError) as error:
            place = (getattr(error, "pos", None) or 0) + 1
            message = _("The pattern “{pattern}” cannot be read at its character {place}; mend it.")
            raise UserError(message.format(pattern=text[:60], place=place)) from error
        self._end = monotonic() + MOST_SECONDS
        # Looking at the clock costs three times the search; without groups nothing runs away.
        self._is_tame = "(" not in text and len(_LOOPS.findall(text)) <= MOST_LOOPS

    def fits(self, text: str | None) -> bool:
        """Whether the pattern is found in a text; raises UserError when it takes too long."""
        if not text:
            return False
        if self._is_tame and len(text) <= SHORT_TEXT:
            return self._compiled.search(text) is not None
        left = self._end - monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            most = min(left, MOST_SECONDS_A_TEXT)
            return self._compiled.search(text, timeout=most) is not None
        except TimeoutError as error:
            message = _(
                "The pattern “{pattern}” took too long and was stopped; make it simpler, or add a "
                "word that leaves fewer records."
            )
            raise UserError(message.format(pattern=self.text[:60])) from error


def match_pattern(selection: Selection, places: Sequence[Place], text: str) -> Expression:
    """Records of which one of some texts, all of one field, fits a pattern."""
    pattern, store = Pattern(text), selection.database.store
    if isinstance(store, SqliteStore):
        columns = [selection.shown(place.path) for place in places]
        fitting = or_(*(store.asks(text, pattern.fits, column) for column in columns))
        return and_(hold_anywhere(selection, places[0], _list_terms(text)), fitting)
    hits = list(_find_hits(selection, [place.path for place in places], pattern))
    return store.is_among(selection.table.c.id, hits) if hits else false()


def _find_hits(selection: Selection, paths: Sequence[str], pattern: Pattern) -> Iterator[int]:
    """The ids of the records whose texts fit, read in batches between which one may stop it."""
    asked = Selection(selection.database, selection.kind.name)
    columns = [asked.shown(path) for path in paths]
    filled = or_(*(column.is_not(None) for column in columns))
    held = hold_anywhere(asked, asked.find(paths[0]), _list_terms(pattern.text))
    query = asked.select(asked.table.c.id, *columns).where(filled, held)
    stop = watched_stop()
    with selection.database.read() as connection:
        rows = connection.execute(query.execution_options(yield_per=BATCH))
        while batch := list(islice(rows, BATCH)):
            stop.check()
            yield from (row[0] for row in batch if any(map(pattern.fits, row[1:])))


def _list_terms(pattern: str) -> list[str]:
    """What every text that fits a pattern holds, as the search index knows it."""
    return [fold(find_letters(pattern))]


def find_letters(pattern: str) -> str:
    """The longest run of letters that whatever fits a pattern holds; empty where none is sure."""
    runs, at, depth = [""], 0, 0
    while at < len(pattern):
        piece = _PIECE.match(pattern, at)
        if piece is None or piece[0] == "|" or pattern.startswith("(?", at):
            return ""
        at, letter = piece.end(), piece["letter"] or ""
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0 and _KEPT.fullmatch(letter):
            runs[-1] += letter
        elif piece[0][0] in "*?{":
            # What stands before may be missing.
            runs[-1:] = [runs[-1][:-1], ""]
        else:
            runs.append("")
    return max(runs, key=len)
