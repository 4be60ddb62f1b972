"""How a cell of a listing reads: one line, links by their text."""

from typing import Any

from t20desk.db.fields import Field
from t20desk.db.types import Stored

LONGEST = 300


def cell_text(one: Field, cell: Any) -> str:
    """The text of a cell, cut where no table could show more."""
    text = getattr(cell, "text", None)
    if text is None:
        text = one.type.format(cell) if cell is not None else ""
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    return text.replace("\n", " ") if "\n" in text else text


def stored_of(cell: Any) -> Stored:
    """The stored value of a cell: a link's id, else the cell itself."""
    return cell.id if hasattr(cell, "text") else cell
