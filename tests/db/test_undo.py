"""Undo and redo of any operation, at any time, decided cell by cell."""

import subprocess
import sys
from pathlib import Path

import pytest

from t20desk.db.database import Database
from t20desk.db.history.reading import latest_redoable, latest_undoable, list_operations
from t20desk.db.history.steps import Left
from t20desk.db.history.undoing import plan_undo
from t20desk.errors import UserError
from tests.db.steps import (
    done,
    drop_batch,
    edit,
    edit_batch,
    everything,
    make,
    make_many,
    new_batch,
    record_of,
    records_of,
    redo,
    remove,
    undo,
)


def reasons(left: list[Left]) -> list[tuple[int, str | None, str]]:
    return [(one.id, one.field, one.reason) for one in left]


def test_making_is_undone_by_removing_and_redone_exactly(database: Database) -> None:
    make(database, "member", name="Müller", number="1", areas=" financial_services ")
    made = everything(database)
    undo(database)
    assert not everything(database)
    redo(database)
    assert everything(database) == made


def test_an_edit_is_undone_cell_by_cell(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn")
    first = edit(database, "member", key, name="B", city="Berlin")
    edit(database, "member", key, city="Dresden")
    plan = undo(database, first)
    assert reasons(plan.kept) == [(key, "city", "edited since")]
    found = record_of(database, "member", key)
    assert (found["name"], found["city"]) == ("A", "Dresden")


def test_undo_goes_back_step_by_step_and_redo_forward(database: Database) -> None:
    key = make(database, "member", name="A")
    states = [everything(database)]
    for name in "BCD":
        edit(database, "member", key, name=name)
        states.append(everything(database))
    for state in states[-2::-1]:
        undo(database)
        assert everything(database) == state
    for state in states[1:]:
        redo(database)
        assert everything(database) == state
    assert latest_redoable(database) is None


def test_nothing_to_undo_is_said(database: Database) -> None:
    with pytest.raises(UserError, match="nothing to undo"):
        plan_undo(database)


def test_history_names_what_was_undone(database: Database) -> None:
    make(database, "member", name="A")
    undo(database)
    redo(database)
    texts = [one.label.text(database.kinds) for one in list_operations(database)]
    assert texts == ["Redo: Try", "Undo: Try", "Try"]


def test_a_removed_member_comes_back_with_everything(database: Database) -> None:
    member = make(database, "member", name="A", number="7")
    person = make(database, "person", family_name="Yao")
    post = make(database, "affiliation", member=member, person=person)
    period = make(database, "membership_period", member=member, since="2019-06-26")
    before = everything(database)
    done(
        database,
        drop_batch(database, "affiliation", [post]),
        drop_batch(database, "membership_period", [period]),
        drop_batch(database, "member", [member]),
    )
    undo(database)
    assert everything(database) == before


def test_a_record_does_not_come_back_when_its_number_was_given_away(database: Database) -> None:
    key = make(database, "member", name="A", number="7")
    gone = remove(database, "member", key)
    make(database, "member", name="B", number="7")
    plan = plan_undo(database, gone)
    said = "Member number “7” was given to another record"
    assert reasons(plan.refused) == [(key, None, said)]
    assert plan.change.is_empty


def test_what_belongs_to_a_refused_record_is_refused_with_it(database: Database) -> None:
    key = make(database, "member", name="A", number="7")
    period = make(database, "membership_period", member=key, since="2019")
    gone = done(
        database,
        drop_batch(database, "membership_period", [period]),
        drop_batch(database, "member", [key]),
    )
    make(database, "member", name="B", number="7")
    plan = undo(database, gone)
    assert {one.id for one in plan.refused} == {key, period}


def test_a_record_does_not_come_back_when_its_parent_is_gone(database: Database) -> None:
    member = make(database, "member", name="A")
    period = make(database, "membership_period", member=member)
    gone = remove(database, "membership_period", period)
    remove(database, "member", member)
    plan = plan_undo(database, gone)
    said = "Organisation points to a record that is gone"
    assert reasons(plan.refused) == [(period, None, said)]


def test_a_made_record_stays_when_another_points_to_it(database: Database) -> None:
    first, second = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    sequence = latest_undoable(database)
    make(database, "contact_note", noted_on="2024-05-01", subject="Call", member=first)
    plan = undo(database, sequence)
    assert reasons(plan.kept) == [(first, None, "other records point to it")]
    assert list(records_of(database, "member")) == [first]
    assert second


def test_a_chain_of_made_records_stays_with_the_one_that_is_kept(database: Database) -> None:
    ids = database.new_ids()
    parent, child, alone = next(ids), next(ids), next(ids)
    sequence = done(
        database,
        new_batch("member", {parent: {"name": "P"}, alone: {"name": "X"}}),
        new_batch("member", {child: {"name": "C", "parent": parent}}),
    )
    edit(database, "member", child, city="Bonn")
    plan = undo(database, sequence)
    assert {one.id for one in plan.kept} == {parent, child}
    assert set(records_of(database, "member")) == {parent, child}


def test_what_belongs_to_a_made_record_stays_with_it(database: Database) -> None:
    ids = database.new_ids()
    edited, other = next(ids), next(ids)
    periods = {next(ids): edited, next(ids): other}
    sequence = done(
        database,
        new_batch("member", {edited: {"name": "A"}, other: {"name": "B"}}),
        new_batch(
            "membership_period",
            {key: {"member": owner, "since": "2024-12-31"} for key, owner in periods.items()},
        ),
    )
    edit(database, "member", edited, city="Bonn")
    plan = undo(database, sequence)
    assert reasons(plan.kept) == [(edited, "city", "edited since")]
    assert [one["member"] for one in records_of(database, "membership_period").values()] == [edited]
    redo(database)
    assert len(records_of(database, "membership_period")) == 2


def test_a_record_edited_and_set_back_goes(database: Database) -> None:
    key = make(database, "member", name="A")
    sequence = latest_undoable(database)
    edit(database, "member", key, name="B")
    edit(database, "member", key, name="A")
    undo(database, sequence)
    assert not records_of(database, "member")


def test_of_a_made_record_that_was_deleted_since_nothing_is_left_to_do(database: Database) -> None:
    first, _second = make_many(database, "member", [{"name": "A"}, {"name": "B"}])
    sequence = latest_undoable(database)
    remove(database, "member", first)
    plan = plan_undo(database, sequence)
    assert not plan.kept
    assert not plan.refused
    undo(database, sequence)
    assert not records_of(database, "member")


def test_a_made_record_goes_though_an_old_one_was_pointed_at_it(database: Database) -> None:
    old = make(database, "member", name="Old")
    new = next(database.new_ids())
    before = everything(database)
    done(
        database,
        new_batch("member", {new: {"name": "New"}}),
        edit_batch("member", {old: {"parent": (None, new)}}),
    )
    undo(database)
    assert everything(database) == before


def test_a_number_passed_on_in_one_change_is_passed_back(database: Database) -> None:
    old = make(database, "member", name="Old", number="7")
    before = everything(database)
    new = next(database.new_ids())
    done(
        database,
        drop_batch(database, "member", [old]),
        new_batch("member", {new: {"name": "New", "number": "7"}}),
    )
    after = everything(database)
    plan = undo(database)
    assert not plan.refused
    assert everything(database) == before
    redo(database)
    assert everything(database) == after


@pytest.mark.slow
def test_a_chain_of_numbers_is_taken_back_over_many_chunks(database: Database) -> None:
    count = 12_000
    ids = make_many(database, "member", [{"name": f"N{n}", "number": str(n)} for n in range(count)])
    moved = {key: {"number": (str(n), str(n + 1))} for n, key in enumerate(ids)}
    before = records_of(database, "member")
    done(database, edit_batch("member", moved))
    plan = undo(database)
    assert not plan.refused
    assert records_of(database, "member") == before


def test_a_number_is_not_taken_back_from_one_that_keeps_it(database: Database) -> None:
    first, second = make_many(
        database, "member", [{"name": "A", "number": "1"}, {"name": "B", "number": "2"}]
    )
    moved = done(
        database,
        edit_batch("member", {second: {"number": ("2", "3")}}),
        edit_batch("member", {first: {"number": ("1", "2")}}),
    )
    edit(database, "member", first, city="Bonn")
    make(database, "member", name="C", number="1")
    plan = undo(database, moved)
    said = "Member number “{}” was given to another record"
    assert sorted(reasons(plan.refused)) == sorted(
        [(first, "number", said.format(1)), (second, "number", said.format(2))]
    )
    assert record_of(database, "member", second)["number"] == "3"


def test_only_the_cell_that_cannot_go_back_is_refused(database: Database) -> None:
    key = make(database, "member", name="A", number="1", city="Bonn")
    moved = edit(database, "member", key, number="2", city="Berlin")
    make(database, "member", name="B", number="1")
    plan = undo(database, moved)
    assert reasons(plan.refused) == [
        (key, "number", "Member number “1” was given to another record")
    ]
    found = record_of(database, "member", key)
    assert (found["number"], found["city"]) == ("2", "Bonn")


def test_a_link_whose_old_target_is_gone_is_not_taken_back(database: Database) -> None:
    child, parent = make_many(database, "member", [{"name": "C"}, {"name": "P"}])
    edit(database, "member", child, parent=parent)
    moved = edit(database, "member", child, parent=None, city="Bonn")
    remove(database, "member", parent)
    plan = undo(database, moved)
    said = "Parent organisation points to a record that is gone"
    assert reasons(plan.refused) == [(child, "parent", said)]
    assert record_of(database, "member", child)["city"] is None


def test_an_undone_import_can_be_done_and_undone_again(database: Database) -> None:
    make_many(database, "member", [{"name": f"N{n}", "number": str(n)} for n in range(50)])
    full = everything(database)
    for _again in range(3):
        undo(database)
        assert not everything(database)
        redo(database)
        assert everything(database) == full


def test_e911_an_undo_that_changes_nothing_twice_is_empty(database: Database) -> None:
    key = make(database, "member", name="A")
    first = edit(database, "member", key, name="B")
    undo(database, first)
    assert plan_undo(database, first).change.is_empty


STEP = """
import sys
from t20desk.db.database import Database
from tests.db import steps
database = Database.open(sys.argv[1])
eval(sys.argv[2])
database.close()
"""


def run_step(address: str, step: str) -> str:
    """One step in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", STEP, address, step], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize(
    "address", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True
)
def test_an_import_is_undone_after_a_restart_but_for_what_was_edited(address: str) -> None:
    Database.create(address).close()
    cells = "[{'name': f'Member {n}', 'number': str(n)} for n in range(300)]"
    run_step(address, f"steps.make_many(database, 'member', {cells})")
    chosen = "[list(steps.records_of(database, 'member'))[number] for number in (17, 211)]"
    run_step(address, f"[steps.edit(database, 'member', key, city='Bonn') for key in {chosen}]")
    kept = run_step(address, "print(sorted(one.id for one in steps.undo(database, 1).kept))")
    opened = Database.open(address)
    left = records_of(opened, "member")
    opened.close()
    assert str(sorted(left)) == kept.strip()
    assert sorted(one["name"] for one in left.values()) == ["Member 17", "Member 211"]
    run_step(address, "steps.redo(database)")
    opened = Database.open(address)
    assert len(records_of(opened, "member")) == 300
    opened.close()


def test_reading_and_planning_leave_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "office.t20"
    database = Database.create(path)
    make_many(database, "member", [{"name": f"N{n}"} for n in range(1000)])
    before = path.read_bytes()
    plan_undo(database)
    everything(database)
    database.close()
    assert path.read_bytes() == before


def test_one_cell_of_a_change_is_taken_back_alone(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn")
    changed = edit(database, "member", key, name="B", city="Berlin")
    undo(database, changed, {("member", key): frozenset({"city"})})
    found = record_of(database, "member", key)
    assert (found["name"], found["city"]) == ("B", "Bonn")
    assert latest_undoable(database) == 3
    assert list_operations(database)[0].label.text(database.kinds) == "Taken back in part: Try"


def test_one_record_of_an_import_is_taken_back_alone(database: Database) -> None:
    first, second, third = make_many(database, "member", [{"name": name} for name in "ABC"])
    edit(database, "member", third, city="Bonn")
    plan = undo(database, 1, {("member", first): None})
    assert not plan.kept
    assert set(records_of(database, "member")) == {second, third}
    undo(database, 1)
    assert set(records_of(database, "member")) == {third}


def test_the_rest_of_an_operation_is_undone_after_a_part(database: Database) -> None:
    key = make(database, "member", name="A", city="Bonn")
    before = everything(database)
    changed = edit(database, "member", key, name="B", city="Berlin")
    undo(database, changed, {("member", key): frozenset({"city"})})
    undo(database, changed)
    assert everything(database) == before
