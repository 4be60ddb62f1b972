"""What the test of a field says of the whole record, so that the search index names the few."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, or_, true

from t20desk.db.query import Place, Selection
from t20desk.db.search.lookups import is_frequent, look_up

MANY: Final = 30_000
"""Of so many records each is rather tested than looked up."""
LEAST_LETTERS: Final = 3
"""The search index has no shorter parts of words."""

Expression = ColumnElement[bool]


def hold_anywhere(selection: Selection, place: Place, terms: Sequence[str]) -> Expression:
    """Whether a record holds one of some folded terms anywhere, where the index knows its field.

    Every record passes where that cannot be told.
    """
    kind = selection.database.kinds[place.field.kind]
    is_known = bool(kind.searched) and place.field.searched and not place.field.inherited
    if not is_known or min(map(len, terms), default=0) < LEAST_LETTERS:
        return true()
    return or_(*(_hold_one(selection, place, kind.name, term) for term in terms))


def _hold_one(selection: Selection, place: Place, kind: str, term: str) -> Expression:
    database, columns = selection.database, place.source.c
    if not selection.is_walked:
        hits = look_up(database, kind, [term], short=False)
        with database.read() as connection:
            if not is_frequent(connection, hits, MANY):
                return columns.id.in_(hits)
    return database.store.holds_text(columns.search_key, term)
