"""Number formats of a workbook: which show leading zeros, which show dates."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DECORATION = re.compile(r"\[[^\]]*\]|_.|\*.")
_PIECE = re.compile(r'"([^"]*)"|\\(.)|([-/ ()+.:])|(0)|(.)', re.DOTALL)
_DATE_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|([ymdhs])', re.IGNORECASE)


class SheetStyles(NamedTuple):
    """The styles that matter, by their number in a sheet: zero-padded patterns, and dates."""

    padded: Mapping[int, str] = {}
    dates: frozenset[int] = frozenset()


def read_styles(root: Element) -> SheetStyles:
    """The styles of `xl/styles.xml`."""
    own = {
        int(entry.get("numFmtId", "0")): entry.get("formatCode", "")
        for entry in _find_all(root, "numFmt")
    }
    used = [int(entry.get("numFmtId") or 0) for entry in _cell_styles(root)]
    return SheetStyles(
        {style: own[number] for style, number in enumerate(used) if is_padded(own.get(number, ""))},
        frozenset(style for style, number in enumerate(used) if _is_date(number, own)),
    )


def _find_all(root: Element, name: str) -> Iterable[Element]:
    return (entry for entry in root.iter() if str(entry.tag).rpartition("}")[2] == name)


def _cell_styles(root: Element) -> Iterable[Element]:
    return (style for group in _find_all(root, "cellXfs") for style in group)


def _is_date(number: int, own: Mapping[int, str]) -> bool:
    if number not in own:
        return number in _DATES
    return any(match[1] for match in _DATE_LETTERS.finditer(own[number]))


@cache
def _split_pattern(pattern: str) -> tuple[tuple[str, bool], ...]:
    """The characters of the first section; True marks the place of a digit."""
    section = _DECORATION.sub("", re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', pattern)[0])
    pieces: list[tuple[str, bool]] = []
    for quoted, escaped, plain, digit, other in _PIECE.findall(section):
        if other:
            return ()
        pieces.append(("0", True) if digit else (quoted or escaped or plain, False))
    return tuple(pieces)


def is_padded(pattern: str) -> bool:
    """Whether a format shows only digits, at least two and with zeros in front: 00000, 000-00."""
    pieces = _split_pattern(pattern)
    text = "".join(piece for piece, _digit in pieces)
    return sum(digit for _piece, digit in pieces) > 1 and "." not in text and ":" not in text


def show_padded(text: str, pattern: str) -> str | None:
    """A stored number as the sheet shows it; None for what such a format does not suit."""
    if not pattern.strip("0") and text.isascii() and text.isdigit():
        return text.zfill(len(pattern))
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if number != number.to_integral_value() or number < 0 or number.adjusted() > 20:
        return None
    pieces = _split_pattern(pattern)
    digits = f"{int(number):0{sum(digit for _piece, digit in pieces)}}"
    return _fill_places(pieces, digits)


def _fill_places(pieces: Sequence[tuple[str, bool]], digits: str) -> str:
    surplus = len(digits) - sum(digit for _piece, digit in pieces)
    first = next(place for place, (_piece, digit) in enumerate(pieces) if digit)
    shown, rest = [], iter(digits)
    for place, (piece, digit) in enumerate(pieces):
        width = (1 + surplus if place == first else 1) if digit else 0
        shown.append("".join(next(rest) for _ in range(width)) if digit else piece)
    return "".join(shown)
