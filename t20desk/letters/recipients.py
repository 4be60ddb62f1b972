"""Who gets a letter: the guests of an event, people, or organisations by their main contact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from t20desk.addresses.greetings import COLUMNS, greet_anybody, greet_person, name_person
from t20desk.addresses.postal import Destination, format_block, read_destinations, read_home
from t20desk.addresses.tongues import choose_language
from t20desk.db.database import Database
from t20desk.db.keys import match_key
from t20desk.i18n import language, list_words, speaking
from t20desk.letters.contacts import read_came, read_contacts
from t20desk.letters.joining import MANY, join_names, join_values
from t20desk.letters.occasions import Occasion
from t20desk.letters.texts import LetterText
from t20desk.listing import Linked, Listing, read_rows

_PERSON: Final = (*COLUMNS, "languages", "country", "do_not_contact")
_MEMBER: Final = ("name", "original_name", "languages", "country")
_GUEST: Final = ("person", "member", "affiliation", "seat", "presence")
Cells = Mapping[str, Any]


class Manner(NamedTuple):
    """In which language all are written to, else each in their own; and to whom together."""

    language: str = ""
    per_address: bool = False
    """Those at one address who read the same language get one letter."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """One letter: its language, the block of the address, and what the placeholders become."""

    language: str
    block: str
    values: Mapping[str, str]


@dataclass(slots=True)
class Addressees:
    """The letters, and who gets none: by wish, without an address, or since they did not come."""

    letters: list[Addressee] = field(default_factory=list)
    unwilling: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A person, an organisation, or one at the other; `about` is what a guest list adds."""

    person: int | None
    member: int | None
    about: Mapping[str, str] = field(default_factory=dict)
    came: bool = True


def find_addressees(
    database: Database,
    text: LetterText,
    kind: str,
    ids: Sequence[int],
    occasion: Occasion,
    manner: Manner,
) -> Addressees:
    """The letters to some records, and who gets none."""
    readers = _list_readers(database, kind, ids)
    if text.is_certificate and kind != "participation":
        came = read_came(database, occasion.event)
        readers = [replace(one, came=one.person in came) for one in readers]
    return _Writer(database, text, readers, occasion, manner).write()


def _list_readers(database: Database, kind: str, ids: Sequence[int]) -> list[_Reader]:
    if kind == "person":
        return [_Reader(key, None) for key in ids]
    if kind == "member":
        contacts = read_contacts(database, ids)
        return [_Reader(contacts.get(key), key) for key in ids]
    rows = _read(database, kind, ids, _GUEST)
    owing = [cells["member"].id for cells in rows.values() if _is_owed(cells)]
    contacts = read_contacts(database, owing)
    return [_read_guest(rows[key], contacts) for key in ids if key in rows]


def _is_owed(cells: Cells) -> bool:
    return not cells["person"] and isinstance(cells["member"], Linked)


def _read_guest(cells: Cells, contacts: Mapping[int, int]) -> _Reader:
    person, member = (
        one.id if isinstance(one, Linked) else None for one in (cells["person"], cells["member"])
    )
    told = {"position": str(cells["affiliation"] or ""), "seat": str(cells["seat"] or "")}
    came = cells["presence"] == "came" and person is not None
    return _Reader(person or contacts.get(member or 0), member, told, came)


def _read(
    database: Database, kind: str, ids: Iterable[int], columns: Sequence[str]
) -> dict[int, Cells]:
    listing = Listing(kind, view="all", columns=tuple(columns))
    rows = read_rows(database, listing, list(dict.fromkeys(ids)))
    return {key: dict(zip(columns, cells, strict=True)) for key, cells in rows.items()}


class _Posted(NamedTuple):
    """A reader of a letter, the language it is in, and where it goes."""

    reader: _Reader
    language: str
    to: Destination


