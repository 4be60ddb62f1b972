"""E-508, E-516: many clients that write the same few records at once: nothing is lost."""

import random
from collections import Counter
from threading import Thread

import pytest

from t20desk.checking import check_database
from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from tests.db.steps import make_many, new_batch, records_of

SHARED = 4
"""So many records all clients count up in; few, so that they meet."""


class Client(Thread):
    """Does so many things in an order of its own, and keeps account of what was taken."""

    def __init__(self, address: str, seed: int, times: int, counters: list[int]) -> None:
        super().__init__()
        self.done: Counter[str] = Counter()
        self.mistakes: list[BaseException] = []
        self._chance = random.Random(seed)
        self._database = Database.open(address, user=f"client {seed}")
        self._times = times
        self._counters = counters
        self._own: list[int] = []

    def run(self) -> None:
        try:
            for _turn in range(self._times):
                deed = self._chance.choice((self._count_up, self._count_up, self._make, self._drop))
                deed()
        except BaseException as error:  # noqa: BLE001 - shown by the test that waits for it
            self.mistakes.append(error)
        finally:
            self._database.close()

    def _count_up(self) -> None:
        """One more in a record that others count up too; who comes late reads again.

        The name stands behind the number: what two write alike is no conflict.
        """
        key = self._chance.choice(self._counters)
        while True:
            before = records_of(self._database, "member")[key]["notes"]
            row = (key, (before,), (f"{int(before.split()[0]) + 1} by {self.name}",))
            applied = self._database.apply(
                Change(Label("Up"), [Batch("member", ("notes",), [row])])
            )
            if not applied.is_refused:
                assert applied.operation
                self.done["up"] += 1
                return
            assert [one.field for one in applied.conflicts] == ["notes"]
            self.done["late"] += 1

    def _make(self) -> None:
        key = next(self._database.new_ids())
        batch = new_batch("member", {key: {"name": f"Institute {key}"}})
        assert self._database.apply(Change(Label("Make"), [batch])).operation
        self._own.append(key)
        self.done["made"] += 1

    def _drop(self) -> None:
        if self._own:
            key = self._own.pop()
            batch = Batch("member", ("name",), [(key, (f"Institute {key}",), None)])
            assert self._database.apply(Change(Label("Drop"), [batch])).operation
            self.done["dropped"] += 1


def work_together(database: Database, clients: int, times: int) -> None:
    """Let clients work at once, then count together."""
    names = [{"name": f"Counter {n}", "notes": "0"} for n in range(SHARED)]
    counters = make_many(database, "member", names)
    address = str(database.path or database.engine.url.render_as_string(hide_password=False))
    workers = [Client(address, seed, times, counters) for seed in range(clients)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.mistakes for worker in workers] == [[]] * clients
    done = sum((worker.done for worker in workers), Counter[str]())
    records = records_of(database, "member")
    assert sum(int(records[key]["notes"].split()[0]) for key in counters) == done["up"]
    assert len(records) == SHARED + done["made"] - done["dropped"]
    operations = list_operations(database)
    written = 1 + done["up"] + done["made"] + done["dropped"]
    assert [one.sequence for one in operations] == list(range(written, 0, -1))
    times_noted = [one.time for one in operations]
    assert times_noted == sorted(times_noted, reverse=True)
    assert check_database(database).is_whole


def test_a_few_clients_lose_nothing(database: Database) -> None:
    work_together(database, 4, 8)


@pytest.mark.slow
def test_many_clients_lose_nothing(database: Database) -> None:
    work_together(database, *((5, 60) if database.path else (12, 30)))
