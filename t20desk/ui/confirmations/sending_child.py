"""Writing the workbooks of a round in a child process, so that the window never waits for it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from t20desk import i18n
from t20desk.confirming import write_workbooks
from t20desk.db.database import Database
from t20desk.progress import Progress


class Errand(NamedTuple):
    """Which confirmations are written where, in which language, and whether with drafts."""

    ids: Sequence[int]
    folder: Path
    tongue: str = ""
    drafts: bool = False


def write_in_child(address: str, language: str, errand: Errand, progress: Progress) -> int:
    """Write them; called in the child. Gives how many files there are."""
    i18n.use(language)
    database = Database.open(address, read_only=True)
    try:
        return len(write_workbooks(database, *errand, progress))
    finally:
        database.close()
