"""All ids of a long listing: a search over most of the records is answered once."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from t20desk.db.database import Database
from t20desk.db.search.lookups import FREQUENT
from t20desk.listing import Listing, list_ids
from tests.db.steps import make_many

FEW = 3


def test_a_frequent_word_is_looked_up_once_where_few_records_lack_the_key_of_the_order(
    tmp_path: Path,
) -> None:
    database = Database.create(tmp_path / "office.t20")
    numbered = [{"name": f"Bank {n}", "number": f"{n:05}"} for n in range(FREQUENT)]
    without = [{"name": f"Bank {n} x"} for n in range(FEW)]
    keys = make_many(database, "member", [*numbered, {"name": "Law"}, *without])
    looked_up: list[str] = []

    def note(*args: Any) -> None:
        # What only asks for so many is no listing of all.
        if "MATCH" in args[2] and "LIMIT" not in args[2]:
            looked_up.append(args[2])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        found = list_ids(database, Listing("member", search="bank", view="all"))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        database.close()
    assert list(found) == [*keys[:FREQUENT], *keys[-FEW:]]
    assert len(looked_up) == 1
