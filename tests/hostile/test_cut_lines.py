"""E-509 to E-511, E-514, E-515: a server that goes away, waits for others, or sleeps an hour."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy.engine import make_url

from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.db.noticing import Announcement
from t20desk.errors import UserError
from tests.db.steps import edit, make, record_of, records_of
from tests.hostile.cut_line import CutLine, stretch_line
from tests.postgres import Server

CUT_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def server_database(postgres: Server, postgres_template: str) -> Iterator[Database]:
    name = postgres.create_database(postgres_template)
    database = Database.open(postgres.address_of(name))
    yield database
    database.close()
    postgres.drop_database(name)


@pytest.fixture
def line(server_database: Database) -> Iterator[CutLine]:
    host = make_url(address_of(server_database)).query["host"]
    with stretch_line(Path(str(host))) as stretched:
        yield stretched


@pytest.fixture
def far(server_database: Database, line: CutLine) -> Iterator[Database]:
    """The same database at the end of a line that can be cut."""
    url = make_url(address_of(server_database)).update_query_dict({"host": str(line.folder)})
    database = Database.open(url.render_as_string(hide_password=False))
    yield database
    database.close()


def address_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def cut_all(database: Database) -> None:
    """Every other connection to the database ends, as after an hour of sleep."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql(CUT_ALL)


def test_a_commit_whose_answer_is_lost_is_found_in_the_journal_and_not_repeated(
    far: Database, line: CutLine
) -> None:
    line.cut = "after"
    make(far, "member", name="Kept")
    assert not line.cut
    assert [one["name"] for one in records_of(far, "member").values()] == ["Kept"]
    assert len(list_operations(far)) == 1


def test_a_commit_that_never_arrived_is_a_sentence_and_the_next_try_works(
    far: Database, line: CutLine
) -> None:
    line.cut = "before"
    with pytest.raises(UserError, match="does not answer; try again"):
        make(far, "member", name="Once")
    assert not records_of(far, "member")
    make(far, "member", name="Once")
    assert len(records_of(far, "member")) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_where_nobody_can_look_after_a_lost_commit_that_is_what_is_said(
    far: Database, line: CutLine, when: str
) -> None:
    line.cut, line.closed_for = when, 1_000
    with pytest.raises(UserError, match="not known whether the change was kept; look into the hi"):
        make(far, "member", name="Perhaps")
    line.closed_for = 0
    assert len(records_of(far, "member")) == (when == "after")


def test_a_writer_that_is_ended_in_a_deadlock_tries_again(server_database: Database) -> None:
    key = make(server_database, "member", name="A", city="Bonn")
    other = Database.open(address_of(server_database))
    with other.engine.connect() as connection:
        connection.exec_driver_sql("SET deadlock_timeout = '1h'")
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SELECT 1 FROM member WHERE id = {key} FOR UPDATE")
        writer = Thread(target=lambda: edit(server_database, "member", key, city="Lyon"))
        writer.start()
        wait_until_blocked(other)
        other.store.begin_writing(connection, 30.0)
        connection.exec_driver_sql("ROLLBACK")
        writer.join()
    assert record_of(other, "member", key)["city"] == "Lyon"
    assert len(list_operations(other)) == 2
    other.close()


def wait_until_blocked(database: Database) -> None:
    """Wait until a connection of this database waits for the row of another."""
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND wait_event_type = 'Lock'"
    )
    with database.engine.connect() as connection:
        while not connection.exec_driver_sql(query).scalar():
            connection.exec_driver_sql("SELECT pg_sleep(0.01)")


def test_after_an_hour_of_sleep_an_edit_goes_on(server_database: Database) -> None:
    key = make(server_database, "member", name="A")
    other = Database.open(address_of(server_database))
    cut_all(other)
    edit(server_database, "member", key, city="Lyon")
    assert record_of(other, "member", key)["city"] == "Lyon"
    other.close()


def test_what_others_wrote_while_the_line_was_cut_is_noticed_afterwards(
    server_database: Database,
) -> None:
    heard: list[Announcement] = []
    server_database.listeners.append(heard.append)
    other = Database.open(address_of(server_database))
    cut_all(other)
    make(other, "member", name="B")
    make(other, "event", title_en="C")
    server_database.take_notice()
    assert [(one.kinds, one.counts.new, one.elsewhere) for one in heard] == [
        ({"member", "event"}, 2, True)
    ]
    other.close()


def test_a_clock_that_is_wrong_here_does_not_change_the_order(database: Database) -> None:
    make(database, "member", name="A")
    operation = database.tables["operation"]
    with database.engine.begin() as connection:
        connection.execute(operation.update().values(time="2031-01-01T00:00:00.000000Z"))
    make(database, "member", name="B")
    make(database, "member", name="C")
    operations = list_operations(database)
    assert [one.sequence for one in operations] == [3, 2, 1]
    assert len({one.time for one in operations}) == 1
