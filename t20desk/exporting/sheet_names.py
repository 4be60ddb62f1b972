"""Names for sheets that Excel accepts, each only once in a workbook."""

import re
from collections.abc import Iterable
from typing import Final

from t20desk.exporting.clean_text import clean_text
from t20desk.i18n import _

_LONGEST: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\s]+")
_RESERVED: Final = ("history",)


class SheetNames:
    """Hands out valid names and remembers those taken, upper and lower case being equal."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in (*_RESERVED, *taken)}

    def take(self, wish: str) -> str:
        """A valid name as near to the wish as possible."""
        name = _make_valid(wish) or _("Sheet")
        number = 1
        found = name
        while found.casefold() in self._taken:
            number += 1
            found = _number_name(name, number)
        self._taken.add(found.casefold())
        return found


def _make_valid(wish: str) -> str:
    spaced = _FORBIDDEN.sub(" ", clean_text(wish))
    return _shorten(spaced.strip(" '"), _LONGEST).strip(" '")


def _number_name(name: str, number: int) -> str:
    ending = f" ({number})"
    return _shorten(name, _LONGEST - len(ending)).rstrip() + ending


def _shorten(text: str, units: int) -> str:
    """Excel counts UTF-16 units; a character of two is never halved."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
