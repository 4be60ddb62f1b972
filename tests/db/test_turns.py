"""Whoever waits for another program says so, and can be stopped."""

import pytest

from t20desk.db.engines.stopping import Stop, stopped_by
from t20desk.db.engines.turns import take_turn, waiting_at_most
from t20desk.errors import Cancelled


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
