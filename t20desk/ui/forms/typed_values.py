"""What a typed value means: a link also by the name of its record, though no list offered it."""

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.types import Link, Parsed, Stored, typed_reading
from t20desk.ui.looks.cell_texts import cell_text


def understand(db: Database, one: Field, typed: object) -> Parsed:
    """The value that was typed into a field, or the sentence that says why it is none."""
    if isinstance(one.type, Link) and isinstance(typed, str) and typed.strip():
        # Somebody types a whole name quicker than a list of names can be offered.
        from t20desk.editing.pasting import find_links

        return find_links(db, one, [typed])[typed]
    return one.type.parse(typed, typed_reading())


def say_stored(db: Database, one: Field, value: Stored) -> str:
    """A stored value in words; a link by the name of its record."""
    if isinstance(one.type, Link) and one.target is not None and value is not None:
        from t20desk.listing import read_title

        key = int(value)
        return read_title(db, one.target, key)
    return one.type.format(value)


def say_typed(db: Database, one: Field, parsed: Parsed, typed: object) -> str:
    """What was typed in words, where it was chosen from a list and is a code or an id."""
    if parsed.value is None or parsed.severity in ("error", "doubt"):
        return str(typed or "")
    if isinstance(one.type, Link):
        return say_stored(db, one, parsed.value)
    return cell_text(one, parsed.value) if one.type.choices() else str(typed or "")
