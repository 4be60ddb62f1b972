"""New and doubtful rows beside the records they look like; it is noted and refuses nothing."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from t20desk.db.database import Database
from t20desk.doubles import SCHEMES, Pair, say_reasons
from t20desk.doubles.candidates import Likeness
from t20desk.editing import write_name
from t20desk.i18n import _
from t20desk.importing.row_part import RowPart
from t20desk.importing.telling import Teller
from t20desk.listing import Listing, count_rows, read_titles

MOST_RECORDS: Final = 20_000
"""Beside more records than this no row is compared: it would take longer than the import."""
MOST_ROWS: Final = 5_000
"""So many rows of a sheet are compared."""
MOST_NOTES: Final = 200


class AlikeNoter:
    """Says of the rows of a sheet which record each of them looks like."""

    def __init__(self, database: Database, kind: str, teller: Teller) -> None:
        self._database = database
        self._kind = kind
        self._teller = teller
        self._looked_at = 0
        self._noted = 0

    @cached_property
    def _likeness(self) -> Likeness | None:
        """The records of the database, where they are some and not too many."""
        if self._kind not in SCHEMES:
            return None
        number = count_rows(self._database, Listing(self._kind, view="all"))
        return Likeness(self._database, self._kind) if 0 < number <= MOST_RECORDS else None

    def note(self, part: RowPart, fresh: Sequence[int]) -> None:
        """Note at the rows that would be new, and at doubtful ones, what is there already."""
        doubtful = [at for at, severity in part.bad.items() if severity == "doubt"]
        places = sorted({*fresh, *doubtful})[: max(0, MOST_ROWS - self._looked_at)]
        self._looked_at += len(places)
        if not places or self._noted >= MOST_NOTES or self._likeness is None:
            return
        found = list(self._find(part, places))[: MOST_NOTES - self._noted]
        self._noted += len(found)
        ids = [pair.other for _at, pair in found]
        titles = read_titles(self._database, self._kind, ids)
        for at, pair in found:
            words = _("This row looks like “{title}”, which is there already ({reasons}).")
            reasons = ", ".join(say_reasons(self._kind, pair))
            message = words.format(title=titles.get(pair.other, ""), reasons=reasons)
            self._teller.say("note", part.raw[at], None, message, "")

    def _find(self, part: RowPart, places: Sequence[int]) -> Iterator[tuple[int, Pair]]:
        assert self._likeness is not None
        fields = self._database.kinds[self._kind].fields
        columns = {write_name(fields[name]): cells for name, cells in part.values.items()}
        for at in places:
            like = self._likeness.find({name: cells[at] for name, cells in columns.items()})
            if like:
                yield at, like[0]
