"""E-601 to E-604, E-701 to E-707: whatever call fails or is the last one: the old or the new."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.hostile.faults import (
    FAILS_ON,
    FAILS_ONCE,
    FULL_ON,
    KILL,
    Ended,
    Faults,
    start_faults,
)
from tests.hostile.faulty_deeds import DEEDS, IDLE
from tests.hostile.offices import LOOKS, copy_office, look_at_records

WRITING = tuple(call for call in IDLE if call != "pread64")
"""The calls before which a program is killed: each changes something outside it."""
UNREMOVED = ("copy_database", "first_copy", "put_back", "put_back_over_half", "open_half")
"""Deeds that leave a file where none may be removed, and say so or need not."""
LOSSY = ("keep_places",)
"""Deeds that may fail without a word, since what they keep is only handy."""


class Trial:
    """One deed done again and again, each time with another fault."""

    def __init__(self, faults: Faults, counting: Faults, deed: str, offices: Path) -> None:
        self.faults = faults
        self.deed = deed
        self._counting = counting
        self._offices = offices
        self._folder = offices / "work"
        self._look = LOOKS.get(deed, look_at_records)
        self.before = self._look(self._fresh())
        self.calls = [call for call in IDLE if call != "unlink" or deed not in UNREMOVED]
        ended = counting.do(deed, self._fresh())
        assert ended.end == "done", ended
        self.counts = ended.counts
        self.after = self._look(self._folder)
        self.left_behind = self._names()

    def _fresh(self) -> Path:
        return copy_office(self._offices, self.deed, self._folder)

    def _names(self) -> set[str]:
        """What lies in the folder afterwards that has no date in its name."""
        names = {str(one.relative_to(self._folder)) for one in self._folder.rglob("*")}
        return {name for name in names if not any(char.isdigit() for char in Path(name).stem)}

    def points(self, calls: Iterable[str], most: int) -> Iterator[tuple[str, int]]:
        """Which call of which number fails: so many of each sort, from the last one backwards."""
        for call in calls:
            count = self.counts[call]
            step = max(count // most, 1)
            yield from ((call, nth) for nth in range(count, 0, -step))

    def run(self, call: str, nth: int) -> Ended:
        """Fail once, and look at what is left."""
        ended = self.faults.do(self.deed, self._fresh(), call, nth)
        where = f"{self.deed}, {call} {nth}: {ended}"
        assert ended.end != "broke", where
        found = self._look(self._folder)
        assert found in (self.before, self.after), (where, "between")
        if ended.end == "done" and self.deed not in LOSSY:
            assert found == self.after, where
        if "nothing was changed" in ended.said:
            assert found == self.before, where
        if ended.end != "killed" and self.deed not in LOSSY:
            assert self._names() <= {*self.left_behind, "office.t20-journal"}, where
        if found == self.before:
            again = self._counting.do(self.deed, self._folder)
            assert again.end == "done", (where, again)
        return ended


@contextmanager
def failing_with(fault: str, offices: Path) -> Iterator[Faults]:
    """A process of that fault, with an office of its own to begin in."""
    office = copy_office(offices, "", Path(mkdtemp(dir=offices)))
    with start_faults(fault, office, offices) as started:
        yield started


@pytest.fixture(scope="module")
def counting(offices: Path) -> Iterator[Faults]:
    """A process in which one call fails; it is asked how many calls a deed makes, too."""
    with failing_with(FAILS_ONCE, offices) as started:
        yield started


@pytest.fixture(scope="module")
def killing(offices: Path) -> Iterator[Faults]:
    with failing_with(KILL, offices) as started:
        yield started


@pytest.fixture(scope="module", params=[FAILS_ON, FULL_ON, FAILS_ONCE])
def failing(request: pytest.FixtureRequest, offices: Path, counting: Faults) -> Iterator[Faults]:
    if request.param == FAILS_ONCE:
        yield counting
        return
    with failing_with(request.param, offices) as started:
        yield started


# One deed each time; all of them, and each at many calls, in the slow tests.


def test_a_kill_at_any_call_leaves_the_old_or_the_new(
    offices: Path, counting: Faults, killing: Faults
) -> None:
    trial = Trial(killing, counting, "save_record", offices)
    for call, nth in trial.points(WRITING, 1):
        assert trial.run(call, nth).end == "killed"


@pytest.mark.slow
@pytest.mark.parametrize("deed", DEEDS)
def test_a_kill_at_many_calls_leaves_the_old_or_the_new(
    offices: Path, counting: Faults, killing: Faults, deed: str
) -> None:
    trial = Trial(killing, counting, deed, offices)
    for call, nth in trial.points(WRITING, 12):
        assert trial.run(call, nth).end == "killed"


def test_an_error_at_any_call_is_a_sentence_and_leaves_the_old_or_the_new(
    offices: Path, counting: Faults
) -> None:
    trial = Trial(counting, counting, "undo_change", offices)
    for call, nth in trial.points(trial.calls, 1):
        trial.run(call, nth)


@pytest.mark.slow
@pytest.mark.parametrize("deed", DEEDS)
def test_an_error_at_many_calls_is_a_sentence_and_leaves_the_old_or_the_new(
    offices: Path, counting: Faults, failing: Faults, deed: str
) -> None:
    trial = Trial(failing, counting, deed, offices)
    for call, nth in trial.points(trial.calls, 4):
        trial.run(call, nth)


@pytest.mark.parametrize("deed", ["save_record", "copy_database", "export_json"])
def test_a_disk_that_fails_while_it_is_read_is_not_called_damaged(
    offices: Path, counting: Faults, deed: str
) -> None:
    folder = copy_office(offices, deed, offices / "work")
    ended = counting.do(deed, folder, "pread64", 1)
    assert ended.end == "refused"
    assert "office.t20 failed while it was read or written" in ended.said
    assert "damaged" not in ended.said
