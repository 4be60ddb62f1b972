"""Finding out what a file from outside is, and so what comes next with it.

Each recogniser looks at an opened file and says what it is, or nothing; the first one that knows
it decides. What is written by ourselves is asked for before what strangers send.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from t20desk.confirming import find_reply, say_reply
from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.i18n import _, ngettext
from t20desk.importing.error_rows import list_layouts
from t20desk.importing.header_rows import SEARCHED_ROWS
from t20desk.importing.marked_rows import find_kind
from t20desk.importing.profiles import recognise_profile
from t20desk.reading.source import LargeFileError, Source, open_source
from t20desk.round_trip.opening import find_returned_kind
from t20desk.round_trip.passport import read_passport

MAILS: Final = (".eml", ".msg")


class Recognised(NamedTuple):
    """What a file is: its sort names what comes next, the words say it to people."""

    sort: str
    words: str
    kind: str = ""
    sheet: str = ""
    profile: str = ""


Recogniser = Callable[[Database, Source], Recognised | None]


def recognise(database: Database, path: Path) -> Recognised:
    """What a file is; one that cannot be read says why."""
    if path.suffix.lower() in MAILS:
        return Recognised("mail", _("A mail, to be noted at the people it was written with"))
    try:
        with open_source(path) as source:
            return _recognise_source(database, source)
    except LargeFileError as error:
        return _recognise_large(database, path, error)
    except UserError as error:
        return Recognised("unreadable", error.message)


def _recognise_source(database: Database, source: Source) -> Recognised:
    """What an opened file is; a text that was read wrongly can be read otherwise by its import."""
    try:
        found = (recogniser(database, source) for recogniser in RECOGNISERS)
        unknown = Recognised("sheet", _("A table whose headings are not known yet"))
        return next((one for one in found if one is not None), unknown)
    except UserError as error:
        if not source.encodings:
            raise
        return Recognised("sheet", error.message)


def _recognise_large(database: Database, path: Path, error: LargeFileError) -> Recognised:
    """A large file is read unasked only where it is one of our own."""
    try:
        with open_source(path, large=True) as source:
            book = recognise_book(database, source) if read_passport(source.properties) else None
            return book or Recognised("sheet", error.message)
    except UserError as refusal:
        return Recognised("unreadable", refusal.message)


def recognise_book(database: Database, source: Source) -> Recognised | None:
    """A workbook of ours that somebody edited: by its properties, else by the keys of its rows."""
    kind = find_returned_kind(database, source)
    if not kind:
        return None
    reply = find_reply(database, source.properties)
    if reply is not None:
        return Recognised("book", say_reply(reply), kind)
    words = _("{kind}, edited elsewhere, to be merged back")
    return Recognised("book", words.format(kind=_(database.kinds[kind].plural)), kind)


def recognise_sheet(database: Database, source: Source) -> Recognised | None:
    """A sheet to be imported: by a known layout, else by the headings it has."""
    profiles = list_layouts(database, source.properties)
    for sheet in sorted(source.sheets, key=lambda sheet: sheet.hidden):
        rows = list(source.read_rows(sheet.name, SEARCHED_ROWS))
        profile = recognise_profile(profiles, rows)
        kind = profile.kind if profile else find_kind(database, rows)
        if not kind:
            continue
        plural, name = _(database.kinds[kind].plural), profile.name if profile else ""
        words = plural
        if sheet.rows > 1:
            count = sheet.rows - 1
            counted = ngettext("{number} row", "{number} rows", count).format(number=count)
            words = _("{kind}, about {rows}").format(kind=plural, rows=counted)
        if profile and profile.left_of:
            words = _("{what}, left out of {file}").format(what=words, file=profile.left_of)
        elif name:
            words = _("{what}, laid out as “{name}”").format(what=words, name=name)
        return Recognised("sheet", words, kind, sheet.name, name)
    return None


RECOGNISERS: Final[tuple[Recogniser, ...]] = (recognise_book, recognise_sheet)
"""Asked in this order."""
