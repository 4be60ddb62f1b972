"""Texts as sheets can hold them: no forbidden characters, never taken for a formula."""

import re
from typing import Final

LONGEST_TEXT: Final = 32_767
"""UTF-16 units that Excel takes in one cell."""

TRIGGERS: Final = "=+-@\t\r\0"
"""A text beginning with one of these may be run as a formula (OWASP ASVS 1.2.10)."""

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PREFIXED: Final = re.compile("'*[=+\\-@\t\r\0]")


def clean_text(text: str) -> str:
    """Without characters that XML forbids; every line end is a line feed."""
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text[:1] in TRIGGERS if text else False


def disarm_text(text: str) -> str:
    """For CSV: one apostrophe before a formula-like text; reading takes exactly one off.

    A text that already has apostrophes before the trigger gets one more, so nothing is lost.
    """
    return "'" + text if _PREFIXED.match(text) else text


def cut_text(text: str) -> str:
    """The beginning that fits into a cell; no character outside the basic plane is halved."""
    if len(text) * 2 <= LONGEST_TEXT:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: LONGEST_TEXT * 2]
    return units.decode("utf-16-le", "ignore")


def is_too_long(text: str) -> bool:
    """Whether the text needs cutting; short ones are settled by their length alone."""
    return len(text) * 2 > LONGEST_TEXT and utf16_length(text) > LONGEST_TEXT


def utf16_length(text: str) -> int:
    """The length as Excel counts it."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
