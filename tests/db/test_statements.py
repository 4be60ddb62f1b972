"""What was compiled for one database is there for the next of its sort."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine.interfaces import CacheStats

from t20desk.db.database import Database
from t20desk.db.engines.statements import shared_statements


def ask(database: Database) -> CacheStats:
    """Ask for the names of members; how the statement was found."""
    members = database.tables["member"]
    with database.read() as connection:
        asked = connection.execute(select(members.c.name).where(members.c.number == "0001"))
        return asked.context.cache_hit


def test_the_next_database_compiles_nothing_anew(tmp_path: Path) -> None:
    shared_statements.cache_clear()
    first, second = (Database.create(tmp_path / f"{name}.t20") for name in "ab")
    assert ask(first) is CacheStats.CACHE_MISS
    assert ask(second) is CacheStats.CACHE_HIT
    first.close()
    second.close()


def test_a_server_and_a_file_say_it_each_in_their_way(database: Database, tmp_path: Path) -> None:
    other = Database.create(tmp_path / "other.t20")
    ask(other)
    members = database.tables["member"]
    query = select(members.c.id).where(members.c.name.in_(["A", "B"])).limit(3)
    for one in (other, database):
        with one.read() as connection:
            assert connection.execute(query).all() == []
    other.close()
