"""Two columns of a returned book that hold each other's values: their headings were exchanged."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from t20desk.i18n import N_, _
from t20desk.importing.values import MappedColumn
from t20desk.round_trip.comparing import EditedColumn

EXCHANGED: Final = N_(
    "Columns {column} “{heading}” and {other_column} “{other_heading}” hold each other's values in "
    "{count} rows; if only their headings were exchanged, put these right before you take the "
    "book back."
)
_FEWEST: Final = 3
"""In two rows somebody may well have put right what stood in the wrong columns."""
_MOSTLY: Final = 0.8


class ExchangeWatch:
    """Counts in how many rows a column holds what another one held."""

    def __init__(self) -> None:
        self._columns: dict[str, MappedColumn] = {}
        self._edits: Counter[str] = Counter()
        self._times: Counter[tuple[str, str]] = Counter()

    def note(self, found: Iterable[EditedColumn]) -> None:
        """Look at some more edits."""
        edited = list(found)
        self._columns.update({one.column.path: one.column.mapped for one in edited})
        paths = [one.column.path for one in edited]
        for path, one in zip(paths, edited, strict=True):
            self._edits[path] += len(one.edits)
            for edit in one.edits:
                was = edit.row.was
                if was is not None and path in was:
                    self._times.update(
                        (path, other)
                        for other in paths
                        if other != path and other in was and was[other] == edit.now
                    )

    def say(self) -> Iterator[str]:
        """What is to be said of such columns, once for two."""
        for path, other in self._times:
            if path < other and self._is_mostly(path, other) and self._is_mostly(other, path):
                columns = (self._columns[path], self._columns[other])
                one, two = sorted(columns, key=lambda column: column.place)
                yield _(EXCHANGED).format(
                    column=one.letter,
                    heading=one.heading,
                    other_column=two.letter,
                    other_heading=two.heading,
                    count=self._times[path, other],
                )

    def _is_mostly(self, path: str, other: str) -> bool:
        times = self._times[path, other]
        return times >= _FEWEST and times >= _MOSTLY * self._edits[path]
