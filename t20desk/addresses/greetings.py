"""How a letter begins: the greeting that somebody has, else one made of the name."""

from collections.abc import Mapping
from typing import Any, Final

from t20desk.db.fields import LANGUAGE_WORDS
from t20desk.i18n import N_, _, language

COLUMNS: Final = (
    "form_of_address", "title", "full_name", "family_name", "original_name",
    *(f"greeting_{code}" for code in LANGUAGE_WORDS),
)  # fmt: skip
"""The fields of a person that a greeting is made of."""
_WORDS: Final = {
    "mr": N_("Dear Mr {name}"),
    "ms": N_("Dear Ms {name}"),
}
ENDS: Final = ",:：，!！"


def greet_person(cells: Mapping[str, Any]) -> str:
    """The greeting of a person in the language in use, with the sign that ends it."""
    own = cells.get(f"greeting_{language()}")
    return _end_line(str(own) if own else _propose(cells))


def greet_anybody() -> str:
    """The greeting where nobody is known by name."""
    return _end_line(_("Dear Sir or Madam"))


def name_person(cells: Mapping[str, Any]) -> str:
    """The name as it is written in the language in use: in Chinese in its own signs."""
    original = str(cells.get("original_name") or "")
    return original if original and language() == "zh" else str(cells.get("full_name") or original)


def _propose(cells: Mapping[str, Any]) -> str:
    form, title = cells.get("form_of_address"), str(cells.get("title") or "")
    family = str(cells.get("family_name") or "")
    if form in _WORDS and language() == "zh":
        return _(_WORDS[form]).format(name=name_person(cells))
    if title and family and language() == "en":
        return _("Dear {name}").format(name=f"{title} {family}")  # never “Mr Dr.”
    if form in _WORDS and family:
        return _(_WORDS[form]).format(name=" ".join(filter(None, (title, family))))
    return _("Dear {name}").format(name=" ".join(filter(None, (title, name_person(cells)))))


def _end_line(greeting: str) -> str:
    greeting = greeting.strip()
    return (
        greeting if greeting.endswith(tuple(ENDS)) else _("{greeting},").format(greeting=greeting)
    )
