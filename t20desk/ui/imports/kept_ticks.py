"""What was left out in the preview of a sheet stays so when the sheet is planned again.

A record that is there is known by its id; one that is to be made has another id in each plan, and
is known by its row or its name.
"""

from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Protocol

from t20desk.ui.previews.preview_choice import ChangeChoice, Key

Name = tuple[str, Hashable]


class SheetPlan(Protocol):
    """What becomes of a sheet."""

    def name_new(self) -> Iterable[tuple[int, Name]]:
        """The records that it makes: id, and kind with the row or the name."""
        ...


@dataclass(frozen=True, slots=True)
class KeptTicks:
    """Rows and cells that are left out, by names that stand in each plan."""

    rows: Set[Name]
    cells: Mapping[Name, Set[str]]

    def leave_out(self, choice: ChangeChoice, plan: SheetPlan) -> None:
        """Leave them out of another plan of the same sheet."""
        ids = {name: key for key, name in plan.name_new()}

        def find(name: Name) -> Key:
            return name[0], ids.get(name) or _read_id(name)

        cells = {find(name): names for name, names in self.cells.items()}
        choice.leave_out(map(find, self.rows), cells)


def keep_ticks(choice: ChangeChoice | None, plan: SheetPlan | None) -> KeptTicks | None:
    """What is left out of a plan; None where everything is taken."""
    if choice is None or plan is None or not (choice.left_rows or choice.left_cells):
        return None
    names = dict(plan.name_new())

    def name(key: Key) -> Name:
        return names.get(key[1]) or key

    cells = {name(key): {*names} for key, names in choice.left_cells.items()}
    return KeptTicks({name(key) for key in choice.left_rows}, cells)


def _read_id(name: Name) -> int:
    return name[1] if isinstance(name[1], int) else 0
