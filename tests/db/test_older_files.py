"""E-407, E-512: files of an earlier version that may only be read: what is missing is empty."""

from contextlib import closing
from pathlib import Path

import pytest

from t20desk.backing_up import back_up
from t20desk.db.database import Database
from t20desk.db.history.trash import TrashWish, list_deleted
from t20desk.errors import UserError
from t20desk.listing import Listing, count_rows, find_everywhere, iterate_rows
from t20desk.overview import read_overview
from t20desk.own_fields import NewField, plan_field
from tests.builders import add_record
from tests.db.steps import make, record_of
from tests.file_bytes import hash_of, run_sql
from tests.postgres import Server

DROPPED = (
    "DROP TABLE honour",
    "DROP TABLE view",
    "DROP TABLE content",
    "ALTER TABLE member DROP COLUMN confirmed_on",
    "DROP TABLE person_grams",
    "DROP TABLE person_words",
)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file with a member and a person that lacks what later versions have."""
    path = tmp_path / "office.t20"
    database = Database.create(path)
    add_record(database, "member", name="Nordrhein Bank", confirmed_on="2026-01-01")
    add_record(database, "person", family_name="Yao")
    database.close()
    run_sql(path, *DROPPED)
    return path


def test_every_list_of_an_older_file_is_read_and_no_byte_changed(older: Path) -> None:
    before = hash_of(older)
    database = Database.open(older, read_only=True)
    for kind in database.kinds:
        listing = Listing(kind, view="all").with_columns(database.kinds)
        rows = list(iterate_rows(database, listing))
        assert len(rows) == {"member": 1, "person": 1}.get(kind, 0)
    database.close()
    assert hash_of(older) == before


def test_a_column_that_an_older_file_lacks_is_empty(older: Path) -> None:
    database = Database.open(older, read_only=True)
    ((key, _cells),) = iterate_rows(database, Listing("member", view="all"))
    assert record_of(database, "member", key)["confirmed_on"] is None
    assert count_rows(database, Listing("member", search="confirmed_on:", view="all")) == 1
    assert read_overview(database, "member", key, "2026-05-01").notices
    assert not list_deleted(database, TrashWish())
    database.close()


def test_an_older_file_is_searched_without_the_indexes_it_lacks(older: Path) -> None:
    database = Database.open(older, read_only=True)
    found = [kind for kind, _one in find_everywhere(database, "yao")]
    assert found == ["person"]
    assert [kind for kind, _one in find_everywhere(database, "ordrh")] == ["member"]
    database.close()


@pytest.mark.parametrize("read_only", [False, True])
def test_own_fields_of_before_own_fields_knew_more_are_there(
    tmp_path: Path, read_only: bool
) -> None:
    path = tmp_path / "office.t20"
    database = Database.create(path)
    database.apply(plan_field(database, NewField("member", {"en": "Fee class"}, "text")))
    database.close()
    run_sql(path, "ALTER TABLE own_field DROP COLUMN per_event", "ALTER TABLE own_field DROP help")
    database = Database.open(path, read_only=read_only)
    assert "Fee class" in {one.label for one in database.kinds["member"].fields.values()}
    assert count_rows(database, Listing("own_field", view="all")) == 1
    database.close()


def test_an_older_file_that_may_only_be_read_is_backed_up(older: Path, tmp_path: Path) -> None:
    database = Database.open(older, read_only=True)
    made = back_up(database, tmp_path / "copy.t20")
    database.close()
    assert made.counts["member"] == 1
    assert "honour" not in made.counts
    Database.open(made.path).close()


def test_an_older_server_is_refused_to_who_may_only_read(postgres: Server) -> None:
    name = postgres.create_database()
    created = Database.create(postgres.address_of(name))
    make(created, "member", name="A")
    with created.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE honour")
        connection.exec_driver_sql("DROP ROLE IF EXISTS looker")
        connection.exec_driver_sql("CREATE ROLE looker LOGIN")
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker")
    created.close()
    with pytest.raises(UserError, match="let somebody who may write open it once"):
        Database.open(postgres.address_of(name).replace("postgres@", "looker@"))
    postgres.drop_database(name)


def test_an_index_that_an_older_file_lacks_is_made_on_opening(older: Path) -> None:
    run_sql(older, "DROP INDEX ix_member_areas")
    with closing(Database.open(older)) as database, database.read() as connection:
        assert "ix_member_areas" in database.store.read_indexes(connection)
