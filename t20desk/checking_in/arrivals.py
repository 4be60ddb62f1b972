"""The guests of an event as the door knows them: found at once by badge, name or pinyin.

All guests are read together and looked through in memory, so that each key is answered at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from t20desk.checking_in.signing import REFUSED, note_came
from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.keys import fold, spell_out
from t20desk.db.schema import key_column
from t20desk.db.types import Stored
from t20desk.editing import plan_edit
from t20desk.errors import UserError
from t20desk.i18n import N_, _, list_words
from t20desk.listing import Linked, Listing, first_ids, read_rows
from t20desk.searching import write_test

TIE: Final = "\x1f"
"""What a sort key of Chinese puts before the characters themselves."""
CAME: Final = N_("Came: {title}")
_NOTED: Final = ("presence", "presence_at", "presence_by")
_PERSON: Final = ("full_name", "original_name", "pinyin", "latin_name")
_NAMES: Final = ("family_name", "given_name")
_PART: Final = (
    "roles", "answer", "presence", "presence_at", "presence_by", "companions", "badge", "seat",
    "affiliation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """One guest at the door."""

    id: int
    name: str
    original_name: str
    organisation: str
    country: Stored
    cells: dict[str, Stored]
    names: str = field(repr=False)
    """The folded names, each word after a blank."""
    key: str = field(repr=False)
    """All folded words by which the guest is found, each after a blank."""

    @property
    def badge(self) -> str:
        """The code on the badge."""
        return str(self.cells["badge"] or "")

    @property
    def has_come(self) -> bool:
        """Whether the guest was noted as having come."""
        return self.cells["presence"] == "came"

    @property
    def is_expected(self) -> bool:
        """Whether the guest did not say no."""
        return self.cells["answer"] not in REFUSED


class Counts(NamedTuple):
    """How many came, and how many are expected."""

    came: int
    expected: int


class DoorList:
    """The guests of one event, in the order of their names."""

    def __init__(self, guests: Sequence[Arrival]) -> None:
        self._by_id = {one.id: one for one in guests}
        self._badges: dict[str, list[int]] = {}
        """Who wears each badge, by its folded code."""
        for one in guests:
            if one.badge:
                self._badges.setdefault(fold(one.badge), []).append(one.id)

    @property
    def guests(self) -> list[Arrival]:
        """All of them."""
        return [*self._by_id.values()]

    def get(self, key: int | None) -> Arrival | None:
        """The guest of an id."""
        return self._by_id.get(key or 0)

    def note(self, key: int, cells: Mapping[str, Stored]) -> None:
        """Take over what was noted of one guest, before all are read again."""
        if guest := self.get(key):
            self._by_id[key] = replace(guest, cells={**guest.cells, **cells})

    def say_unclear(self, typed: str) -> str:
        """The sentence about a number that is no badge, but fits several guests; else nothing.

        A code that was scanned in part would note somebody else.
        """
        if not any(sign.isdecimal() for sign in typed) or self.find_badge(typed):
            return ""
        number = len(self.find(typed))
        text = _("No badge has the code “{text}”, and {number} guests fit it; choose one of them.")
        return text.format(text=typed, number=number) if number > 1 else ""

    def count(self) -> Counts:
        """How many came, and how many are expected or came all the same."""
        came = sum(one.has_come for one in self._by_id.values())
        return Counts(came, sum(one.has_come or one.is_expected for one in self._by_id.values()))

    def find(self, typed: str) -> list[Arrival]:
        """Who fits what is typed: a whole badge before beginnings of words before parts of them."""
        words = fold(typed).split()
        if not words:
            return self.guests
        found = self.guests
        for word in words:
            found = [one for one in found if word in one.key]
        badge = self.find_badge(typed)
        ranks: tuple[list[Arrival], ...] = ([], [], [])
        for one in found:
            ranks[_rank(one, words)].append(one)
        return [*badge, *(one for rank in ranks for one in rank if one not in badge)]

    def find_badge(self, typed: str) -> list[Arrival]:
        """Who wears a badge with exactly this code."""
        return [self._by_id[key] for key in self._badges.get(fold(typed), ())]

    def say_twice(self, typed: str) -> str:
        """The sentence about a badge that several guests wear; empty where none or one does."""
        holders = self.find_badge(typed)
        if len(holders) < 2:
            return ""
        text = _("Badge {badge} belongs to {names}; choose one and correct the other's badge.")
        names = list_words(one.name for one in holders[:4])
        return text.format(badge=holders[0].badge, names=names)


def read_door(database: Database, event: int) -> DoorList:
    """All guests of an event with what the door needs."""
    part, person, member = (database.tables[name] for name in ("participation", "person", "member"))
    keys = [person.c[key_column(name)] for name in _PERSON]
    query = (
        select(
            part.c.id, person.c.full_name, person.c.original_name, member.c.name,
            person.c.country, member.c.country, *(part.c[name] for name in _PART), *keys,
            member.c[key_column("name")],
        )
        .select_from(part.outerjoin(person, part.c.person == person.c.id)
                     .outerjoin(member, part.c.member == member.c.id))
        .where(part.c.event == event)
        .order_by(part.c.person.is_(None), *(person.c[key_column(n)] for n in _NAMES), part.c.id)
    )  # fmt: skip
    with database.read() as connection:
        return DoorList([_make_arrival(row) for row in connection.execute(query)])


def _rank(one: Arrival, words: Sequence[str]) -> int:
    """Who is called so comes before who belongs to something called so."""
    for rank, text in enumerate((one.names, one.key)):
        for word in words:
            if f" {word}" not in text:
                break
        else:
            return rank
    return 2


def _make_arrival(row: Sequence[Any]) -> Arrival:
    key, name, original, member, own, theirs = row[:6]
    cells = dict(zip(_PART, row[6 : 6 + len(_PART)], strict=True))
    organisation = str(member or cells["affiliation"] or "")
    *sounds, member_sound = row[6 + len(_PART) :]
    names = _join((*sounds, name, original, _spell_out(name)))
    key_words = _join(
        (member_sound, organisation, _spell_out(organisation), cells["affiliation"], cells["badge"])
    )
    shown = str(name or original or member or "")
    second = str(original or "")
    return Arrival(
        key,
        shown,
        "" if second == shown else second,
        "" if organisation == shown else organisation,
        own or theirs,
        cells,
        names,
        names + key_words,
    )


def _join(texts: Iterable[object]) -> str:
    return "".join(f" {word}" for word in _spell(fold_key(str(one)) for one in texts if one))


def _spell_out(name: object) -> str:
    """A name as it is typed without umlauts, where that differs."""
    spelled = spell_out(str(name or ""))
    return "" if spelled == name else spelled


def fold_key(text: str) -> str:
    """A text folded; a sort key, which is folded already, stays as it is."""
    return text if TIE in text else fold(text)


def _spell(texts: Iterable[str]) -> Iterator[str]:
    """Each text, its words joined as pinyin is often typed, and its initials."""
    for text in texts:
        for part in text.split(TIE):
            yield part
            words = part.split()
            if len(words) > 1:
                yield "".join(words)
                yield "".join(word[0] for word in words)


def plan_arrival(database: Database, guest: Arrival) -> Change:
    """Plan noting that a guest came; raises UserError for one who came already, also elsewhere."""
    guest = _look_again(database, guest)
    if guest.has_come:
        raise UserError(say_came(guest))
    change = plan_edit(database, "participation", {guest.id: note_came(database.user)})
    label = Label(CAME, {"kind": "participation", "id": str(guest.id)})
    return replace(change, label=label)


def _look_again(database: Database, guest: Arrival) -> Arrival:
    """A guest as another door may have noted them meanwhile."""
    part = database.tables["participation"]
    columns = [part.c[name] for name in _NOTED]
    with database.read() as connection:
        row = connection.execute(select(*columns).where(part.c.id == guest.id)).first()
    if row is None:
        raise UserError(_("The record is gone; somebody deleted it meanwhile."))
    return replace(guest, cells=guest.cells | dict(zip(_NOTED, row, strict=True)))


def say_missing(database: Database, typed: str) -> str:
    """The sentence about a code or name that fits nobody here: whose badge it is elsewhere."""
    search = f"badge:* {write_test('badge', 'is', typed)}"
    latest = Listing(
        "participation", search, "all", ("-event.starts",), ("person", "member", "event")
    )
    for person, member, event in read_rows(
        database, latest, first_ids(database, latest, 1)
    ).values():
        text = _(
            "Badge {badge} belongs to {name} at “{event}”; look for that name among the guests"
            " here."
        )
        names = [one.text for one in (person, member, event) if isinstance(one, Linked)]
        return text.format(badge=typed, name=names[0], event=names[-1])
    return _("No guest fits “{text}”; look in the tab of guests.").format(text=typed)


def say_came(guest: Arrival) -> str:
    """The sentence about a guest who came already."""
    clock = str(guest.cells["presence_at"] or "").partition("T")[2]
    who = str(guest.cells["presence_by"] or "")
    if not clock:
        return _("{name} came already; nothing was changed.").format(name=guest.name)
    text = _("{name} came already, noted at {time} by {who}; nothing was changed.")
    return text.format(name=guest.name, time=clock, who=who or "–")
