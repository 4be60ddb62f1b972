"""Records, links and values as they are typed on the command line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from t20desk.cli.answers import TypedError
from t20desk.cli.app import declared_kinds, refuse_usage
from t20desk.db import ids
from t20desk.db.database import Database
from t20desk.db.field_names import find_field
from t20desk.db.fields import Field
from t20desk.db.types import Reading, Stored
from t20desk.editing import read_value
from t20desk.errors import UserError
from t20desk.i18n import _, list_words, tell_place

TYPED: Final = Reading(decimal=".", by_hand=True)
"""How values are read: ISO dates and decimal points, whatever the language."""

MOST_CANDIDATES: Final = 8


def split_words(values: Sequence[str]) -> dict[str, str]:
    """The values by field as they were written."""
    words: dict[str, str] = {}
    for text in values:
        name, equals, value = text.partition("=")
        if not equals or not name:
            message = _("Write FIELD=VALUE, not “{text}”.")
            refuse_usage(message.format(text=text))
        words[name] = value
    return words


def read_values(database: Database, kind: str, words: dict[str, str]) -> dict[str, Stored]:
    """Typed values by field name; an empty one clears the field. Raises TypedError for all bad."""
    values: dict[str, Stored] = {}
    refused: list[tuple[UserError, str]] = []
    for name, text in words.items():
        try:
            one = find_field(database.kinds[kind], name)
            values[one.name] = read_word(database, one, text)
        except UserError as error:
            refused.append((error, text))
    if refused:
        raise TypedError(refused)
    return values


def find_remarks(
    database: Database, kind: str, words: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Field and sentence where a typed value was taken and is unusual."""
    for name, text in words.items():
        one = find_field(database.kinds[kind], name)
        parsed = one.type.parse(text, TYPED)
        if parsed.severity == "note" and not one.target:
            yield one.name, tell_place(one.say(), parsed.message)


def read_word(database: Database, one: Field, text: str) -> Stored:
    """One typed value; a link is an id or the text of the record."""
    if one.target and text.strip():
        return find_linked(database, one, text.strip())
    return read_value(one, text, TYPED)


def find_linked(database: Database, one: Field, text: str) -> int:
    """The id of the record that a text names; raises UserError for none or several."""
    from t20desk.matching.records import SEVERAL, UNKNOWN, LinkFinder

    finder = LinkFinder(database, one)
    finder.learn([text])
    found = finder.find_ids(text)
    if len(found) == 1:
        return found[0]
    message = _(SEVERAL if found else UNKNOWN)
    words = message.format(kind=_(finder.kind.plural), value=text[:60], count=len(found))
    raise UserError(tell_place(one.say(), words), one.name)


def find_named(database: Database, one: Field, text: str) -> int:
    """The record that a text names as a link does, else the only one that is found by it.

    Raises UserError with the candidates where several could be meant.
    """
    from t20desk.listing import Listing, list_ids, read_titles

    try:
        return find_linked(database, one, text)
    except UserError:
        kind = one.target or ""
        found = list_ids(database, Listing(kind, text, "all"))
        if not found:
            raise
    if len(found) == 1:
        return found[0]
    titles = read_titles(database, kind, found[:MOST_CANDIDATES])
    names = [f"{title} ({key})" for key, title in titles.items()]
    if len(found) > MOST_CANDIDATES:
        names.append("…")
    message = _("“{value}” could be {names}; give the ID.")
    raise UserError(message.format(value=text[:60], names=list_words(names)), one.name)


def read_id(kind: str, text: str) -> int:
    """An id given on the command line; raises UserError for what is none."""
    key = ids.read_id(text)
    if key is None:
        raise UserError(no_record(kind, text[:60]))
    return key


def find_id(database: Database, kind: str, text: str) -> int:
    """An id given on the command line; one that went by a merge is that of what it became."""
    from t20desk.db.history.merged_ids import follow_id

    return follow_id(database, kind, read_id(kind, text))


def no_record(kind: str, text: str) -> str:
    """The sentence about a record that is not there."""
    message = _("There is no {kind} with the ID {id}; look it up in the list.")
    return message.format(kind=_(declared_kinds()[kind].label), id=text)


def find_event(database: Database, words: str) -> int:
    """The event that an id or a title names; raises UserError where there is none."""
    found = read_values(database, "participation", {"event": words})["event"]
    if not isinstance(found, int):
        raise UserError(_("No event was named; give its title or its ID."), "event")
    return found
