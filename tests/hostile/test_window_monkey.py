"""E-915: a monkey at the window: no traceback, a whole database, and undo gives the start."""

import os
import secrets

import pytest
from pytestqt.qtbot import QtBot

from t20desk.checking import check_database
from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.db.history.undoing import plan_undo
from t20desk.ui.app import Program
from tests.builders import read_everything
from tests.hostile.monkey import Monkey

SEED = os.environ.get("T20DESK_SEED")
"""Repeats a walk; `random` takes another one each time."""
STEPS = int(os.environ.get("T20DESK_STEPS", "300"))
"""How far the long walk goes; by hand ten thousand steps and more."""


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.timeout(4 * 3600)
@pytest.mark.parametrize("steps", [40, pytest.param(STEPS, marks=pytest.mark.slow)])
def test_a_monkey_leaves_no_traceback_and_all_can_be_undone(
    program: Program, qtbot: QtBot, steps: int
) -> None:
    seed = secrets.randbelow(1_000_000) if SEED == "random" else int(SEED or 7)
    print(f"T20DESK_SEED={seed}")  # noqa: T201 - repeats the walk
    monkey = Monkey(program, qtbot, seed)
    database = monkey.window.desk.db
    before, first = read_everything(database), list_operations(database)[0].sequence
    for step in range(steps):
        monkey.act()
        if step % 500 == 499:
            print(step + 1, monkey.done[-1], flush=True)  # noqa: T201 - how far a long walk is
    monkey.rest()
    assert monkey.reports == [], monkey.done[-20:]
    database = monkey.window.desk.db  # a backup may have been put back, which is another file
    assert check_database(database).findings == []
    undo_back_to(database, first)
    assert read_everything(database) == before


def undo_back_to(database: Database, first: int) -> None:
    """Take back every operation since, undos and redos too, the latest first."""
    for one in list_operations(database):
        if one.sequence > first:
            plan = plan_undo(database, one.sequence)
            assert not plan.kept
            assert not plan.refused
            assert not database.apply(plan.change).is_refused
