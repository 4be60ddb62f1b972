"""Address cards for mail programs and telephones, as vCard 3.0, which all of them read.

The form is that of RFC 2426: lines end in CR LF and are folded at 75 octets, never inside a
character; comma, semicolon, backslash and line feed are escaped in every value.
"""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from t20desk.exporting.clean_text import clean_text
from t20desk.exporting.placing import place_file
from t20desk.exporting.workbook import Written
from t20desk.progress import RowProgress

LONGEST_LINE: Final = 75
"""Octets of a line before it is folded (RFC 2426, section 2.6)."""
_STEP: Final = 500
"""Progress is told after so many cards."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says of a person or an organisation; empty texts are left out."""

    uid: str
    name: str
    family: str = ""
    given: str = ""
    title: str = ""
    original: str = ""
    """The name in its own script; telephones show and find it as a nickname."""
    organisation: str = ""
    department: str = ""
    position: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    """Numbers with their kinds: WORK, CELL or FAX."""
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    website: str = ""
    born: str = ""
    picture: bytes = b""


def write_cards(
    cards: Iterable[Card], target: Path, progress: RowProgress | None = None
) -> Written:
    """Write cards one after the other into one file."""
    count = 0
    with place_file(target) as draft, draft.open("wb") as file:
        for card in cards:
            file.write(format_card(card))
            count += 1
            if progress is not None and count % _STEP == 0:
                progress(count)
    return Written(count)


def format_card(card: Card) -> bytes:
    """One card, in UTF-8."""
    return b"".join(_fold(line) + b"\r\n" for line in _list_lines(card))


def _list_lines(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{_escape(card.uid)}"
    yield f"FN:{_escape(card.name)}"
    yield _join("N", card.family, card.given, "", card.title, "")
    place = (card.street, card.city, card.postcode, card.country)
    for name, text in (
        ("NICKNAME", card.original if card.original != card.name else ""),
        ("TITLE", card.position),
        ("URL", card.website),
        ("BDAY", card.born),
    ):
        if text:
            yield f"{name}:{_escape(text)}"
    if card.organisation:
        yield _join("ORG", *filter(None, (card.organisation, card.department)))
    if not (card.family or card.given):
        # So that address books sort it among companies.
        yield "X-ABSHOWAS:COMPANY"
    for at, address in enumerate(card.emails):
        yield f"EMAIL;TYPE=INTERNET{',PREF' if at == 0 else ''}:{_escape(address)}"
    for kind, number in card.phones:
        yield f"TEL;TYPE={kind}:{_escape(number)}"
    if any(place):
        street, city, postcode, country = place
        yield _join("ADR;TYPE=WORK", "", "", street, city, "", postcode, country)
    if card.picture:
        form = "PNG" if card.picture.startswith(b"\x89PNG") else "JPEG"
        yield f"PHOTO;ENCODING=b;TYPE={form}:{base64.b64encode(card.picture).decode()}"
    yield "END:VCARD"


def _join(name: str, *parts: str) -> str:
    return f"{name}:{';'.join(map(_escape, parts))}"


def _escape(text: str) -> str:
    return clean_text(text).translate(_ESCAPES)


def _fold(line: str) -> bytes:
    octets = line.encode()
    parts = []
    room = LONGEST_LINE
    while len(octets) > room:
        end = room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[:end])
        octets = octets[end:]
        room = LONGEST_LINE - 1
    return b"\r\n ".join((*parts, octets))
