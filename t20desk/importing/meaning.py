"""Reading what somebody says that a text means: a value by its words, a record by its name."""

from t20desk.db.database import Database
from t20desk.db.fields import Field
from t20desk.db.ids import read_id
from t20desk.db.types import cut, typed_reading
from t20desk.errors import UserError
from t20desk.i18n import _, tell_place
from t20desk.importing.values import CLEAR, NOTHING, Meaning
from t20desk.listing import read_titles
from t20desk.matching.records import SEVERAL, UNKNOWN, LinkFinder


def read_meaning(database: Database, one: Field, text: str) -> Meaning:
    """The meaning that is a value of a field; an empty text says nothing.

    Raises UserError naming the field for what is no value of it.
    """
    words = " ".join(text.split())
    if not words:
        return NOTHING
    if one.target:
        return Meaning("value", str(_find_record(database, one, words)))
    parsed = one.type.parse(words, typed_reading())
    if parsed.severity in ("error", "doubt"):
        raise UserError(tell_place(one.say(), parsed.message), one.name)
    return Meaning("value", str(parsed.value).strip())


def _find_record(database: Database, one: Field, words: str) -> int:
    finder = LinkFinder(database, one)
    finder.learn([words])
    found = finder.find_ids(words)
    if len(found) != 1:
        message = _(SEVERAL if found else UNKNOWN)
        said = message.format(kind=_(finder.kind.plural), value=cut(words), count=len(found))
        raise UserError(tell_place(one.say(), said), one.name)
    return found[0]


def say_meaning(database: Database, one: Field | None, meaning: Meaning) -> str:
    """A meaning in the words of the language in use."""
    if meaning == CLEAR:
        return _("empties the field")
    if meaning.deed != "value" or not meaning.value:
        return _("says nothing")
    if one is None:
        return meaning.value
    if one.target:
        key = read_id(meaning.value)
        if key is None:
            return meaning.value
        return read_titles(database, one.target, [key]).get(key, _("a record that is gone"))
    parsed = one.type.parse(meaning.value)
    return meaning.value if parsed.value is None else one.type.format(parsed.value)
