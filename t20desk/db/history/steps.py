"""The steps of taking an operation back that are still to be done, and which of them needs which.

A record goes, a record comes back, a cell turns back. A step that cannot be takes those with it
that need it.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from t20desk.db.fields import Field
from t20desk.db.types import Stored

Hindered = Iterator[tuple["Step", str]]
"""Steps that cannot be, and why; without a reason nothing is said of them."""


class Left(NamedTuple):
    """A record or cell that an undo leaves as it is, and why."""

    kind: str
    id: int
    field: str | None
    reason: str


class Step(NamedTuple):
    """One part of taking back: a record goes, comes back, or its cell turns back."""

    deed: Literal["go", "come", "turn"]
    kind: str
    id: int
    field: str = ""


class Steps:
    """What is to be done, and what is left as it is."""

    def __init__(self) -> None:
        self.kept: list[Left] = []
        self.refused: list[Left] = []
        self.going: dict[str, set[int]] = {}
        """Records that go, by kind."""
        self.coming: dict[str, set[int]] = {}
        """Records that come back, by kind."""
        self.wanted: dict[Field, dict[Step, Stored]] = {}
        """Numbers and links that come back with a record or in a cell."""
        self._turning: set[Step] = set()
        self._needs: dict[Step, list[tuple[Step, str]]] = {}

    def may_go(self, kind: str, record: int) -> bool:
        """Whether a record that the operation made goes."""
        return record in self.going.get(kind, ())

    def may_come(self, kind: str, record: int) -> bool:
        """Whether a record that the operation removed comes back."""
        return record in self.coming.get(kind, ())

    def may_turn(self, kind: str, record: int, name: str) -> bool:
        """Whether a number or link turns back."""
        return Step("turn", kind, record, name) in self._turning

    def turn(self, step: Step) -> None:
        """Have a cell turn back."""
        self._turning.add(step)

    def want(self, one: Field, step: Step, value: Stored) -> None:
        """Note a number or link that a step brings back; an empty cell needs nothing."""
        if value is not None:
            self.wanted.setdefault(one, {})[step] = value

    def keep(self, record: tuple[str, int], fields: Iterable[str], reason: str) -> None:
        """Leave a record that would go, for these of its fields."""
        self.going[record[0]].discard(record[1])
        self.kept.extend(Left(*record, name, reason) for name in fields)

    def need(self, needed: Step, step: Step, reason: str) -> None:
        """A step can only be where another one is."""
        self._needs.setdefault(needed, []).append((step, reason))

    def need_way(self, step: Step, one: Field, holder: int, reason: str) -> Hindered:
        """A step needs that another record goes or its cell turns away; else it is hindered."""
        goes, turns = Step("go", one.kind, holder), Step("turn", one.kind, holder, one.name)
        if self.may_go(one.kind, holder):
            self.need(goes, step, reason)
        elif turns in self._turning:
            self.need(turns, step, reason)
        else:
            yield step, reason

    def drop(self, hindered: Iterable[tuple[Step, str]]) -> None:
        """Take out the hindered steps and, with them, all that need them."""
        waiting = list(hindered)
        while waiting:
            step, reason = waiting.pop()
            if self._take_out(step):
                if reason:
                    left = Left(step.kind, step.id, step.field or None, reason)
                    (self.kept if step.deed == "go" else self.refused).append(left)
                waiting.extend(self._needs.pop(step, ()))

    def _take_out(self, step: Step) -> bool:
        """Whether the step was still to be done."""
        if step.deed == "turn":
            there = step in self._turning
            self._turning.discard(step)
            return there
        ids = (self.going if step.deed == "go" else self.coming).get(step.kind, set())
        there = step.id in ids
        ids.discard(step.id)
        return there
