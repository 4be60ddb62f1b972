"""A text with placeholders such as {name}, filled for one person.

A placeholder may be called by its name or by its label in any of the three languages. A line whose
placeholders are all empty is left out, so that a letter without a place says nothing of one; where
it stood between blank lines, one of them goes with it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from t20desk.db.keys import match_key
from t20desk.errors import UserError
from t20desk.i18n import LANGUAGES, N_, _, list_words, translate

PLACEHOLDERS: Final = {
    "salutation": N_("Salutation"),
    "name": N_("Full name"),
    "original_name": N_("Original name"),
    "organisation": N_("Organisation"),
    "position": N_("Position"),
    "event": N_("Event"),
    "dates": N_("Dates"),
    "place": N_("Place"),
    "city": N_("City"),
    "seat": N_("Seat"),
    "answer_by": N_("Answer by"),
    "today": N_("Today"),
    "office": N_("Office"),
    "signer": N_("Person working here"),
}
"""What a letter can tell each of its readers, by the label that it is offered under."""
_MARK: Final = re.compile(r"\{([^{}\n]{1,60})\}")


class Line(NamedTuple):
    """A line of a filled text; `alone` is the placeholder that is all of it."""

    text: str
    alone: str = ""


def fill_text(text: str, values: Mapping[str, str]) -> list[Line]:
    """The lines of a text with values; a placeholder that nobody knows stays as it is written."""
    return list(_fill(text, values))


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """A text of one line with values."""
    return " ".join(line.text for line in _fill(text, values)).strip()


def _fill(text: str, values: Mapping[str, str]) -> Iterator[Line]:
    before, is_left_out = "", False
    for line in text.splitlines():
        if is_left_out and not line.strip() and not before.strip():
            is_left_out = False
            continue
        found = [_names().get(match_key(word)) for word in _MARK.findall(line)]
        names = [name for name in found if name]
        is_known = bool(names) and len(names) == len(found)
        is_left_out = is_known and not any(values.get(one) for one in names)
        if is_left_out:
            continue

        def put(mark: re.Match[str]) -> str:
            name = _names().get(match_key(mark[1]))
            return values.get(name, "") if name else mark[0]

        before = line
        alone = names[0] if len(names) == 1 and _MARK.fullmatch(line.strip()) else ""
        yield Line(_MARK.sub(put, line).rstrip(), alone)


def check_text(text: str) -> None:
    """Refuse a placeholder that nobody knows, with its line."""
    for number, line in enumerate(text.splitlines(), start=1):
        for word in _MARK.findall(line):
            if match_key(word) not in _names():
                told = _("Line {number}: there is no placeholder {field}; there are {known}.")
                known = list_words(write_mark(name) for name in PLACEHOLDERS)
                raise UserError(
                    told.format(number=number, field="{" + word + "}", known=known), "text"
                )


def write_mark(name: str, tongue: str = "") -> str:
    """A placeholder as it stands in a text of a language, else of the one in use."""
    label = PLACEHOLDERS[name]
    return "{" + (translate(label, tongue) if tongue else _(label)) + "}"


def name_marks(text: str, tongue: str) -> str:
    """A text with its placeholders called by their labels in a language."""

    def call(mark: re.Match[str]) -> str:
        name = _names().get(match_key(mark[1]))
        return write_mark(name, tongue) if name else mark[0]

    return _MARK.sub(call, text)


@cache
def _names() -> Mapping[str, str]:
    """The placeholders by every word they are known by."""
    known = {match_key(name): name for name in PLACEHOLDERS}
    for name, label in PLACEHOLDERS.items():
        for code in LANGUAGES:
            known.setdefault(match_key(translate(label, code)), name)
    return known
