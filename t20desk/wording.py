"""Labels of changes in full sentences, with the titles of the records they name."""

from t20desk.db.change import Label
from t20desk.db.database import Database
from t20desk.db.history import Operation
from t20desk.listing import read_titles


def say_label(database: Database, label: Label) -> str:
    """A label in the language in use, naming the record by its present title."""
    arguments = label.arguments
    inner = arguments.get("label")
    if isinstance(inner, dict):
        arguments = inner["arguments"]
    kind, key = arguments.get("kind"), arguments.get("id")
    if not isinstance(kind, str) or kind not in database.kinds or key is None:
        return label.text(database.kinds)
    return label.text(database.kinds, read_titles(database, kind, [int(key)]).get(int(key), "…"))


def say_operation(database: Database, operation: Operation) -> str:
    """What an operation did, in one sentence."""
    return say_label(database, operation.label)
