"""What a record page reads of its record, and the line of facts below the title."""

from collections.abc import Mapping
from typing import Any

from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind
from t20desk.db.types import YesNo
from t20desk.i18n import LANGUAGES, _
from t20desk.listing import Linked, Listing, read_rows, read_titles
from t20desk.ui.forms.field_form import form_fields
from t20desk.ui.looks.cell_texts import cell_text

ELSEWHERE = {
    "member": {"original_name", "status"},
    "person": {"original_name", "works_at"},
    "contact_note": {"follow_up", "responsible"},
}
"""What the head of a record says at another place than the line of facts."""


def form_columns(kind: Kind) -> tuple[str, ...]:
    """What a form reads: its fields, and what the line of facts below the title needs."""
    names = [one.name for one in form_fields(kind)]
    listed = [one.name for one in kind.fields.values() if one.listed]
    return tuple(dict.fromkeys((*names, *listed)))


def read_record(
    database: Database, kind: Kind, record_id: int
) -> tuple[dict[str, Any] | None, str]:
    """The cells of a record by field and its title; no cells if it is gone."""
    listing = Listing(kind.name, view="all", columns=form_columns(kind))
    rows = read_rows(database, listing, [record_id])
    title = read_titles(database, kind.name, [record_id]).get(record_id, "")
    found = rows.get(record_id)
    return None if found is None else dict(zip(listing.columns, found, strict=True)), title


def say_facts(kind: Kind, cells: dict[str, Any]) -> str:
    """The values of the usual columns in one line, as far as the title does not say them.

    Own fields are left to the form, for nobody knows what a bare 3.5 is.
    """
    titles = {path.split(".")[0] for path in kind.title} | ELSEWHERE.get(kind.name, set())
    texts = [
        _say_fact(one, cell)
        for one in kind.fields.values()
        if one.listed
        and not one.own
        and one.name not in titles
        and (cell := cells.get(one.name)) is not None
    ]
    return "   ·   ".join(text for text in texts if text and len(text) < 80)[:400]


def _say_fact(one: Field, cell: Any) -> str:
    """A value as it reads without its heading; a bare “yes” says nothing."""
    if isinstance(one.type, YesNo):
        return one.say() if cell else ""
    return cell.text if isinstance(cell, Linked) else cell_text(one, cell)


def say_second_name(kind: Kind, cells: Mapping[str, Any], name: str) -> str:
    """The name in the other script, or the title in the other languages."""
    for other in ("original_name", "latin_name"):
        if cells.get(other) and cells[other] != name:
            return str(cells[other])
    face = kind.fields.get(kind.title[0])
    if face is None or not face.is_translated:
        return ""
    texts = (str(cells.get(f"{face.name}_{code}") or "") for code in LANGUAGES)
    shown = (name, cells.get(face.name))
    return "   ·   ".join(text for text in dict.fromkeys(texts) if text and text not in shown)


def say_status(kind: Kind, cells: Mapping[str, Any]) -> str:
    """What an organisation is to the alliance, and since when, in one phrase."""
    if kind.name != "member" or not cells.get("status"):
        return ""
    status = cell_text(kind.fields["status"], cells["status"])
    parts = [status]
    left, joined = cells.get("left"), cells.get("joined")
    if cells["status"] == "left" and left:
        when = cell_text(kind.fields["left"], left)
        parts = [_("{status} on {day}").format(status=status, day=when)]
    elif joined and cells["status"] != "contact":
        when = cell_text(kind.fields["joined"], joined)
        parts = [_("{status} since {day}").format(status=status, day=when)]
    if cells.get("founding_member"):
        parts.append(_("founding member"))
    return " · ".join(parts)
