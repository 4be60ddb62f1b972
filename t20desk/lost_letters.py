"""Letters an old encoding has not: a text that was saved in it holds question marks instead."""

import re
from typing import Final
from unicodedata import normalize

from t20desk.db.types import Parsed, cut
from t20desk.i18n import _

_LAST_SHORT: Final = "\uffff"


def tell_lost(was: str, cell: object) -> Parsed | None:
    """Letters that an old encoding has not, such as Chinese ones in a CSV of a German Excel."""
    if not isinstance(cell, str) or was.isascii() or "?" not in cell or cell == was:
        return None
    if not re.fullmatch("".join(map(_lose_letter, was)), cell):
        return None
    message = _("“{was}” came as “{value}”, its letters lost, and was left as it was.")
    return Parsed(was, "note", message.format(was=cut(was), value=cut(cell)))


def _lose_letter(letter: str) -> str:
    """What may have become of a letter: wide signs become narrow ones, others question marks."""
    if letter.isascii():
        return re.escape(letter)
    ways = {letter, normalize("NFKC", letter)}
    # A letter beyond the first 65,536 counts as two.
    return rf"(?:{'|'.join(map(re.escape, ways))}|{r'[?]{1,2}' if letter > _LAST_SHORT else '[?]'})"
