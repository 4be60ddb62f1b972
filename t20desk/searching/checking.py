"""Where in a query that was typed the fault lies."""

from t20desk.db.database import Database
from t20desk.db.query import Selection
from t20desk.db.search.conditions import compile_tree
from t20desk.db.search.search_tree import QueryError
from t20desk.searching.parsing import read_query


def find_fault(database: Database, kind: str, text: str) -> QueryError | None:
    """What is wrong with a query for a kind, and where; nothing where it can be answered."""
    try:
        compile_tree(Selection(database, kind), read_query(database.kinds, kind, text))
    except QueryError as error:
        return error
    return None
