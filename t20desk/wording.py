"""Labels of changes in full sentences, with the titles of the records they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from t20desk.db.change import Label
from t20desk.db.database import Database
from t20desk.db.fields import Field, Kind, Kinds
from t20desk.db.history.reading import Operation, find_operation
from t20desk.db.history.touched import read_gone
from t20desk.db.keys import fold
from t20desk.db.types import Stored
from t20desk.i18n import N_, _, reading_order
from t20desk.listing import read_titles
from t20desk.listing.telling import stand_for

DOORS: Final = {
    "window": N_("window"),
    "import": N_("import"),
    "return": N_("returned workbook"),
    "command line": N_("command line"),
    "demonstration": N_("demonstration"),
}
"""Through which doors changes come."""
Cells = Mapping[str, Stored]
Titles = Mapping[tuple[str, int], str]
"""The texts of records by kind and id."""
Sides = tuple[str, int, Iterable[Cells | None]]
"""A record by kind and id, and some states of its cells."""


def say_label(database: Database, label: Label) -> str:
    """A label in the language in use, naming the record as it is called, or was called last."""
    named = _find_named(database.kinds, label)
    titles = read_names(database, [named] if named else [])
    return label.text(database.kinds, titles.get(named, "…") if named else "…")


def say_operation(database: Database, operation: Operation) -> str:
    """What an operation did, in one sentence."""
    return say_label(database, operation.label)


def say_deed(database: Database, sequence: int) -> str:
    """What an operation did, or of an undo what it took back, in one sentence."""
    label = find_operation(database, sequence).label
    while isinstance(inner := label.arguments.get("label"), Mapping):
        label = Label(inner["message"], inner["arguments"])
    return say_label(database, label)


def tell_elsewhere(database: Database, sequence: int) -> str:
    """What somebody wrote at another place, and who it was."""
    operation = find_operation(database, sequence)
    words = _("{person} at another place: {change}")
    return words.format(person=operation.user, change=say_operation(database, operation))


def say_door(door: str) -> str:
    """The words for the door through which a change came."""
    return _(DOORS[door]) if door in DOORS else door


def find_door(words: str) -> str:
    """The door that somebody names by its words in the language in use, or as the journal does."""
    key = fold(words)
    return next((door for door, label in DOORS.items() if key in (fold(_(label)), door)), words)


def say_operations(database: Database, operations: Iterable[Operation]) -> dict[int, str]:
    """What several operations did, by their numbers; their records are read together."""
    labels = {one.sequence: one.label for one in operations}
    named = {sequence: _find_named(database.kinds, label) for sequence, label in labels.items()}
    titles = read_names(database, list(filter(None, named.values())))
    return {
        sequence: label.text(database.kinds, titles.get(named[sequence] or ("", 0), "…"))
        for sequence, label in labels.items()
    }


def _find_named(kinds: Kinds, label: Label) -> tuple[str, int] | None:
    """The record that a label names; that of an undo stands in the label it takes back."""
    arguments: Mapping[str, Any] = label.arguments
    while isinstance(inner := arguments.get("label"), Mapping):
        arguments = inner["arguments"]
    kind, key = arguments.get("kind"), arguments.get("id")
    if not isinstance(kind, str) or kind not in kinds or key is None:
        return None
    return kind, int(key)


def read_linked_titles(database: Database, records: Iterable[Sides]) -> Titles:
    """The texts of records and of those that their cells point to."""
    wanted: list[tuple[str, int]] = []
    for kind, key, sides in records:
        wanted.append((kind, key))
        for cells in sides:
            wanted.extend(_find_aims(database.kinds, kind, cells or {}))
    return _read_titles(database, wanted)


def _find_aims(kinds: Kinds, kind: str, cells: Cells) -> Iterator[tuple[str, int]]:
    """The records that the cells of one point to."""
    fields = kinds[kind].fields
    for name in cells:
        if name in fields:
            one, value = stand_for(kinds, fields[name], cells[name], cells)
            if one.target and isinstance(value, int):
                yield one.target, value


def read_names(database: Database, records: Sequence[tuple[str, int]]) -> Titles:
    """The texts of records; of those that are gone what they were called last."""
    present = _read_titles(database, records)
    missing = [record for record in records if record not in present]
    gone = read_gone(database, missing) if missing else {}
    sides = ((kind, key, (cells,)) for (kind, key), cells in gone.items())
    linked = read_linked_titles(database, sides) if gone else {}
    named = {
        record: name_record(linked, database.kinds[record[0]], cells)
        for record, cells in gone.items()
    }
    return {**present, **{record: name for record, name in named.items() if name}}


def _read_titles(database: Database, records: Iterable[tuple[str, int]]) -> Titles:
    wanted: dict[str, set[int]] = {}
    for kind, key in records:
        wanted.setdefault(kind, set()).add(key)
    return {
        (kind, key): text
        for kind, ids in wanted.items()
        for key, text in read_titles(database, kind, sorted(ids)).items()
    }


def name_record(titles: Titles, kind: Kind, cells: Cells) -> str:
    """The text of a record that may be gone, from its own cells and the texts of its links."""
    names = dict.fromkeys(path.split(".")[0] for path in kind.title)
    parts = (_say_part(titles, kind.fields[name], cells) for name in names)
    return " – ".join(filter(None, parts))


def _say_part(titles: Titles, one: Field, cells: Cells) -> str:
    value = cells.get(one.name)
    if one.target:
        return titles.get((one.target, value), "") if isinstance(value, int) else ""
    if one.is_translated:
        texts = (cells.get(f"{one.name}_{code}") for code in reading_order())
        return str(next(filter(None, texts), ""))
    if one.compute is not None:
        value = one.compute(*(cells.get(name) for name in one.sources))
    return "" if value is None else one.type.format(value)
