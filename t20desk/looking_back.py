"""Looking for changes in the history by words as people say them."""

import json
import re
from array import array
from dataclasses import replace

from t20desk.db.change import Batch, Change, Label
from t20desk.db.database import Database
from t20desk.db.fields import Kinds
from t20desk.db.history.operations import Wish, Word, list_messages, list_sequences
from t20desk.db.history.reading import Entry
from t20desk.db.present_cells import read_cells
from t20desk.errors import UserError
from t20desk.i18n import N_, _
from t20desk.listing import find_everywhere

BROUGHT_BACK = N_("{fields} of {title} set back to an earlier value")
MOST_RECORDS = 100
"""So many records of each kind are followed into the history by one word."""


def find_changes(database: Database, wish: Wish, text: str = "") -> "array[int]":
    """The numbers of the operations wanted, latest first; each word of the text must be found."""
    messages = list_messages(database) if text.strip() else []
    words = tuple(_look_up(database, messages, word) for word in text.split())
    return list_sequences(database, replace(wish, words=words))


def _look_up(database: Database, messages: list[str], word: str) -> Word:
    """What stands for a word in labels: their own words, names of kinds and fields, records."""
    wanted, known = word.casefold(), database.kinds
    said = tuple(one for one in messages if wanted in _strip_places(_(one)).casefold())
    inner = (json.dumps(one, ensure_ascii=False) for one in said)
    pieces = [word, *(f'"message": {one}' for one in inner), *_name_pieces(known, wanted)]
    return Word(said, tuple(pieces), _find_records(database, word), word)


def _strip_places(message: str) -> str:
    """A label without the names of its placeholders."""
    return re.sub(r"\{\w*\}", " ", message)


def _name_pieces(known: Kinds, wanted: str) -> list[str]:
    """How the kinds and fields whose words hold a text stand in the arguments of a label."""
    kinds = [f'"kind": "{one.name}"' for one in known.values() if wanted in _(one.label).casefold()]
    names = {
        f'"{field.name}"'
        for kind in known.values()
        for field in kind.written
        if wanted in field.say().casefold()
    }
    return [*kinds, *sorted(names)]


def _find_records(database: Database, word: str) -> tuple[int, ...]:
    try:
        phrase = word.replace('"', '""')
        found = find_everywhere(database, f'"{phrase}"', MOST_RECORDS)
    except UserError:
        return ()
    return tuple(one.id for _kind, one in found)


def plan_value(database: Database, entry: Entry) -> Change:
    """Plan bringing back what a cell held before an entry, whatever it holds by now.

    Raises UserError where that cannot be or is so already.
    """
    name = entry.field or ""
    if name not in database.kinds[entry.kind].fields:
        raise UserError(_("This field is no longer there; nothing can be brought back."))
    with database.read() as connection:
        table = database.tables[entry.kind]
        present = read_cells(connection, database.store, table, [entry.id], (name,))
    if entry.id not in present:
        raise UserError(_("The record is gone; restore it from the trash first."))
    (now,) = present[entry.id]
    if now == entry.old:
        raise UserError(_("The field holds this value already; there is nothing to bring back."))
    label = Label(BROUGHT_BACK, {"kind": entry.kind, "id": str(entry.id), "fields": [name]})
    return Change(label, [Batch(entry.kind, (name,), [(entry.id, (now,), (entry.old,))])])
