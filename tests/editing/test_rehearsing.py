"""Dry runs: what would refuse a change is found without writing."""

from collections.abc import Callable

import pytest

from t20desk.db.change import Batch, Change
from t20desk.db.database import Database
from t20desk.editing import plan_delete, plan_edit, plan_insert
from t20desk.editing.rehearsing import rehearse
from tests.db.steps import make, make_many, records_of


def ids_of(database: Database, kind: str) -> list[int]:
    return sorted(records_of(database, kind))


def turn_round(database: Database) -> Change:
    top, low = ids_of(database, "event")
    return plan_edit(database, "event", {top: {"parent": low}, low: {"parent": top}})


PLANS: dict[str, Callable[[Database], Change]] = {
    "a number taken": lambda db: plan_insert(db, "member", [{"name": "C", "number": "1"}]),
    "numbers swapped": lambda db: plan_edit(
        db,
        "member",
        dict(zip(ids_of(db, "member"), ({"number": "2"}, {"number": "1"}), strict=True)),
    ),
    "a name missing": lambda db: plan_insert(db, "member", [{"city": "Bonn"}]),
    "its own parent": lambda db: plan_edit(
        db, "member", {key: {"parent": key} for key in ids_of(db, "member")[:1]}
    ),
    "two in a ring": turn_round,
    "a period that overlaps": lambda db: plan_insert(
        db, "membership_period", [{"member": ids_of(db, "member")[0], "since": "2002"}]
    ),
    "periods of nobody": lambda db: plan_insert(
        db, "membership_period", [{"since": "2001"}, {"since": "2002"}]
    ),
    "a period that follows": lambda db: plan_insert(
        db, "membership_period", [{"member": ids_of(db, "member")[0], "since": "2010"}]
    ),
    "a period moved into another": lambda db: plan_edit(
        db, "membership_period", {ids_of(db, "membership_period")[0]: {"until": None}}
    ),
    "a member with its periods removed": lambda db: plan_delete(db, "member", ids_of(db, "member")),
    "nothing": lambda db: plan_edit(db, "member", {}),
    "a record removed that others point to": lambda db: Change(
        plan_delete(db, "venue", []).label,
        [Batch("member", ("name",), [(ids_of(db, "member")[0], ("A",), None)])],
    ),
}


@pytest.mark.parametrize("case", PLANS)
def test_a_rehearsal_says_what_applying_would_say(database: Database, case: str) -> None:
    first, _other = make_many(
        database, "member", [{"name": "A", "number": "1"}, {"name": "B", "number": "2"}]
    )
    make(database, "membership_period", member=first, since="2001", until="2003")
    make(database, "membership_period", member=first, since="2005", until="2006")
    make_many(database, "event", [{"title_en": "Top"}, {"title_en": "Low"}])
    change = PLANS[case](database)
    before = {kind: records_of(database, kind) for kind in ("member", "event")}
    rehearsed = rehearse(database, change)
    assert {kind: records_of(database, kind) for kind in before} == before
    applied = database.apply(change)
    assert {(one.kind, one.id, one.message) for one in rehearsed} == {
        (one.kind, one.id, one.message) for one in applied.problems
    }
