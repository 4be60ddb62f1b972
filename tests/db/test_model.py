"""E-911: random steps, undo and redo beside a dictionary; undoing all gives the first state."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from t20desk.db.change import Batch
from t20desk.db.database import Database
from t20desk.db.history.reading import latest_undoable
from t20desk.db.history.undoing import plan_undo
from t20desk.db.types import Stored
from tests.db.steps import (
    apply,
    drop_batch,
    edit_batch,
    everything,
    new_batch,
    records_of,
    redo,
    undo,
)
from tests.tries import tries

WORDS = st.sampled_from(["Müller", "南京", "Tech", "Berlin"])
NUMBERS = st.sampled_from([None, "1", "2", "3"])
Model = dict[int, dict[str, Stored]]


class Desk(RuleBasedStateMachine):
    """Members with unique numbers, parents and periods, changed at random."""

    database: Database

    @initialize()
    def begin(self) -> None:
        self._undo_all()
        self.members: Model = {}
        self.periods: Model = {}
        self.operations: list[int] = []
        self.past: list[tuple[Model, Model]] = []
        self.future: list[tuple[Model, Model]] = []

    def _undo_all(self) -> None:
        while latest_undoable(self.database) is not None:
            undo(self.database)
        assert not everything(self.database)

    def _copy(self) -> tuple[Model, Model]:
        return (
            {key: dict(cells) for key, cells in self.members.items()},
            {key: dict(cells) for key, cells in self.periods.items()},
        )

    def _step(self, members: Model, periods: Model, *batches: Batch) -> None:
        """Apply a change that must be taken exactly when the model stays sound."""
        applied = apply(self.database, *batches)
        assert not applied.conflicts
        assert bool(applied.problems) != is_sound(members, periods), applied
        if applied.operation is not None:
            self.past.append(self._copy())
            self.future.clear()
            self.operations.append(applied.operation)
            self.members, self.periods = members, periods

    @rule(names=st.lists(WORDS, min_size=1, max_size=3), number=NUMBERS)
    def make_members(self, names: list[str], number: Stored) -> None:
        ids = self.database.new_ids()
        members, periods = self._copy()
        made = {next(ids): {"name": name, "number": None, "parent": None} for name in names}
        first = next(iter(made))
        fresh: Model = {**made, first: {**made[first], "number": number}}
        members |= fresh
        self._step(members, periods, new_batch("member", fresh))

    @precondition(lambda self: self.members)
    @rule(data=st.data(), name=WORDS, number=NUMBERS)
    def edit_member(self, data: st.DataObject, name: str, number: Stored) -> None:
        key = data.draw(st.sampled_from(list(self.members)))
        parent = data.draw(st.sampled_from([None, *self.members]))
        members, periods = self._copy()
        new: dict[str, Stored] = {"name": name, "number": number, "parent": parent}
        old, members[key] = members[key], new
        cells = {one: (old[one], new[one]) for one in new}
        self._step(members, periods, edit_batch("member", {key: cells}))

    @precondition(lambda self: len(self.members) > 1)
    @rule(data=st.data())
    def swap_numbers(self, data: st.DataObject) -> None:
        two = data.draw(st.permutations(list(self.members)))[:2]
        members, periods = self._copy()
        numbers = [members[key]["number"] for key in two]
        batches = []
        for key, old, new in zip(two, numbers, numbers[::-1], strict=True):
            members[key]["number"] = new
            batches.append(edit_batch("member", {key: {"number": (old, new)}}))
        self._step(members, periods, *batches)

    @precondition(lambda self: self.members)
    @rule(data=st.data(), since=st.sampled_from(["2010", "2011", "2012"]))
    def add_period(self, data: st.DataObject, since: str) -> None:
        member = data.draw(st.sampled_from(list(self.members)))
        members, periods = self._copy()
        key = next(self.database.new_ids())
        cells: dict[str, Stored] = {"member": member, "since": since, "until": f"{since}-06"}
        periods[key] = cells
        self._step(members, periods, new_batch("membership_period", {key: cells}))

    @precondition(lambda self: self.members)
    @rule(data=st.data(), along=st.booleans())
    def remove_member(self, data: st.DataObject, along: bool) -> None:
        key = data.draw(st.sampled_from(list(self.members)))
        members, periods = self._copy()
        del members[key]
        batches = [drop_batch(self.database, "member", [key])]
        own = [one for one, cells in periods.items() if cells["member"] == key]
        if along and own:
            batches.append(drop_batch(self.database, "membership_period", own))
            for one in own:
                del periods[one]
        self._step(members, periods, *batches)

    @precondition(lambda self: self.past)
    @rule()
    def undo_latest(self) -> None:
        plan = undo(self.database)
        assert not plan.kept
        assert not plan.refused
        self.future.append(self._copy())
        self.members, self.periods = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo_latest(self) -> None:
        redo(self.database)
        self.past.append(self._copy())
        self.members, self.periods = self.future.pop()

    @precondition(lambda self: self.operations)
    @rule(data=st.data())
    def plan_an_old_undo(self, data: st.DataObject) -> None:
        """What is planned for any old operation is taken as planned, or refused with a sentence."""
        place = data.draw(st.integers(0, len(self.operations) - 1))
        plan = plan_undo(self.database, self.operations[place])
        before = everything(self.database)
        applied = self.database.apply(plan.change)
        assert not applied.conflicts
        if applied.operation is not None:
            undone = plan_undo(self.database, applied.operation)
            assert not undone.kept
            assert not undone.refused
            self.database.apply(undone.change)
        assert everything(self.database) == before

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        for kind, model in (("member", self.members), ("membership_period", self.periods)):
            assert plain(records_of(self.database, kind), model) == model

    def teardown(self) -> None:
        self._undo_all()


def plain(records: dict[int, dict[str, Any]], model: Model) -> Model:
    """The written cells of records, those that the model knows."""
    names = list(next(iter(model.values()), {}))
    return {key: {name: cells[name] for name in names} for key, cells in records.items()}


def is_sound(members: Model, periods: Model) -> bool:
    """Whether the rules hold: numbers once, links to what is there, no ring, no overlap."""
    numbers = [cells["number"] for cells in members.values() if cells["number"] is not None]
    links = [cells["parent"] for cells in members.values() if cells["parent"] is not None]
    owners = [cells["member"] for cells in periods.values()]
    stretches = [(cells["member"], cells["since"]) for cells in periods.values()]
    return (
        len(numbers) == len(set(numbers))
        and all(target in members for target in (*links, *owners))
        and len(stretches) == len(set(stretches))
        and not any(leads_back(members, key) for key in members)
    )


def leads_back(members: Model, start: int) -> bool:
    at, seen = members[start]["parent"], set()
    while isinstance(at, int) and at in members and at not in seen:
        seen.add(at)
        at = members[at]["parent"]
    return start in seen


def take_steps(database: Database, runs: int, steps: int) -> None:
    class OwnDesk(Desk):
        pass

    OwnDesk.database = database
    run_state_machine_as_test(
        OwnDesk,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_random_steps_agree_with_a_dictionary(database: Database) -> None:
    take_steps(database, tries(10 if database.path else 4), 20)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_many_random_steps_agree_with_a_dictionary(database: Database) -> None:
    take_steps(database, 30 if database.path else 12, 30)
