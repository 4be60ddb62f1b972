"""Rules of precedence: an ordered list that the office edits, and what it says of guests."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.keys import fold, sort_key
from t20desk.db.rules.agreeing import read_code, say_unknown, split_words
from t20desk.db.types import Country, Stored
from t20desk.editing import Values, merge_batches, plan_delete, plan_edit, plan_insert
from t20desk.errors import UserError
from t20desk.i18n import N_
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.protocol.guests import Guest
from t20desk.protocol.strokes import is_chinese, weigh_strokes

CHANGED: Final = N_("Rules of precedence changed")
LAST: Final = 10_000
NAMES: Final = ("name", "strokes")
"""The rules that go by names; the first of them decides, and none after it."""


class Rule(NamedTuple):
    """What guests are compared by, and in which order its values come."""

    criterion: str
    sequence: tuple[str, ...] = ()


USUAL: Final = (
    Rule("rank"),
    Rule("role", ("guest_of_honour", "host", "chair", "speaker")),
    Rule("honour"),
    Rule("post"),
    Rule("country"),
    Rule("name"),
)
"""The rules of an office that has made none of its own."""
Key = tuple[Any, ...]


def read_rules(database: Database) -> list[Rule]:
    """The rules in their order, those of the office or the usual ones."""
    rows = _read_stored(database)
    rules = [Rule(str(row[0]), split_words(str(row[1] or ""))) for row in rows.values()]
    return rules or list(USUAL)


def plan_rules(database: Database, rules: Sequence[Rule]) -> Change:
    """Plan other rules in the place of those there are; raises UserError for unknown words."""
    check_rules(database, rules)
    stored = list(_read_stored(database))
    cells: list[dict[str, Stored]] = [
        {"position": at, "criterion": one.criterion, "sequence": "\n".join(one.sequence) or None}
        for at, one in enumerate(rules, start=1)
    ]
    edits: dict[int, Values] = dict(zip(stored, cells, strict=False))
    batches = [*plan_edit(database, "precedence_rule", edits).batches]
    if len(cells) > len(stored):
        batches += plan_insert(database, "precedence_rule", cells[len(stored) :]).batches
    elif len(stored) > len(cells):
        batches += plan_delete(database, "precedence_rule", stored[len(cells) :]).batches
    return Change(Label(CHANGED), merge_batches(batches))


def check_rules(database: Database, rules: Sequence[Rule]) -> None:
    """Raise UserError for a role or a country that is none."""
    for one in rules:
        if told := say_unknown(database.kinds, one.criterion, ";".join(one.sequence)):
            raise UserError(told, "sequence")


def say_word(database: Database, criterion: str, word: str) -> str:
    """A word of a rule in the language in use."""
    code = read_code(database.kinds, criterion, word)
    if criterion == "country":
        return Country().format(code) if code else word
    if criterion == "role" and code:
        return database.kinds["participation"].fields["roles"].type.format(f" {code} ")
    return word


def _read_stored(database: Database) -> dict[int, Sequence[Any]]:
    columns = ("criterion", "sequence")
    listing = Listing("precedence_rule", view="all", sort=("position",), columns=columns)
    ids = list_ids(database, listing)
    rows = read_rows(database, listing, ids)
    return {key: rows[key] for key in ids if key in rows}


@dataclass(slots=True)
class Ranker:
    """Compares guests by the rules; what they leave equal, the names decide."""

    rules: Sequence[tuple[str, tuple[str, ...]]]
    roles: Sequence[str] = field(default_factory=tuple)

    @classmethod
    def of(cls, database: Database) -> "Ranker":
        """The ranker of an office."""
        known = []
        for one in read_rules(database):
            codes = (read_code(database.kinds, one.criterion, word) for word in one.sequence)
            known.append((one.criterion, tuple(code for code in codes if code)))
        choices = database.kinds["participation"].fields["roles"].type.choices()
        return cls(known, tuple(code for code, _word in choices))

    def sort(self, guests: Sequence[Guest]) -> list[Guest]:
        """The guests in the order of the rules; the order is total."""
        return sorted(guests, key=lambda one: (self.weigh(one), self.weigh_name(one)))

    def weigh(self, guest: Guest) -> Key:
        """What the rules say, before the names decide."""
        key: list[Any] = []
        for criterion, sequence in self.rules:
            if criterion in NAMES:
                break
            key.append(self._weigh_one(criterion, sequence, guest))
        return tuple(key)

    def weigh_name(self, guest: Guest) -> Key:
        """The family name in the order of its script: letters by alphabet, Chinese by pinyin.

        Where the rules say so, Chinese names come first and by their strokes.
        """
        by_script = (not guest.name_key[0], *guest.name_key, sort_key(guest.name), guest.id)
        if next((one for one, _words in self.rules if one in NAMES), "") != "strokes":
            return by_script
        names = (guest.original_name, guest.name)
        chinese = next((name for name in names if is_chinese(name)), "")
        return (not chinese, weigh_strokes(chinese), *by_script)

    def _weigh_one(self, criterion: str, sequence: tuple[str, ...], guest: Guest) -> Key:
        if criterion == "rank":
            return (LAST if guest.rank is None else guest.rank, "")
        if criterion == "role":
            order = sequence or self.roles
            return (min((order.index(r) for r in guest.roles if r in order), default=LAST), "")
        if criterion == "country":
            if guest.country in sequence:
                return (sequence.index(guest.country), "")
            return (LAST, sort_key(Country().format(guest.country or None)) or "\uffff")
        if criterion == "honour":
            return (_find_first(sequence, guest.honours), "")
        return (_find_first(sequence, f"{guest.affiliation} · {guest.posts}"), "")


def _find_first(sequence: Sequence[str], text: str) -> int:
    """The place of the first word that a text holds; whoever holds another comes behind those."""
    folded = fold(text)
    for place, word in enumerate(sequence):
        if fold(word) in folded:
            return place
    return LAST - 1 if folded.strip(" ·") and not sequence else LAST
