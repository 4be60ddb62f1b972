"""What the search box and the link editors ask: records by a part of their text."""

from dataclasses import replace

from t20desk.attachments import find_owner
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.listing import Listing, find_everywhere, first_ids, read_titles
from t20desk.ui.places import Place, record_place
from t20desk.ui.search_box import Answer

MOST_LINKS = 20


def search_everything(db: Database, text: str) -> list[Answer]:
    """The records a text finds, those with pages of their own first."""
    try:
        found = find_everywhere(db, text)
    except UserError as error:
        return [Answer(error.message, "", None)]
    first = ("member", "person", "event")
    found.sort(key=lambda pair: first.index(pair[0]) if pair[0] in first else len(first))
    return [
        Answer(
            f"{linked.text}   ·   {_(db.kinds[kind].label)}",
            db.kinds[kind].icon,
            _place_of(db, kind, linked.id),
        )
        for kind, linked in found
    ]


def _place_of(db: Database, kind: str, key: int) -> Place:
    """Where a record is shown; a file with the others of its record."""
    owner = find_owner(db, key) if kind == "attachment" else None
    return replace(record_place(*owner), tab="files") if owner else record_place(kind, key)


def find_records(db: Database, kind: str, text: str) -> list[tuple[int, str]]:
    """Records of a kind by a part of their text."""
    try:
        ids = first_ids(db, Listing(kind, search=text, view="all"), MOST_LINKS)
    except UserError:
        return []
    titles = read_titles(db, kind, ids)
    return [(key, titles[key]) for key in ids if titles.get(key)]


def list_titles(db: Database, kind: str, limit: int) -> list[tuple[int, str]]:
    """The first records of a kind in their usual order, with their texts."""
    ids = first_ids(db, Listing(kind, view="all"), limit)
    titles = read_titles(db, kind, ids)
    return [(key, titles.get(key, "")) for key in ids]
