"""Strangers' text made fit to store: composed, trimmed, and without what nobody can see."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from t20desk.db.late_patterns import late_pattern
from t20desk.i18n import ngettext

_EXACT: Final = 2**53
"""Beyond this a floating-point number no longer tells all whole numbers apart."""

_ESCAPE: Final = late_pattern(r"_x(00[01][0-9A-F]|007F|00[89][0-9A-F]|FFF[EF]|D[89A-F]..)_", re.I)
_SPACES: Final = late_pattern(r"\s+")
_LINE_ENDS: Final = late_pattern(r"\r\n?|[\x85\u2028\u2029]")
_UNSEEN: Final = late_pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_JOINERS: Final = late_pattern("(?<![^\x00-\u05ff])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u05ff])")
_MARKS: Final = late_pattern("[\u200e\u200f\u061c]")
_RIGHT_TO_LEFT: Final = late_pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WIDE: Final = late_pattern("[！-～]+")
_WIDER: Final = ord("！") - ord("!")


def make_narrow(text: str) -> str:
    """Half width for the wide letters, digits and signs that Chinese input methods write."""
    return text if text.isascii() else _WIDE.sub(_narrow, text)


def _narrow(found: re.Match[str]) -> str:
    return "".join(chr(ord(letter) - _WIDER) for letter in found[0])


def clean_line(raw: str) -> tuple[str, int]:
    """The text on one line, blanks collapsed, and how many unseen characters were taken out."""
    if _is_clean(raw):
        return raw.strip(), 0
    text, removed = _remove_unseen(raw)
    return _SPACES.sub(" ", text).strip(), removed


def clean_lines(raw: str) -> tuple[str, int]:
    """The text with its lines, and how many unseen characters were taken out."""
    if _is_clean(raw):
        return raw.strip(), 0
    text, removed = _remove_unseen(raw)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip(), removed


def tell_removed(count: int) -> str:
    """The sentence about unseen characters, empty when there were none."""
    if not count:
        return ""
    message = ngettext(
        "{count} unseen character was taken out of the text.",
        "{count} unseen characters were taken out of the text.",
        count,
    )
    return message.format(count=count)


def write_out(raw: object) -> str:
    """A raw value of any sort as the text that a spreadsheet would show."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return write_number(raw)
    if isinstance(raw, (date, time, timedelta)):
        return _write_moment(raw)
    return str(raw)


def write_number(raw: float) -> str:
    """A number without exponent and without the noise of binary fractions."""
    if raw.is_integer():
        return str(int(raw))
    text = f"{raw:.15g}"
    return text if "e" not in text else f"{raw:.15f}".rstrip("0").rstrip(".")


def has_lost_digits(raw: object) -> bool:
    """Whether a number is so long that a spreadsheet no longer holds all its digits."""
    return isinstance(raw, float) and abs(raw) > _EXACT


def _is_clean(raw: str) -> bool:
    """The fast path: one line on which everything is seen, composed, and single blanks."""
    seen = raw.isprintable() and "  " not in raw and "_x" not in raw
    return seen and (raw.isascii() or unicodedata.is_normalized("NFC", raw))


def is_plain(raw: str) -> bool:
    """Whether a text is stored as it stands: clean, and no blank at its ends."""
    return raw[:1] != " " and raw[-1:] != " " and _is_clean(raw)


def _write_moment(raw: date | time | timedelta) -> str:
    if isinstance(raw, datetime):
        has_time = raw.time() != time()
        return raw.strftime("%Y-%m-%d %H:%M") if has_time else raw.date().isoformat()
    if isinstance(raw, time):
        return raw.strftime("%H:%M")
    if isinstance(raw, timedelta):
        minutes = round(raw.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return raw.isoformat()


def _remove_unseen(raw: str) -> tuple[str, int]:
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), raw) if "_x" in raw else raw
    text = _LINE_ENDS.sub("\n", text)
    text, removed = _UNSEEN.subn("", text)
    if "\u200c" in text or "\u200d" in text:
        text, more = _JOINERS.subn("", text)
        removed += more
    if _MARKS.search(text) and not _RIGHT_TO_LEFT.search(text):
        text, more = _MARKS.subn("", text)
        removed += more
    return unicodedata.normalize("NFC", text), removed
