"""A search in the words of the user: labels in place of keys, titles in place of ids."""

from collections.abc import Mapping

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.ids import read_id
from t20desk.db.search.search_tree import Test, Tree, leaves_of
from t20desk.errors import UserError
from t20desk.listing.titles import read_titles
from t20desk.searching import read_query
from t20desk.searching.paths import follow_path
from t20desk.searching.saying import say_condition


def say_search(database: Database, kind: str, text: str) -> str:
    """What a search asks for; as it was typed where it cannot be read."""
    try:
        tree = read_query(database.kinds, kind, text)
    except UserError:
        return text
    at = database.kinds[kind]
    return say_condition(database.kinds, at, tree, name_ids(database, at, tree))


def name_ids(database: Database, kind: Kind, tree: Tree) -> Mapping[str, str]:
    """The titles of the records whose ids a search names."""
    wanted: dict[str, dict[int, None]] = {}
    for leaf in leaves_of(tree):
        target = _target_of(database, kind, leaf.path) if isinstance(leaf, Test) else None
        if target and isinstance(leaf, Test):
            read = (read_id(value) for value in leaf.values)
            wanted.setdefault(target, {}).update((key, None) for key in read if key is not None)
    names: dict[str, str] = {}
    for target, ids in wanted.items():
        titles = read_titles(database, target, list(ids))
        names.update((str(key), title) for key, title in titles.items() if title)
    return names


def _target_of(database: Database, kind: Kind, path: str) -> str | None:
    end = follow_path(database.kinds, kind, path)
    return end.target if isinstance(end, Field) else None
