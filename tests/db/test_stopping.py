"""Queries that nobody waits for any more."""

from threading import Thread, Timer

import pytest

from t20desk.db.database import Database
from t20desk.db.engines.stopping import Stop, stopped_by
from t20desk.errors import Cancelled, UserError
from t20desk.listing import Listing, count_rows
from tests.db.steps import ENDLESS


def run_endless(database: Database, stop: Stop) -> None:
    with stopped_by(stop), database.read() as connection:
        connection.exec_driver_sql(ENDLESS)


def test_a_stop_from_another_thread_interrupts_a_query(database: Database) -> None:
    stop = Stop()
    Timer(0.2, stop.set).start()
    with pytest.raises(Cancelled):
        run_endless(database, stop)


def test_other_reads_go_on_after_a_stop(database: Database) -> None:
    stop = Stop()
    Timer(0.2, stop.set).start()
    with pytest.raises(Cancelled):
        run_endless(database, stop)
    for _turn in range(3):
        assert count_rows(database, Listing("member")) == 0


def test_nothing_is_read_once_the_stop_is_set(database: Database) -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(Cancelled), stopped_by(stop):
        count_rows(database, Listing("member"))


def test_a_stop_ends_only_the_reads_of_its_own_thread(database: Database) -> None:
    stop, found = Stop(), []
    with stopped_by(stop):
        stop.set()
        lane = Thread(target=lambda: found.append(count_rows(database, Listing("member"))))
        lane.start()
        lane.join()
    assert found == [0]


def test_an_error_without_a_stop_is_told_as_ever(database: Database) -> None:
    with (
        stopped_by(Stop()),
        pytest.raises(UserError, match="could not be read"),
        database.read() as connection,
    ):
        connection.exec_driver_sql("SELECT nothing FROM nowhere")
