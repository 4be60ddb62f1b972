"""What a paper is: a function of the database and of its options that makes it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from t20desk.db.fields import Kind
from t20desk.printing.card_sheets import CardSheet
from t20desk.printing.sheets import Paper

PaperMaker = Callable[..., Paper]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper: its name on the command line, its label (an English message), what makes it."""

    name: str
    label: str
    make: PaperMaker
    kinds: tuple[str, ...] = ()
    """Of which kinds of records it can be, where it asks for one and not all will do."""
    sheets: Mapping[str, CardSheet] = field(default_factory=dict)
    """The sheets as they are sold among which it asks for one."""
    of_guests: bool = False
    """Whether it shows the guests of one event, and those of its parts only where asked to."""

    def suits(self, kind: Kind) -> bool:
        """Whether the paper can be of this kind."""
        return kind.name in self.kinds if self.kinds else not kind.inside

    def options(self) -> dict[str, object]:
        """The names of its options and what they are when not given."""
        _database, *others = inspect.signature(self.make).parameters.values()
        return {one.name: one.default for one in others}


def paper(
    name: str,
    label: str,
    kinds: tuple[str, ...] = (),
    sheets: Mapping[str, CardSheet] | None = None,
    of_guests: bool = False,
) -> Callable[[PaperMaker], PaperKind]:
    """Declare a paper: a function of the database and of options that can all be left out."""

    def declare(make: PaperMaker) -> PaperKind:
        return PaperKind(name, label, make, kinds, sheets or {}, of_guests)

    return declare
