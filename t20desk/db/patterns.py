"""Regular expressions in a search: read by one engine for both databases, and never without end."""

from collections.abc import Iterator, Sequence
from itertools import islice
from time import monotonic
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, not_, or_

from t20desk.db.query import Place, Selection
from t20desk.db.stopping import watched_stop
from t20desk.errors import UserError
from t20desk.i18n import _

MOST_SECONDS: Final = 8.0
"""So long a pattern may search a whole list."""
MOST_SECONDS_A_TEXT: Final = 0.5
BATCH: Final = 5_000

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

    def fits(self, texts: Sequence[str | None]) -> bool:
        """Whether the pattern is found in one of some texts."""
        left = min(self._end - monotonic(), MOST_SECONDS_A_TEXT)
        try:
            if left <= 0:
                raise TimeoutError
            return any(text and self._compiled.search(text, timeout=left) for text in texts)
        except TimeoutError as error:
            message = _(
                "The pattern “{pattern}” took too long and was stopped; make it simpler, or add a "
                "word that leaves fewer records."
            )
            raise UserError(message.format(pattern=self.text[:60])) from error


def match_pattern(selection: Selection, places: Sequence[Place], text: str) -> Expression:
    """Records of which one of some texts, all of one field, fits a pattern."""
    pattern = Pattern(text)
    hits: list[int] = []
    misses: list[int] = []
    for record, texts in _read_texts(selection, [place.path for place in places]):
        (hits if pattern.fits(texts) else misses).append(record)
    identity, store = selection.table.c.id, selection.database.store
    if len(hits) <= len(misses):
        return store.is_among(identity, hits) if hits else false()
    filled = or_(*(selection.shown(place.path).is_not(None) for place in places))
    return and_(filled, not_(store.is_among(identity, misses))) if misses else filled


def _read_texts(selection: Selection, paths: Sequence[str]) -> Iterator[tuple[int, Sequence[Any]]]:
    """The id and the texts of every record that has any."""
    asked = Selection(selection.database, selection.kind.name)
    columns = [asked.shown(path) for path in paths]
    query = asked.select(asked.table.c.id, *columns)
    query = query.where(or_(*(column.is_not(None) for column in columns)))
    stop = watched_stop()
    with selection.database.read() as connection:
        rows = connection.execute(query.execution_options(yield_per=BATCH))
        while batch := list(islice(rows, BATCH)):
            stop.check()
            yield from ((row[0], row[1:]) for row in batch)
