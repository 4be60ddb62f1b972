"""Words for values, fields, counts and times, as people read them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from t20desk.db.change import Counts
from t20desk.db.fields import Kind, Kinds
from t20desk.db.types import Date, DateTime
from t20desk.i18n import _, join_list, language, say_number
from t20desk.listing.telling import tell_stored

NAMED = 20
"""So many names stand in a sentence."""


def counts_text(counts: Counts) -> str:
    """New, changed and removed records in words; nothing is left out that is there."""
    said = (
        (counts.new, _("{number} new")),
        (counts.changed, _("{number} changed")),
        (counts.removed, _("{number} removed")),
    )
    parts = [text.format(number=say_number(number)) for number, text in said if number]
    return " · ".join(parts) or _("nothing")


def records_text(kind: str, counted: Mapping[str, Counts]) -> str:
    """What became of the records of a kind, and how many others were touched beside them."""
    own = counted.get(kind, Counts())
    whole = sum(counted.values(), Counts())
    others = whole.total - own.total
    if not own.total or not others:
        return counts_text(whole)
    text = _("{counts} · {number} beside them")
    return text.format(counts=counts_text(own), number=say_number(others))


def kinds_text(kinds: Kinds, kind: str, counted: Mapping[str, Counts]) -> str:
    """Of each kind what became of its records, that which matters first."""
    names = sorted(counted, key=lambda name: (name != kind, kinds[name].inside))
    text = _("{kinds}: {counts}")
    return "\n".join(
        text.format(kinds=_(kinds[name].plural), counts=counts_text(counted[name]))
        for name in names
    )


def field_text(kinds: Kinds, kind: str, name: str | None) -> str:
    """The words for a field, if there is one of that name."""
    one = kinds[kind].fields.get(name or "")
    return one.say() if one else ""


def value_text(kinds: Kinds, kind: str, name: str | None, value: Any) -> str:
    """A stored value of a field for people."""
    one = kinds[kind].fields.get(name or "")
    if one is None or value is None:
        return ""
    told = tell_stored(kinds, one, value)
    return one.type.format(value) if told is None else told


def time_text(stamp: str) -> str:
    """A time of the journal (ISO, UTC) in the time and form of this place."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    local = moment.astimezone()
    return DateTime().format(local.strftime("%Y-%m-%dT%H:%M"))


def title_of(kind: Kind, cells: Mapping[str, Any]) -> str:
    """The text of a record from its own cells, as far as they give it."""
    parts: list[Any] = []
    for path in kind.title:
        one = kind.fields.get(path)
        if one is not None and one.is_translated:
            order = (language(), "en", "de", "zh")
            parts.append(next(filter(None, (cells.get(f"{path}_{code}") for code in order)), ""))
        elif one is not None and one.compute is not None:
            parts.append(one.compute(*(cells.get(name) for name in one.sources)))
        elif one is not None and isinstance(one.type, Date):
            parts.append(one.type.format(cells.get(path)))
        elif one is not None:
            parts.append(cells.get(path))
    return " ".join(str(part) for part in parts if part)


def name_some(names: Sequence[str]) -> str:
    """Some names in a sentence, and how many more there are."""
    shown = list(names[:NAMED])
    if len(names) > NAMED:
        shown.append(_("{number} more").format(number=len(names) - NAMED))
    return join_list(shown)
