"""E-710: whatever a pulled plug leaves on the disk opens, and what was told as done is there."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.disk_log import Files, Said, Sync, record_deeds
from tests.hostile.faulty_deeds import DEEDS
from tests.hostile.offices import LOOKS, copy_office, look_at_records
from tests.hostile.power_cut import Disk

UNRECORDED = ("keep_places",)
"""Qt itself writes what the window remembers, into files without a name."""
DAY = ("save_record", "take_rows", "undo_change", "save_many", "copy_database", "put_back")

CUTS = 48
"""So often the power is cut by chance in each deed; with all cases about a thousand times."""

LATE = 40
"""So many calls before its end a large change is writing pages into the file."""


class Outage:
    """Deeds recorded once, after which the power is cut again and again."""

    def __init__(self, offices: Path, deeds: Sequence[str]) -> None:
        self._folder = copy_office(offices, deeds[0], offices / "work")
        self._seen: dict[int, Any] = {}
        self._look = LOOKS.get(deeds[0], look_at_records)
        self.before, self.events = record_deeds(self._folder, deeds)
        self.states = self._list_states()

    def _list_states(self) -> list[Any]:
        """What is seen before the first deed and after each."""
        present = self.before.copy()
        seen = [self._look_at(present)]
        for event in self.events:
            present.take(event)
            if isinstance(event, Said):
                seen.append(self._look_at(present))
        return seen

    def _look_at(self, files: Files) -> Any:
        """What is found in a folder of these files; the same files are looked at once."""
        held = frozenset((name, files.contents[key]) for name, key in files.names.items())
        if hash(held) not in self._seen:
            files.write(self._folder)
            self._seen[hash(held)] = self._look(self._folder)
        return self._seen[hash(held)]

    def lose_unsynced(self) -> None:
        """Cut the power after each sync and each word that something is done; all else is lost."""
        disk = Disk(self.before.copy())
        for event in self.events:
            disk.take(event)
            if isinstance(event, Sync | Said):
                self._check(disk, None, f"all lost after {event}")

    def lose_some(self, seed: int) -> None:
        """Cut the power after any call; of what was not safe yet some is there."""
        chance = random.Random(seed)
        disk = Disk(self.before.copy())
        for event in self.events[: chance.randint(1, len(self.events))]:
            disk.take(event)
        self._check(disk, chance, f"seed {seed}")

    def lose_twice(self, seed: int) -> None:
        """Cut the power while pages are written, and again and again while that is taken back."""
        chance = random.Random(seed)
        disk = Disk(self.before.copy())
        for event in self.events[: len(self.events) - chance.randint(2, LATE)]:
            disk.take(event)
        disk.cut(chance).write(self._folder)
        before, events = record_deeds(self._folder, ["open_half"])
        for turn in range(CUTS // 5):
            again = Disk(before.copy(), done=disk.done)
            for event in events[: chance.randint(0, len(events) - 1)]:
                again.take(event)
            self._check(again, chance, f"seed {seed}, turn {turn}")

    def _check(self, disk: Disk, chance: random.Random | None, where: str) -> None:
        found = self._look_at(disk.cut(chance))
        assert found in self.states[disk.done :][:2], where


def test_e710_a_power_cut_leaves_the_old_or_the_new(offices: Path) -> None:
    outage = Outage(offices, ["save_record"])
    outage.lose_unsynced()
    for seed in range(3):
        outage.lose_some(seed)


@pytest.mark.slow
@pytest.mark.parametrize("deed", [one for one in DEEDS if one not in UNRECORDED])
def test_e710_many_power_cuts_leave_the_old_or_the_new(offices: Path, deed: str) -> None:
    outage = Outage(offices, [deed])
    outage.lose_unsynced()
    for seed in range(CUTS):
        outage.lose_some(seed)


@pytest.mark.slow
def test_e710_a_power_cut_in_a_day_of_work_keeps_what_was_told_as_done(offices: Path) -> None:
    outage = Outage(offices, DAY)
    outage.lose_unsynced()
    for seed in range(CUTS):
        outage.lose_some(seed)


@pytest.mark.slow
def test_e707_a_power_cut_while_another_one_is_taken_back_leaves_the_old_or_the_new(
    offices: Path,
) -> None:
    outage = Outage(offices, ["take_rows"])
    for seed in range(10):
        outage.lose_twice(seed)
