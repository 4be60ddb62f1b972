"""E-5xx and E-702: writers take turns, readers read on, and a killed writer leaves nothing."""

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from t20desk.db import database as database_module
from t20desk.db.change import Problem
from t20desk.db.database import Database
from t20desk.db.engines.sqlite import READERS_WAIT
from t20desk.db.history.reading import list_operations
from t20desk.errors import UserError
from tests.db.steps import (
    apply,
    edit,
    edit_batch,
    everything,
    make,
    make_many,
    record_of,
    records_of,
)
from tests.postgres import Server


def test_a_writer_keeps_more_of_a_file_in_memory_than_a_reader(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    asked = "PRAGMA cache_size"
    with database._writing() as connection:
        most = -connection.exec_driver_sql(asked).scalar_one()
    with database.read() as connection:
        assert -connection.exec_driver_sql(asked).scalar_one() < most
    database.close()


def open_again(database: Database) -> Database:
    """A second client of the same database."""
    address = database.path or database.engine.url.render_as_string(hide_password=False)
    return Database.open(address)


def run_together(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_e508_many_writers_take_turns_and_nothing_is_lost(database: Database) -> None:
    others = [database, *(open_again(database) for _number in range(3))]

    def write(client: Database, name: str) -> None:
        for number in range(15):
            make(client, "member", name=f"{name} {number}")

    run_together(*(lambda c=c, n=n: write(c, str(n)) for n, c in enumerate(others)))
    assert len(records_of(database, "member")) == 60
    operations = list_operations(database)
    assert [one.sequence for one in operations] == list(range(60, 0, -1))
    for client in others[1:]:
        client.close()


def test_two_clients_that_close_a_ring_together_do_not_both_succeed(database: Database) -> None:
    clients = (database, open_again(database))
    for _round in range(5):
        assert len(race_for_ring(*clients)) == 1
    clients[1].close()


def race_for_ring(here: Database, there: Database) -> list[Problem]:
    """Two clients make each of two members the parent of the other; what they are told."""
    first, second = make_many(here, "member", [{"name": "A"}, {"name": "B"}])
    gate = threading.Barrier(2)
    problems: list[Problem] = []

    def close(client: Database, child: int, parent: int) -> None:
        gate.wait()
        batch = edit_batch("member", {child: {"parent": (None, parent)}})
        problems.extend(apply(client, batch).problems)

    run_together(lambda: close(here, first, second), lambda: close(there, second, first))
    return problems


def test_e503_a_writer_that_waits_too_long_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.2)
    database = Database.create(tmp_path / "office.t20")
    holder = sqlite3.connect(tmp_path / "office.t20", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="is being written by another program"):
        make(database, "member", name="A")
    holder.execute("ROLLBACK")
    holder.close()
    make(database, "member", name="A")
    database.close()


def test_e503_a_server_writer_that_waits_too_long_says_so(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.2)
    other = open_again(database)
    with (
        other._writing(),
        pytest.raises(UserError, match="is being written by another program"),
    ):
        make(database, "member", name="A")
    other.close()


def test_a_reader_waits_longer_than_a_writer_that_holds_it_up() -> None:
    assert READERS_WAIT > database_module.WAIT_SECONDS * 1000


def test_a_read_within_a_read_does_not_wait_for_the_writer_that_waits_for_it(
    database: Database,
) -> None:
    key = make(database, "member", name="A")
    other = open_again(database)
    table = database.tables["member"]
    with database.read() as outer:
        assert outer.execute(table.select()).one().name == "A"
        writer = threading.Thread(
            target=lambda: apply(other, edit_batch("member", {key: {"name": ("A", "B")}}))
        )
        writer.start()
        for _turn in range(200):
            with database.read() as inner:
                assert inner.execute(table.select()).one().name == "A"
    writer.join()
    with database.read() as again:
        assert again.execute(table.select()).one().name == "B"
    other.close()


def test_a_reader_keeps_its_view_while_another_writes(database: Database) -> None:
    key = make(database, "member", name="A")
    other = open_again(database)
    table = database.tables["member"]
    with database.read() as connection:
        assert connection.execute(table.select()).one().name == "A"
        writer = threading.Thread(target=lambda: edit(other, "member", key, name="B"))
        writer.start()
        assert connection.execute(table.select()).one().name == "A"
    writer.join()
    assert record_of(database, "member", key)["name"] == "B"
    other.close()


def test_times_never_run_backwards(database: Database) -> None:
    make(database, "member", name="A")
    operation = database.tables["operation"]
    ahead = "2100-01-01T00:00:00.000000Z"
    with database.engine.begin() as connection:
        connection.execute(operation.update().values(time=ahead))
    make(database, "member", name="B")
    assert [one.time for one in list_operations(database)] == [ahead, ahead]


def test_e512_a_role_that_may_only_read_opens_read_only(postgres: Server) -> None:
    name = postgres.create_database()
    created = Database.create(postgres.address_of(name))
    key = make(created, "member", name="A")
    with created.engine.connect() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS reader")
        connection.exec_driver_sql("CREATE ROLE reader LOGIN")
        connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    created.close()
    opened = Database.open(postgres.address_of(name).replace("postgres@", "reader@"))
    assert opened.read_only
    assert record_of(opened, "member", key)["name"] == "A"
    with pytest.raises(UserError, match="can only be read here"):
        make(opened, "member", name="B")
    opened.close()
    postgres.drop_database(name)


def test_e509_a_server_that_cuts_the_line_is_named_and_the_next_try_works(
    postgres: Server, postgres_template: str
) -> None:
    name = postgres.create_database(postgres_template)
    database = Database.open(postgres.address_of(name))
    other = open_again(database)
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        f"WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    )

    def read_and_lose() -> None:
        with database.read() as connection:
            with other.engine.connect() as cutter:
                cutter.exec_driver_sql(cut)
            connection.execute(database.tables["member"].select())

    with pytest.raises(UserError, match="does not answer"):
        read_and_lose()
    make(database, "member", name="A")
    other.close()
    database.close()
    postgres.drop_database(name)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(UserError, match="does not answer"):
        Database.open("postgresql+psycopg://nobody@127.0.0.1:1/none")


def test_a_database_that_the_server_does_not_have_is_named(postgres: Server) -> None:
    with pytest.raises(UserError, match=r"has no database|does not answer"):
        Database.open(postgres.address_of("never_made"))


def test_sorting_is_by_bytes_on_every_text_column(postgres: Server, postgres_template: str) -> None:
    name = postgres.create_database(postgres_template)
    database = Database.open(postgres.address_of(name))
    other = (
        "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "JOIN pg_collation l ON l.oid = a.attcollation WHERE c.relkind = 'r' AND a.attnum > 0 "
        "AND c.relnamespace = 'public'::regnamespace AND l.collname <> 'C'"
    )
    with database.read() as connection:
        assert not connection.exec_driver_sql(other).all()
    database.close()
    postgres.drop_database(name)


WRITING = """
import sys
from t20desk.db.change import Problem
from t20desk.db.database import Database
from tests.db import steps
database = Database.open(sys.argv[1])
made = {key: {"name": f"Member {n}", "city": "Nanjing"} for n, key in
        zip(range(20_000), database.new_ids())}
batches = [steps.new_batch("member", made)]
batches += [steps.edit_batch("member", {int(sys.argv[2]): {"name": ("Kept", "Changed")}})]
print("ready", flush=True)
sys.stdin.readline()
steps.apply(database, *batches)
print("written", flush=True)
"""


USUAL_SECONDS = 2.5
"""About as long takes the writing that is killed."""


@pytest.mark.parametrize(
    "share",
    [0.05, *(pytest.param(share, marks=pytest.mark.slow) for share in (0.2, 0.4, 0.8, 0.95)), 0.6],
)
def test_e702_a_killed_writer_leaves_all_or_nothing(tmp_path: Path, share: float) -> None:
    path = tmp_path / "office.t20"
    database = Database.create(path)
    key = make(database, "member", name="Kept")
    before = everything(database)
    database.close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(path), str(key)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdin
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        writer.stdin.write("go\n")
        writer.stdin.flush()
        timer = threading.Timer(share * USUAL_SECONDS, lambda: writer.send_signal(signal.SIGKILL))
        timer.start()
        is_written = writer.stdout.readline() == "written\n"
        timer.cancel()
    opened = Database.open(path)
    found = everything(opened)
    if is_written:
        assert len(found["member"]) == 20_001
    else:
        assert found == before or len(found["member"]) == 20_001
    operations = list_operations(opened)
    assert len(operations) == (1 if found == before else 2)
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    opened.close()


SPILLING = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=5")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE member SET notes = printf('%.5000c', 'x')")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_e702_pages_written_before_a_kill_are_taken_back_on_opening(tmp_path: Path) -> None:
    path = tmp_path / "office.t20"
    database = Database.create(path)
    make_many(database, "member", [{"name": f"Member {n}"} for n in range(300)])
    before = everything(database)
    database.close()
    subprocess.run([sys.executable, "-c", SPILLING, str(path)], check=False)
    assert path.with_name("office.t20-journal").stat().st_size
    opened = Database.open(path)
    assert everything(opened) == before
    opened.close()
