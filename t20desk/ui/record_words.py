"""What a record page reads of its record, and the line of facts below the title."""

from typing import Any

from t20desk.db.fields import Kind
from t20desk.listing import Linked
from t20desk.ui.cell_texts import cell_text
from t20desk.ui.field_form import form_fields


def form_columns(kind: Kind) -> tuple[str, ...]:
    """What a form reads: its fields, and what the line of facts below the title needs."""
    names = [one.name for one in form_fields(kind)]
    listed = [one.name for one in kind.fields.values() if one.listed]
    return tuple(dict.fromkeys((*names, *listed)))


def say_facts(kind: Kind, cells: dict[str, Any]) -> str:
    """The values of the usual columns in one line, as far as the title does not say them."""
    titles = {path.split(".")[0] for path in kind.title}
    texts = [
        cell.text if isinstance(cell, Linked) else cell_text(one, cell)
        for one in kind.fields.values()
        if one.listed and one.name not in titles and (cell := cells.get(one.name)) is not None
    ]
    return "   ·   ".join(text for text in texts if text and len(text) < 80)[:400]
