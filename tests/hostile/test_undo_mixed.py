"""E-911: undo and redo among another person's edits: kept where changed, right everywhere else."""

import random

import pytest

from t20desk.checking import check_database
from t20desk.db.database import Database
from t20desk.db.history.reading import latest_redoable, latest_undoable, list_operations
from t20desk.db.history.undoing import plan_redo, plan_undo
from tests.builders import read_everything
from tests.db.steps import edit, make_many, record_of, remove


def open_again(database: Database) -> Database:
    address = database.path or database.engine.url.render_as_string(hide_password=False)
    return Database.open(address)


@pytest.mark.parametrize("steps", [25, pytest.param(60, marks=pytest.mark.slow)])
def test_e911_many_undos_and_redos_among_edits_of_another_person(
    database: Database, steps: int
) -> None:
    chance = random.Random(911)
    keys = make_many(database, "person", [{"family_name": f"Person {n}"} for n in range(12)])
    first, before = list_operations(database)[0].sequence, read_everything(database)
    other = open_again(database)
    for step in range(steps):
        key = chance.choice(keys)
        match chance.randrange(4):
            case 0:
                edit(database, "person", key, given_name=f"Mine {step}")
            case 1:
                edit(other, "person", key, email=f"step{step}@example.org")
            case 2 if (latest_undoable(database) or 0) > first:
                assert not database.apply(plan_undo(database).change).is_refused
            case _ if latest_redoable(database) is not None:
                assert not database.apply(plan_redo(database).change).is_refused
    other.close()
    assert check_database(database).findings == []
    for one in list_operations(database):
        if one.sequence > first:
            plan = plan_undo(database, one.sequence)
            assert not plan.kept
            assert not plan.refused
            database.apply(plan.change)
    assert read_everything(database) == before


def test_e911_what_another_person_changed_since_is_kept_and_named(database: Database) -> None:
    (key,) = make_many(database, "person", [{"family_name": "Yao", "given_name": "A"}])
    mine = edit(database, "person", key, given_name="B", family_name="Yáo")
    other = open_again(database)
    edit(other, "person", key, given_name="C")
    other.close()
    plan = plan_undo(database, mine)
    assert [(one.id, one.field) for one in plan.kept] == [(key, "given_name")]
    assert not database.apply(plan.change).is_refused
    found = record_of(database, "person", key)
    assert (found["given_name"], found["family_name"]) == ("C", "Yao")


def test_e911_an_undo_planned_before_another_person_wrote_is_refused_as_a_whole(
    database: Database,
) -> None:
    (key,) = make_many(database, "person", [{"family_name": "Yao", "given_name": "A"}])
    mine = edit(database, "person", key, given_name="B")
    plan = plan_undo(database, mine)
    other = open_again(database)
    edit(other, "person", key, given_name="C")
    other.close()
    applied = database.apply(plan.change)
    assert [one.field for one in applied.conflicts] == ["given_name"]
    assert record_of(database, "person", key)["given_name"] == "C"


def test_e911_a_record_deleted_by_another_person_is_named_and_nothing_else_is_lost(
    database: Database,
) -> None:
    one, two = make_many(database, "person", [{"family_name": "Yao"}, {"family_name": "Li"}])
    edit(database, "person", one, given_name="A")
    mine = edit(database, "person", two, given_name="B")
    other = open_again(database)
    remove(other, "person", two)
    other.close()
    plan = plan_undo(database, mine)
    assert plan.change.is_empty
    assert {left.id for left in (*plan.kept, *plan.refused)} == {two}
