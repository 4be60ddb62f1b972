"""How a cell of a list is painted, and what may be wrong with it."""

from typing import Any, NamedTuple

from PySide6.QtGui import QColor

from t20desk.db.fields import Field
from t20desk.listing import Inherited
from t20desk.ui.looks.theme import colour_for
from t20desk.ui.tables.cell_texts import cell_text

LOADING = "…"


class Look(NamedTuple):
    """How a cell is painted: its text, its ground where it has one, and in which way.

    `picture` is the hash of a picture that stands there; then the text is only for those who hear.
    """

    text: str
    ground: QColor | None = None
    grey: bool = False
    right: bool = False
    picture: str = ""


class CellProblem(NamedTuple):
    """What is wrong with a typed cell: the sentence, and what was typed."""

    message: str
    typed: str
    conflict: bool = False


def look_of_cell(one: Field, cell: Any, ground: QColor | None) -> Look:
    """A cell that was read; what is inherited is grey."""
    if not one.type.is_typed:
        return Look(one.say() if cell else "", ground, picture=str(cell or ""))
    return Look(cell_text(one, cell), ground, isinstance(cell, Inherited), one.type.numeric)


def look_of_problem(one: Field, problem: CellProblem) -> Look:
    """A cell that was refused: it shows what was typed."""
    shade = colour_for("conflict" if problem.conflict else "gone")
    return Look(f"⚠ {problem.typed}", shade, right=one.type.numeric)


def look_of_loading(one: Field) -> Look:
    """A cell that is on its way."""
    return Look(LOADING, grey=True, right=one.type.numeric)