class _Writer:
    """Reads all that letters say in a few strokes, then writes one after the other."""

    def __init__(
        self,
        database: Database,
        text: LetterText,
        readers: Sequence[_Reader],
        occasion: Occasion,
        manner: Manner,
    ) -> None:
        self._database, self._text, self._readers = database, text, readers
        self._occasion, self._manner = occasion, manner
        people = [one.person for one in readers if one.person]
        members = [one.member for one in readers if one.member]
        self._people = _read(database, "person", people, _PERSON)
        self._members = _read(database, "member", members, _MEMBER)
        self._homes = dict(read_destinations(database, "person", people))
        self._offices = dict(read_destinations(database, "member", members))
        self._home = read_home(database)

    def write(self) -> Addressees:
        """The letters in the order of their readers."""
        found, posted = Addressees(), list[_Posted]()
        for one in self._readers:
            person = self._people.get(one.person or 0)
            unwilling = bool(person and person["do_not_contact"])
            name = self._name(one)
            if not name:
                continue
            to = self._find_destination(one)
            if self._text.is_certificate:
                if one.came:
                    posted.append(self._post(one, to))
                else:
                    found.absent.append(name)
            elif unwilling:
                found.unwilling.append(name)
            elif not to.is_known:
                found.lacking.append(name)
            else:
                posted.append(self._post(one, to))
        found.letters = [self._write_one(group) for group in self._group(posted)]
        return found

    def _name(self, one: _Reader) -> str:
        person, member = self._people.get(one.person or 0), self._members.get(one.member or 0)
        if person:
            return str(person["full_name"] or person["original_name"])
        return str(member["name"]) if member else ""

    def _find_destination(self, one: _Reader) -> Destination:
        """A person where they are written to; a contact at the organisation they speak for."""
        at = self._offices.get(one.member or 0)
        own = self._homes.get(one.person or 0)
        if own is None:
            return at or Destination(())
        if at is None or (own.is_known and one.about):
            return own
        title = own.names[:1]
        signs = own.original[-1:]
        return Destination(
            (*at.names, *title), at.street, at.postcode, at.city, at.country,
            (*at.original, *signs),
        )  # fmt: skip

    def _post(self, one: _Reader, to: Destination) -> _Posted:
        """Choose the language of somebody among those that the text has."""
        asked = self._people.get(one.person or 0) or self._members.get(one.member or 0) or {}
        tongue = self._manner.language or choose_language(
            asked.get("languages"), asked.get("country") or to.country
        )
        with speaking(tongue):
            return _Posted(one, self._text.choose_language(), to)

    def _group(self, posted: Sequence[_Posted]) -> list[list[_Posted]]:
        """Who gets a letter together: nobody, or those at one address."""
        if not self._manner.per_address:
            return [[one] for one in posted]
        groups: dict[tuple[str, ...], list[_Posted]] = {}
        for one in posted:
            place = one.to.country, one.to.postcode, one.to.city, one.to.street
            at = self._name_place(one.reader), *place
            key = (one.language, *(match_key(part) for part in at))
            groups.setdefault(key, []).append(one)
        return list(groups.values())

    def _name_place(self, one: _Reader) -> str:
        """The organisation somebody is written to at; nothing for who is written to at home."""
        if one.person and one.about and self._has_home(one):
            return self._find_employer(one)
        member = self._members.get(one.member or 0)
        return str(member["name"]) if member else self._find_employer(one)

    def _has_home(self, one: _Reader) -> bool:
        own = self._homes.get(one.person or 0)
        return own is not None and own.is_known

    def _write_one(self, group: Sequence[_Posted]) -> Addressee:
        """A letter to one reader, or to all of a group."""
        first = group[0]
        with speaking(first.language):
            named = [one for one in group if one.reader.person] or group[:1]
            values = join_values([self._tell(one.reader) for one in named])
            to = self._join_names(group)
        return Addressee(first.language, format_block(to, self._home), values)

    def _tell(self, one: _Reader) -> dict[str, str]:
        """What the placeholders become for one reader, in the language in use."""
        person, member = self._people.get(one.person or 0), self._members.get(one.member or 0)
        values = dict(self._occasion.tell(), **one.about)
        values["organisation"] = _name_member(member, language()) or self._find_employer(one)
        values["salutation"] = greet_person(person) if person else greet_anybody()
        if person:
            values["name"] = name_person(person)
            values["original_name"] = str(person["original_name"] or "")
        elif member:
            values["name"] = values["organisation"]
        return values

    def _join_names(self, group: Sequence[_Posted]) -> Destination:
        """Where a letter goes, with the names of all who get it in one line."""
        people = list(dict.fromkeys(one.reader.person for one in group if one.reader.person))
        homes = [self._homes[key] for key in people if key in self._homes]
        to = next((one.to for one in group if one.reader.person), group[0].to)
        if len(homes) < MANY:
            return to
        own, sign = homes[0].names[0], homes[0].original[-1]
        names = join_names([one.names[0] for one in homes])
        signs = list_words(one.original[-1] for one in homes)
        return replace(
            to,
            names=tuple(names if one == own else one for one in to.names),
            original=tuple(signs if one == sign else one for one in to.original),
        )

    def _find_employer(self, one: _Reader) -> str:
        """The organisation somebody is written to at."""
        to = self._homes.get(one.person or 0)
        return to.names[1] if to and len(to.names) > 1 else ""


def _name_member(member: Cells | None, tongue: str) -> str:
    if not member:
        return ""
    return str((tongue == "zh" and member["original_name"]) or member["name"] or "")
