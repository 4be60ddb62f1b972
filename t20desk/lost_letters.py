"""Letters an old encoding has not: a text that was saved in it holds question marks instead."""

from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

from t20desk.db.types import Parsed, cut
from t20desk.i18n import _

_LAST_SHORT: Final = "\uffff"


def tell_lost(was: str, cell: object) -> Parsed | None:
    """Letters that an old encoding has not, such as Chinese ones in a CSV of a German Excel."""
    if not isinstance(cell, str) or was.isascii() or "?" not in cell or cell == was:
        return None
    if not _may_be(was, cell):
        return None
    message = _("“{was}” came as “{value}”, its letters lost, and was left as it was.")
    return Parsed(was, "note", message.format(was=cut(was), value=cut(cell)))


def _may_be(was: str, cell: str) -> bool:
    """Whether a cell is a text with letters lost; a long one is left at the first other letter."""
    places = {0}
    for letter in was:
        ways = set(_lose_letter(letter))
        places = {at + len(way) for at in places for way in ways if cell.startswith(way, at)}
        if not places:
            return False
    return len(cell) in places


def _lose_letter(letter: str) -> Iterator[str]:
    """What may have become of a letter: wide signs become narrow ones, others question marks."""
    yield letter
    if not letter.isascii():
        yield normalize("NFKC", letter)
        yield "?"
    if letter > _LAST_SHORT:
        # A letter beyond the first 65,536 counts as two.
        yield "??"
