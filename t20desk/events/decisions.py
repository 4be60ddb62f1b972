"""Decisions of a meeting become follow-ups: one contact note each, linked to its decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.types import Stored
from t20desk.editing import plan_insert
from t20desk.i18n import N_
from t20desk.listing import Linked, Listing, list_ids, read_fields
from t20desk.searching import write_test

FOLLOWED: Final = N_("Follow-ups made of decisions: {count}")
COLUMNS: Final = ("event", "text", "person", "responsible", "due", "note")
LONGEST: Final = 200


def list_open(database: Database, event: int) -> list[int]:
    """The decisions of an event that have no follow-up yet."""
    search = f"{write_test('event', 'is', str(event))} note:"
    return list(list_ids(database, Listing("decision", search, "all")))


def plan_follow_ups(
    database: Database, decisions: Sequence[int], today: date | None = None
) -> Change:
    """Plan a follow-up for each decision that has none, due when the decision is, else today."""
    day = (today or date.today()).isoformat()
    rows = read_fields(database, "decision", COLUMNS, decisions)
    unnoted = {key: cells for key, cells in rows.items() if cells[-1] is None}
    if not unnoted:
        return Change(Label(FOLLOWED, {"count": 0}), [])
    notes = plan_insert(
        database, "contact_note", [_write_note(one, day) for one in unnoted.values()]
    )
    made = [row[0] for row in notes.batches[0].rows]
    links: list[Row] = [(key, (None,), (note,)) for key, note in zip(unnoted, made, strict=True)]
    batches = [*notes.batches, Batch("decision", ("note",), links)]
    return Change(Label(FOLLOWED, {"count": len(unnoted)}), batches)


def _write_note(cells: Sequence[Any], day: str) -> dict[str, Stored]:
    event, text, person, responsible, due, _note = cells
    subject = str(text)
    values: dict[str, Stored] = {
        "noted_on": day,
        "kind": "other",
        "subject": subject if len(subject) <= LONGEST else subject[: LONGEST - 1] + "…",
        "event": event.id,
        "person": person.id if isinstance(person, Linked) else None,
        "text": subject if len(subject) > LONGEST else None,
        "follow_up": due or day,
        "responsible": responsible,
    }
    return {name: cell for name, cell in values.items() if cell is not None}
