"""Numbers as they are typed from a signed sheet: `3 7-9 w2`."""

import re
import unicodedata
from typing import Final

from t20desk.errors import UserError
from t20desk.i18n import _

MOST: Final = 20_000
"""No sheet has more lines; a longer range is a slip of the finger."""
_PARTS: Final = re.compile(r"[\s,;.、，；。]+")
_DASHES: Final = re.compile(r"\s*[-‐-―−~～－]\s*")
_PART: Final = re.compile(r"(w?)0*([1-9][0-9]{0,5})(?:-(w?)0*([1-9][0-9]{0,5}))?", re.IGNORECASE)


def read_numbers(text: str) -> list[str]:
    """The numbers of lines in the order typed: `7` for a guest, `w2` for an empty line.

    Raises UserError for what is no number, a range that runs backwards, and a number typed twice.
    """
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()
    found: dict[str, None] = {}
    for part in filter(None, _PARTS.split(plain)):
        for number in _spread(part):
            if number in found:
                raise UserError(
                    _("{number} stands twice in what you typed; leave one of them out.").format(
                        number=number
                    ),
                    "numbers",
                )
            found[number] = None
    if not found:
        raise UserError(
            _("Type the numbers that signed, such as 3 7-9, and w2 for the second empty line."),
            "numbers",
        )
    return list(found)


def _spread(part: str) -> list[str]:
    match = _PART.fullmatch(part)
    if match is None:
        raise UserError(
            _("“{text}” is no number of a line; type numbers such as 3 7-9 w2.").format(
                text=part[:20]
            ),
            "numbers",
        )
    mark, first, other, last = match.groups()
    mark = mark.lower()
    if last is None:
        return [f"{mark}{first}"]
    begin, end = int(first), int(last)
    if end < begin or end - begin >= MOST or (other and not mark):
        raise UserError(
            _("The range {text} runs the wrong way; write the smaller number first.").format(
                text=part[:20]
            ),
            "numbers",
        )
    return [f"{mark}{number}" for number in range(begin, end + 1)]
