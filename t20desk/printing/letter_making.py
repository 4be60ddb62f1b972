"""Letters and certificates from the database: a text filled for each of those it goes to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import repeat
from typing import Final, NamedTuple

from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.errors import UserError
from t20desk.i18n import N_, _, language, speaking
from t20desk.letters.filling import PLACEHOLDERS, fill_line, fill_text
from t20desk.letters.occasions import Occasion
from t20desk.letters.recipients import Addressee, Addressees, Manner, find_addressees
from t20desk.letters.texts import LetterText
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.office import read_office_logo, read_office_name
from t20desk.printing.certificates import Certificate, CertificatePaper, Certified
from t20desk.printing.letters import LetterPaper, Sender, WrittenLetter
from t20desk.printing.sheets import A4, PageFormat, Paper

_PROFILE: Final = ("street", "postcode", "city", "phone", "email", "website")
_REACH: Final = (N_("Phone"), N_("E-mail"), N_("Website"))


class Round(NamedTuple):
    """To whom a text goes: records of a kind, the event it is about, and in which languages."""

    kind: str
    ids: Sequence[int]
    event: int | None = None
    language: str = ""
    """Empty for the language of each reader."""
    second_language: str = ""
    """In which a certificate says the same once more."""
    reference: str = ""
    per_address: bool = False
    """Whether those at one address get one letter together."""


def write_letters(
    database: Database, text: LetterText, wanted: Round, page: PageFormat = A4
) -> Paper:
    """The paper of a text: a letter or a certificate for each of those it goes to."""
    _check_shape(text, wanted)
    occasion = Occasion(database, wanted.event)
    found = _find(database, text, wanted, occasion, wanted.language)
    writer = _Writer(database, text, wanted.reference)
    if not text.is_certificate:
        letters = [writer.write(one) for one in found.letters]
        return LetterPaper(text.name, letters, found, page)
    second: Sequence[Addressee | None] = []
    if wanted.second_language:
        second = _find(database, text, wanted, occasion, wanted.second_language).letters
    pairs = zip(found.letters, second or repeat(None), strict=False)
    pages = [writer.certify(one, other) for one, other in pairs]
    return CertificatePaper(text.name, pages, found.absent, page)


def write_sample(database: Database, text: LetterText, wanted: Round) -> Paper:
    """The first of the letters in one language; where there is none, one to nobody."""
    occasion = Occasion(database, wanted.event)
    found = _find(database, text, wanted, occasion, wanted.language)
    with speaking(wanted.language):
        values = {name: _(label) for name, label in PLACEHOLDERS.items()} | {
            name: value for name, value in occasion.tell().items() if value
        }
    nobody = Addressee(wanted.language, values["name"], values)
    one = replace(next(iter(found.letters), nobody), language=wanted.language)
    writer = _Writer(database, text, wanted.reference)
    if text.is_certificate:
        return CertificatePaper(text.name, [writer.certify(one)], [])
    return LetterPaper(text.name, [writer.write(one)], Addressees())


def _check_shape(text: LetterText, wanted: Round) -> None:
    """Refuse what a letter or a certificate cannot be."""
    if wanted.second_language and not text.is_certificate:
        told = _("Only certificates have a second language; leave it out for “{name}”.")
        raise UserError(told.format(name=text.name), "second_language")
    if wanted.per_address and text.is_certificate:
        told = _("Each person gets a certificate; “{name}” cannot be one for each address.")
        raise UserError(told.format(name=text.name), "each")


def _find(
    database: Database, text: LetterText, wanted: Round, occasion: Occasion, tongue: str
) -> Addressees:
    manner = Manner(tongue, wanted.per_address)
    return find_addressees(database, text, wanted.kind, wanted.ids, occasion, manner)


class _Writer:
    """Fills a text; what the office says of itself is read once for each language."""

    def __init__(self, database: Database, text: LetterText, reference: str) -> None:
        self._database, self._text, self._reference = database, text, reference
        self._senders: dict[str, Sender] = {}

    def write(self, one: Addressee) -> WrittenLetter:
        """A letter to one addressee."""
        with speaking(one.language):
            filled, sender = self._fill(one), self._read_sender()
            facts = self._list_facts(sender)
        lines = tuple(line.text for line in filled.lines)
        return WrittenLetter(one.language, one.block, filled.subject, lines, facts, sender)

    def certify(self, one: Addressee, other: Addressee | None = None) -> Certificate:
        """A certificate for one who came; `other` is the same person in another language."""
        parts = [self._fill(one)]
        if other is not None and other.language != one.language:
            parts.append(self._fill(other))
        with speaking(one.language):
            sender, day = self._read_sender(), _say_today()
            if sender.city:
                day = _("{place}, {day}").format(place=sender.city, day=day)
        return Certificate(tuple(parts), (day, self._database.user), sender)

    def _fill(self, one: Addressee) -> Certified:
        subject = fill_line(self._text.subjects.get(one.language, ""), one.values)
        lines = fill_text(self._text.texts.get(one.language, ""), one.values)
        return Certified(subject, tuple(lines))

    def _read_sender(self) -> Sender:
        """The office in the language in use."""
        tongue = language()
        if tongue not in self._senders:
            listing = Listing("office", view="all", columns=_PROFILE)
            rows = read_rows(self._database, listing, list_ids(self._database, listing)[:1])
            cells = next(iter(rows.values()), ("",) * len(_PROFILE))
            street, postcode, city, *reach = (str(cell or "") for cell in cells)
            self._senders[tongue] = Sender(
                read_office_name(self._database),
                tuple(filter(None, (street, " ".join(filter(None, (postcode, city)))))),
                tuple((label, value) for label, value in zip(_REACH, reach, strict=True) if value),
                read_office_logo(self._database),
                city,
            )
        return self._senders[tongue]

    def _list_facts(self, sender: Sender) -> tuple[tuple[str, str], ...]:
        """What stands beside the address: who writes, how to reach them, the mark, the day."""
        facts = [
            (_("Our reference"), self._reference),
            (_("Name"), self._database.user),
            *((_(label), value) for label, value in sender.reach if label != "Website"),
            (_("Date"), _say_today()),
        ]
        return tuple(one for one in facts if one[1])


def _say_today() -> str:
    return Date().format(date.today().isoformat())
