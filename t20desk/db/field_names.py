"""The field that a name means, its own, a label or a heading; and the column it is written to."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from t20desk.db.fields import Field, Kind
from t20desk.db.keys import match_key, spell_out
from t20desk.db.types import Stored
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, _, language


def find_field(kind: Kind, name: str) -> Field:
    """The field of a kind by its name or label; raises UserError for an unknown one."""
    found = seek_field(kind, name)
    if found is None:
        raise UserError(_say_unknown(kind, name))
    return found


def _say_unknown(kind: Kind, name: str) -> str:
    """That there is no such field, and which one may be meant."""
    from t20desk.db.near_names import find_near

    if near := find_near(kind, name):
        text = _("{kind} has no field “{name}”; write “{near}” if that is meant.")
        return text.format(kind=_(kind.label), name=name[:60], near=near)
    text = _("{kind} has no field “{name}”; look up its fields in the list of columns.")
    return text.format(kind=_(kind.label), name=name[:60])


def seek_field(kind: Kind, name: str) -> Field | None:
    """The field of a kind by its name, label or heading in any language, if there is one."""
    return kind.fields.get(name) or _find_by_label(kind, name)


def _find_by_label(kind: Kind, name: str) -> Field | None:
    """Labels come before further headings, which several fields may share."""
    wanted = match_key(name)
    if not wanted:
        return None
    labels, aliases = _fields_by_words(kind)
    return labels.get(wanted) or aliases.get(wanted)


@lru_cache(maxsize=256)
def _fields_by_words(kind: Kind) -> tuple[dict[str, Field], dict[str, Field]]:
    """The fields of a kind by their labels in all languages, and by their further headings."""
    labels: dict[str, Field] = {}
    aliases: dict[str, Field] = {}
    for one in kind.fields.values():
        for code in LANGUAGES:
            label = one.say(code)
            labels.setdefault(match_key(label), one)
            aliases.setdefault(match_key(spell_out(label)), one)
        for heading in one.headings:
            aliases.setdefault(match_key(heading), one)
            aliases.setdefault(match_key(spell_out(heading)), one)
    return labels, aliases


def write_name(one: Field) -> str:
    """The column that a typed value goes to: a translated field writes the window's language."""
    return f"{one.name}_{language()}" if one.is_translated else one.name


def is_written_beside(one: Field, names: Collection[str]) -> bool:
    """Whether a field is written under another of the names too, in the window's language."""
    return one.is_translated and write_name(one) in names


def by_column(kind: Kind, values: Mapping[str, Stored]) -> dict[str, Stored]:
    """Values by the column each goes to; raises UserError where two of them go to one."""
    names: dict[str, str] = {}
    for name in values:
        first = names.setdefault(write_name(kind.fields[name]), name)
        if values[first] != values[name]:
            text = _("{first} and {second} are one field in this language; give one of them.")
            labels = {"first": kind.fields[first].say(), "second": kind.fields[name].say()}
            raise UserError(text.format(**labels), name)
    return {column: values[name] for column, name in names.items()}
