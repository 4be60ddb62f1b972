"""Records by what they are called: offered while a name is typed, or to be chosen from a list."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from t20desk.db.database import Database
from t20desk.db.keys import fold, sort_key
from t20desk.errors import UserError
from t20desk.listing import Listing, first_ids, plain_cell, read_rows, read_titles, usual_columns
from t20desk.searching import Word, write_query

MOST: Final = 20
MOST_TOLD: Final = 2
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


def tell_apart(db: Database, kind: str, found: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Records with texts that differ: who is called like another one is told by what lists show."""
    counts = Counter(title for _key, title in found)
    same = [key for key, title in found if counts[title] > 1]
    about = _read_shown(db, kind, same) if same else {}
    told = Counter[str]()
    texts: list[tuple[int, str]] = []
    for key, title in found:
        mates = [one for one, other in found if other == title and one != key]
        differing = [
            text
            for at, text in enumerate(about.get(key, ()))
            if text and any(about[mate][at] != text for mate in mates)
        ]
        text = " · ".join((title, *differing[:MOST_TOLD]))
        told[text] += 1
        texts.append((key, f"{text} ({told[text]})" if told[text] > 1 else text))
    return texts


def _read_shown(db: Database, kind: str, ids: Sequence[int]) -> dict[int, list[str]]:
    """What the usual columns of some records show."""
    names = usual_columns(db.kinds[kind])
    rows = read_rows(db, Listing(kind, view="all", columns=names), ids)
    types = [db.kinds[kind].fields[name].type for name in names]
    return {
        key: [one.format(plain_cell(cell)) for one, cell in zip(types, cells, strict=True)]
        for key, cells in rows.items()
    }


def list_titles(db: Database, kind: str, limit: int) -> list[tuple[int, str]]:
    """The first records of a kind in their usual order, with texts that tell them apart."""
    ids = first_ids(db, Listing(kind, view="all"), limit)
    titles = read_titles(db, kind, ids)
    return tell_apart(db, kind, [(key, titles.get(key, "")) for key in ids])
