"""How a cell of a listing reads: one line, links by their text."""

from typing import Any

from t20desk.db.fields import Field, Kinds
from t20desk.db.types import Stored
from t20desk.listing import Inherited, Linked
from t20desk.listing.telling import tell_stored

LONGEST = 300


def told_text(kinds: Kinds, one: Field, value: Stored, kind: str = "") -> str:
    """The text of a stored value, with the labels of fields where it names some."""
    told = tell_stored(kinds, one, value, kind)
    return cell_text(one, value) if told is None else _fit(told)


def cell_text(one: Field, cell: Any) -> str:
    """The text of a cell, cut where no table could show more."""
    if isinstance(cell, Linked):
        text = cell.text
    else:
        value = cell.value if isinstance(cell, Inherited) else cell
        text = one.type.format(value) if value is not None else ""
    return _fit(text)


def _fit(text: str) -> str:
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    return text.replace("\n", " ") if "\n" in text else text


def stored_of(cell: Any) -> Stored:
    """The stored value of a cell: a link's id, nothing where it is inherited."""
    if isinstance(cell, Linked):
        return cell.id
    return None if isinstance(cell, Inherited) else cell
