"""The history of a record with that of its periods, addresses and the like."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.history.belongings import read_history
from tests.db.steps import drop_batch, edit_batch, make


def test_a_deleted_part_is_told_though_another_moved_in_the_same_change(
    database: Database,
) -> None:
    a, b = make(database, "member", name="A"), make(database, "member", name="B")
    gone = make(database, "address", member=a, city="Bonn")
    moved = make(database, "address", member=b, city="Ulm")
    batches = [
        drop_batch(database, "address", [gone]),
        edit_batch("address", {moved: {"member": (b, a)}}),
    ]
    assert not database.apply(Change(Label("moved"), batches)).is_refused

    told = [(one.verb, one.field, one.old, one.new) for one in read_history(database, "member", a)]

    assert ("gone", "city", "Bonn", None) in told
    assert ("new", "city", None, "Bonn") in told
    assert ("changed", "member", b, a) in told
    shown = read_history(database, "member", a, gone=False)
    assert "Bonn" not in {one.new for one in shown}


def test_the_history_of_a_record_is_found_without_reading_the_whole_journal(tmp_path: Path) -> None:
    database = Database.create(tmp_path / "office.t20")
    owner = make(database, "member", name="A")
    make(database, "address", member=owner, city="Bonn")
    make(database, "membership_period", member=owner)
    make(database, "service", member=owner, direction="offers", title_en="Law")
    asked: list[tuple[str, Any]] = []

    def note(*args: Any) -> None:
        asked.append((args[2], args[3]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert {one.kind for one in read_history(database, "member", owner)} >= {"address"}
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        database.close()
    with sqlite3.connect(tmp_path / "office.t20") as file:
        plans = [
            str(file.execute(f"EXPLAIN QUERY PLAN {words}", values).fetchall())
            for words, values in asked
            if "FROM journal" in words or "JOIN journal" in words
        ]
    assert plans
    assert not [one for one in plans if "SCAN journal" in one]
