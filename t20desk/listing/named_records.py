"""Records by what they are called: offered while a name is typed, or to be chosen from a list."""

from typing import Final

from t20desk.db.database import Database
from t20desk.db.keys import fold, sort_key
from t20desk.errors import UserError
from t20desk.listing import Listing, first_ids, read_titles
from t20desk.searching import Word, write_query

MOST: Final = 20
SOUGHT: Final = 60
"""Among so many that hold the text, who is called so is sought, and offered first."""


def is_called(title: str, text: str) -> bool:
    """Whether a title, or its pinyin, begins with what was typed."""
    wanted = fold(text).replace(" ", "")
    keys = (fold(title), sort_key(title))
    return bool(wanted) and any(key.replace(" ", "").startswith(wanted) for key in keys)


def find_records(db: Database, kind: str, text: str) -> list[tuple[int, str]]:
    """Records of a kind by a part of their text, first those that are called so.

    What is no search, such as a title with a colon, is looked for as it stands.
    """
    try:
        ids = first_ids(db, Listing(kind, search=text, view="all"), SOUGHT)
    except UserError:
        ids = first_ids(db, Listing(kind, search=write_query(Word(text)), view="all"), SOUGHT)
    titles = read_titles(db, kind, ids)
    found = [(key, titles[key]) for key in ids if titles.get(key)]
    found.sort(key=lambda one: not is_called(one[1], text))
    return found[:MOST]


def list_titles(db: Database, kind: str, limit: int) -> list[tuple[int, str]]:
    """The first records of a kind in their usual order, with their texts."""
    ids = first_ids(db, Listing(kind, view="all"), limit)
    titles = read_titles(db, kind, ids)
    return [(key, titles.get(key, "")) for key in ids]
