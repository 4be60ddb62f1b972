"""How a cell of a list is painted, and what may be wrong with it."""

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtGui import QColor


class Look(NamedTuple):
    """How a cell is painted: its text, its ground where it has one, and in which way."""

    text: str
    ground: QColor | None = None
    grey: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a typed cell: the sentence, and what was typed."""

    message: str
    typed: str
    conflict: bool = False
