"""Whoever waits for another program says so, and can be stopped."""

import sqlite3
from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.db.engines.stopping import Stop, stopped_by
from t20desk.db.engines.turns import take_turn, waiting_at_most
from t20desk.errors import Cancelled, UserError


def test_a_wait_is_told_once_and_told_to_be_over() -> None:
    answers, told = iter([False, False, False, True]), list[bool]()
    assert take_turn(lambda _seconds: next(answers), 60, told.append)
    assert told == [True, False]


def test_what_succeeds_at_once_is_not_told() -> None:
    told: list[bool] = []
    assert take_turn(lambda _seconds: True, 60, told.append)
    assert not told


def test_the_patience_of_a_thread_ends_a_wait() -> None:
    with waiting_at_most(0):
        assert not take_turn(lambda _seconds: False, 60, list[bool]().append)


def test_a_wait_ends_when_it_is_stopped() -> None:
    stop, told = Stop(), list[bool]()
    stop.set()
    with stopped_by(stop), pytest.raises(Cancelled):
        take_turn(lambda _seconds: False, 60, told.append)


def test_a_thread_of_this_program_that_writes_is_waited_for_without_end_or_word() -> None:
    answers, told = iter([False, False, False, True]), list[bool]()
    with waiting_at_most(float("inf")):  # a window of an earlier test leaves less patience
        assert take_turn(lambda _seconds: next(answers), 0, told.append, lambda: True)
    assert not told


def test_who_cannot_wait_for_what_this_program_writes_is_told_so(file_database: Database) -> None:
    assert isinstance(file_database.path, Path)
    writer = sqlite3.connect(file_database.path, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    file_database.store.writer = -1
    with waiting_at_most(0), pytest.raises(UserError, match="still being written"):
        file_database.read_identity()
    writer.close()
