"""What records hold, offered as a value while a query is typed: texts, and the names of links."""

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.search.held_values import find_held, has_texts
from t20desk.errors import UserError
from t20desk.listing import Listing, first_ids, read_titles
from t20desk.searching import Word, write_query
from t20desk.searching.suggesting import MOST, Suggestion, Typed, find_typed


def offer_values(database: Database, kind: str, query: str, cursor: int) -> list[Suggestion]:
    """Values that records hold and that begin as typed where the cursor is."""
    typed = find_typed(database.kinds, kind, query, cursor)
    if typed is None or typed.before.startswith("#"):
        return []
    return [typed.suggest(words) for words in _find_words(database, typed)]


def _find_words(database: Database, typed: Typed) -> list[str]:
    reached = typed.reached
    if not isinstance(reached, Field):
        return _find_titles(database, reached.kind.name, typed.begun)
    if reached.target:
        return _find_titles(database, reached.target, typed.begun)
    if has_texts(reached):
        return find_held(database, reached.kind, reached, typed.begun, MOST)
    return []


def _find_titles(database: Database, kind: str, begun: str) -> list[str]:
    """The titles of records that hold what was typed; before that there are too many."""
    if not begun:
        return []
    try:
        listing = Listing(kind, search=write_query(Word(begun)), view="all")
        titles = read_titles(database, kind, first_ids(database, listing, MOST))
    except UserError:
        return []
    return list(dict.fromkeys(filter(None, titles.values())))
