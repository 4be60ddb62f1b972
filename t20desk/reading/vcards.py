"""Address cards (vCard 2.1 to 4.0) as a table: a card a row, a heading for each thing it says."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import vobject

from t20desk.i18n import N_
from t20desk.reading.batches import gather_rows
from t20desk.reading.card_words import (
    DEPARTMENT,
    FAX,
    FURTHER_MAIL,
    FURTHER_MOBILE,
    FURTHER_PHONE,
    ORGANISATION,
)
from t20desk.reading.encodings import list_encodings
from t20desk.reading.rows import Batch, Message, RawRow, RefusedError, SheetInfo, SheetRemarks

HEADINGS = (
    "title", "family_name", "given_name", "original_name", ORGANISATION, DEPARTMENT, "position",
    "phone", "mobile", FAX, "email", "street", "postcode", "city", "country", "website", "born",
    FURTHER_PHONE, FURTHER_MOBILE, FURTHER_MAIL, "notes", "uid",
)  # fmt: skip
"""Field names where there is such a field, so that the import knows them in every language."""
BROKEN_CARD = N_("This address card cannot be read; correct it or leave it out.")
NO_CARD = N_("{file} contains no address card that is complete; get it again from the sender.")
_CUT_OFF = N_("Address cards that are not whole were left out: {number}; get the file again.")
_PHOTOS_LEFT = N_("Pictures on address cards were not read: {number}.")
_CARD = re.compile(r"^BEGIN:VCARD\s*$.*?^END:VCARD\s*$", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_BEGIN = re.compile(r"^BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
_PICTURES = re.compile(
    r"^(?:[\w-]+\.)?(PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*(?:\r?\n[A-Za-z0-9+/=]+$)*\r?\n",
    re.IGNORECASE | re.MULTILINE,
)
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class CardFile:
    """A file of address cards, as a book with one sheet."""

    separator = ""

    def __init__(self, path: Path, encoding: str | None) -> None:
        self.encodings: Sequence[str] = list_encodings(path)
        self.encoding = encoding or self.encodings[0]
        self.remarks: list[Message] = []
        self.sheets = [SheetInfo(path.stem)]
        text = path.read_text(self.encoding, errors="replace")
        text, pictures = _PICTURES.subn("", text)
        self._cards = [(one.start(), one.group()) for one in _CARD.finditer(text)]
        if not self._cards:
            raise RefusedError(NO_CARD)
        self._text = text
        if cut := len(_BEGIN.findall(text)) - len(self._cards):
            self.remarks.append((_CUT_OFF, {"number": cut}))
        if pictures:
            self.remarks.append((_PHOTOS_LEFT, {"number": pictures}))

    def read_sheet(self, index: int) -> Iterator[Batch]:
        """A row of headings and a row for each card."""
        yield from gather_rows(self._read_rows())

    def _read_rows(self) -> Iterator[RawRow]:
        rows = list(self._read_cards())
        columns = zip(*(row.cells for row in rows if not row.remark), strict=True)
        # What no card says is no column that somebody would miss.
        used = [at for at, cells in enumerate(columns) if any(cells)]
        yield RawRow(1, [HEADINGS[at] for at in used], line=1)
        for row in rows:
            yield row if row.remark else row._replace(cells=[row.cells[at] for at in used])

    def _read_cards(self) -> Iterator[RawRow]:
        line, counted = 1, 0
        for number, (start, text) in enumerate(self._cards, 2):
            line += self._text.count("\n", counted, start)
            counted = start
            try:
                cells = _read_card(text)
            except Exception:  # noqa: BLE001 - the library raises whatever a stranger's card makes it
                yield RawRow(number, [text[:60]], False, line, (BROKEN_CARD, {}))
            else:
                yield RawRow(number, cells, line=line)

    def tell_remarks(self) -> SheetRemarks:
        """Nothing is odd about cards."""
        return SheetRemarks()


def _read_card(text: str) -> list[str]:
    card = vobject.readOne(text, allowQP=True)
    told = dict.fromkeys(HEADINGS, "")
    told |= _read_names(card)
    told |= _read_place(card)
    told |= _read_numbers(card)
    mails = list(dict.fromkeys(_texts(card, "email")))
    told["email"], told[FURTHER_MAIL] = mails[0] if mails else "", "; ".join(mails[1:])
    told["position"] = _first(card, "title")
    told["website"] = _first(card, "url")
    told["notes"] = _first(card, "note")
    told["uid"] = _first(card, "uid")
    born = _first(card, "bday")
    told["born"] = born[:10] if born[:4].isdigit() else ""
    return [told[name] for name in HEADINGS]


def _read_names(card: Any) -> dict[str, str]:
    name = card.contents["n"][0].value if "n" in card.contents else None
    family, given, middle, title = (
        _plain(getattr(name, part, "")) for part in ("family", "given", "additional", "prefix")
    )
    given = " ".join(filter(None, (given, middle)))
    units = [unit for one in card.contents.get("org", ()) for unit in one.value]
    organisation, department = (*map(_plain, units), "", "")[:2]
    full, nickname = _first(card, "fn"), _first(card, "nickname")
    if not (family or given) and full != organisation and organisation:
        family = full
    return {
        "title": title,
        "family_name": family,
        "given_name": given,
        "original_name": nickname if _IDEOGRAPHS.search(nickname) else "",
        ORGANISATION: organisation or ("" if family or given else full),
        DEPARTMENT: department,
    }


def _read_place(card: Any) -> dict[str, str]:
    places = [one.value for one in card.contents.get("adr", ())]
    place = next((one for one in places if one.city or one.street), None)
    names = {"street": "street", "code": "postcode", "city": "city", "country": "country"}
    return {ours: _plain(getattr(place, name, "")) for name, ours in names.items()}


def _read_numbers(card: Any) -> dict[str, str]:
    found: dict[str, list[str]] = {"phone": [], "mobile": [], FAX: []}
    for one in card.contents.get("tel", ()):
        kinds = {word.lower() for text in _kinds(one) for word in text.split(",")}
        place = "mobile" if "cell" in kinds else FAX if "fax" in kinds else "phone"
        found[place].append(_plain(one.value).removeprefix("tel:"))
    told = {place: numbers[0] if numbers else "" for place, numbers in found.items()}
    told[FAX] = "; ".join(dict.fromkeys(found[FAX]))
    for place, further in (("phone", FURTHER_PHONE), ("mobile", FURTHER_MOBILE)):
        told[further] = "; ".join(dict.fromkeys(found[place][1:]))
    return told


def _kinds(one: Any) -> list[str]:
    """The types of a number; version 2.1 writes them without a name."""
    return [*one.params.get("TYPE", ()), *one.singletonparams]


def _texts(card: Any, name: str) -> Iterator[str]:
    return filter(None, (_plain(one.value) for one in card.contents.get(name, ())))


def _first(card: Any, name: str) -> str:
    return next(_texts(card, name), "")


def _plain(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    return " ".join(" ".join(str(part or "") for part in parts).split())
