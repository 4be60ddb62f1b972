"""What went wrong in the sample office: two people entered twice, and a note deleted again."""

from dataclasses import replace
from datetime import date
from typing import Final

from t20desk.db.database import Database
from t20desk.demonstration.drafting import DOOR, Draft
from t20desk.editing import plan_delete

_TWICE: Final = (
    {
        "given_name": "Thomas",
        "family_name": "Mueller-Beispiel",
        "email": "thomas-muller@example.org",
        "country": "DE",
    },
    {
        "given_name": "Mingyang (Sample)",
        "family_name": "Li",
        "name_order": "family_first",
        "original_name": "李明扬（样例）",
        "notes": "Sample: from a card, without his post.",
        "country": "CN",
    },
)
"""As somebody else would have typed them from a mail and from a card."""


def add_slips(draft: Draft, today: date) -> int:
    """The people once more, and a note of the wrong day; the id of the note."""
    for values in _TWICE:
        draft.add("person", **values)
    return draft.add(
        "contact_note",
        noted_on=today,
        kind="call",
        subject="Sample call: noted twice",
        text="Sample note: nothing of this was ever said.",
    )


def delete_slip(database: Database, note: int) -> None:
    """Delete the note again: it waits in the trash."""
    database.apply(replace(plan_delete(database, "contact_note", [note]), door=DOOR))
