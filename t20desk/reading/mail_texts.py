"""Texts of mails as they come: in encodings that are told, told wrongly, or not told at all."""

import re
from email import policy
from email.message import EmailMessage
from typing import Any, Final

from t20desk.reading.encodings import rank_encodings

SAMPLE: Final = 200_000
_WIDER: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "us-ascii": "",
    "ascii": "",
    "unknown-8bit": "",
    "default": "",
}
"""Programs write the narrow name and mean the wide page."""


def decode_text(raw: bytes, told: str = "") -> str:
    """Bytes as text: as they are told to be, else UTF-8, else the likeliest page."""
    wide = _WIDER.get(told, told)
    if raw.isascii() and not wide.startswith(("utf-16", "utf-32", "utf-7", "iso-2022", "hz")):
        return raw.decode("ascii")
    for encoding in (wide, "utf-8"):
        try:
            return raw.decode(encoding) if encoding else raw.decode("utf-8")
        except (LookupError, UnicodeError):
            continue
    return raw.decode(rank_encodings(raw)[0], "replace")


def guess_page(data: bytes) -> str:
    """The likeliest encoding of all that a mail says: a name alone is too short to tell."""
    sample = data[:SAMPLE]
    foreign = b" ".join(line for line in sample.splitlines() if not line.isascii())
    if not foreign:
        return ""
    try:
        foreign.decode("utf-8")
    except UnicodeDecodeError:
        return rank_encodings(foreign)[0]
    return "utf-8"


def charset_of(part: Any) -> str:
    """The encoding that a part of a mail tells of itself, if any."""
    try:
        return str(part.get_content_charset() or "").lower()
    except (LookupError, ValueError, UnicodeError):
        return ""


def mend(text: str, told: str = "") -> str:
    """A text in which bytes beyond ASCII were kept as they came."""
    if text.isascii() or not re.search("[\udc80-\udcff]", text):
        return text
    return decode_text(text.encode("utf-8", "surrogateescape"), told)


def read_headers(mail: EmailMessage, name: str, told: str = "") -> list[Any]:
    """The headers of a name, understood as far as they can be."""
    found: list[Any] = []
    for key, value in mail.raw_items():
        if key.lower() == name:
            line = mend("".join(re.split(r"\r\n|\r|\n", str(value))), told)
            try:
                found.append(policy.default.header_factory(key, line))
            except Exception:  # noqa: BLE001 - the parser of headers stumbles in many ways
                found.append(line)
    return found
