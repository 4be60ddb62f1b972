"""Two records field by field: which value stays when they become one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from t20desk.db.fields import Field, Kind
from t20desk.db.types import Choices, Countries, Languages, LongText, Stored

Side = Literal["mine", "theirs", "both"]
"""Which value stays: that of the record that is kept, that of the other one, or both together."""

Cells = Mapping[str, Stored]

_SEVERAL: Final = (Choices, Countries, Languages)
_CAUTIOUS: Final = ("do_not_contact",)
"""Yes or no where a yes of either record stands: nobody is written to by a merge."""
_EARLIER: Final = {"answer": ("not_asked", "invited", "waiting", "tentative")}
"""Values that are only on the way to another one, which tells more."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of two records, and what stays by itself."""

    field: Field
    mine: Stored
    theirs: Stored
    side: Side

    @property
    def differs(self) -> bool:
        """Whether the records say two things."""
        return self.mine != self.theirs


def may_join(one: Field) -> bool:
    """Whether both values can stay together."""
    return isinstance(one.type, (*_SEVERAL, LongText))


def pair_fields(
    kind: Kind, mine: Cells, theirs: Cells, settled: Mapping[str, Side]
) -> list[FieldPair]:
    """All fields of two records of a kind with what stays by itself."""
    return [
        FieldPair(
            one,
            mine.get(one.name),
            theirs.get(one.name),
            settled.get(one.name) or choose_side(one, mine, theirs),
        )
        for one in kind.written
    ]


def choose_side(one: Field, mine: Cells, theirs: Cells) -> Side:
    """What stays by itself: what is filled, both where there is room for both, else ours."""
    ours, other = mine.get(one.name), theirs.get(one.name)
    if other is None or ours == other:
        return "mine"
    if ours is None:
        return "theirs"
    if may_join(one):
        return "both"
    if one.name in _CAUTIOUS:
        return "theirs" if other else "mine"
    earlier = _EARLIER.get(one.name, ())
    return "theirs" if ours in earlier and other not in earlier else "mine"


def take_side(one: Field, side: Side, mine: Stored, theirs: Stored) -> Stored:
    """The value that stays."""
    if side == "both" and may_join(one):
        return join_values(one, mine, theirs)
    return theirs if side == "theirs" else mine


def join_values(one: Field, mine: Stored, theirs: Stored) -> Stored:
    """Both values: the elements of both lists, or both texts below each other."""
    if mine is None or theirs is None:
        return theirs if mine is None else mine
    if isinstance(one.type, LongText):
        return str(mine) if str(theirs) in str(mine) else f"{mine}\n{theirs}"
    elements = dict.fromkeys([*str(mine).split(), *str(theirs).split()])
    return f" {' '.join(elements)} "
