"""Records that must agree: host and guest at one event, and words of a rule that are known.

The same check looks at what a change has written, inside its transaction, and at what one would
write, with its cells laid over those that are there.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Table, select

from t20desk.db.change import Batch, Problem
from t20desk.db.fields import Kind, Kinds
from t20desk.db.types import Country, Stored
from t20desk.i18n import N_, _

APART: Final = N_("{first} and {last} belong to different events; choose both from the same one.")
ALONE: Final = N_("{first} and {last} are the same guest; choose somebody else.")
UNKNOWN: Final = N_("“{word}” in the rule “{rule}” is not known; correct it.")
WORDLESS: Final = N_("The rule “{rule}” takes no words; remove “{word}”.")
RULE: Final = "precedence_rule"
WITHOUT_WORDS: Final = ("rank", "name", "strokes")
"""What a rule goes by that has an order of its own: a number, the alphabet, the strokes."""
Cells = dict[str, Stored]
Written = Mapping[str, Mapping[int, Cells | None]]
"""The cells of a change that is not written yet, by kind and record; None: the record goes."""


class Agreement:
    """The records of a change that must agree with others."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.touched: dict[str, set[int]] = {}
        self.moved: set[int] = set()
        """Guests that go to another event."""

    def note(self, batch: Batch) -> None:
        """Note which rows of a batch are to be looked at."""
        if self.kinds[batch.kind].agree or batch.kind == RULE:
            ids = {key for key, _before, after in batch.rows if after is not None}
            self.touched.setdefault(batch.kind, set()).update(ids)
        elif batch.kind == "participation" and "event" in batch.columns:
            at = batch.columns.index("event")
            self.moved.update(
                key
                for key, before, after in batch.rows
                if before is not None and after is not None and before[at] != after[at]
            )


class _Reader(NamedTuple):
    """Reads cells as they would be."""

    connection: Connection
    store: Any
    tables: Mapping[str, Table]
    written: Written

    def read(self, kind: str, ids: Iterable[int], names: tuple[str, ...]) -> dict[int, Cells]:
        """The named cells of the records that are there, or would be."""
        table, wanted = self.tables[kind], set(ids)
        columns = [table.c.id, *(table.c[name] for name in names)]
        query = select(*columns).where(self.store.is_among(table.c.id, wanted))
        rows = self.connection.execute(query) if wanted else ()
        found: dict[int, Cells] = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
        over = self.written.get(kind, {})
        for key in wanted & over.keys():
            cells = over[key]
            if cells is None:
                found.pop(key, None)
            else:
                found[key] = dict.fromkeys(names) | found.get(key, {}) | cells
        return found

    def find_holders(self, kind: str, names: tuple[str, ...], ids: set[int]) -> set[int]:
        """The records whose links lead to one of some others."""
        table, found = self.tables[kind], set[int]()
        for name in names:
            query = select(table.c.id).where(self.store.is_among(table.c[name], ids))
            found.update(self.connection.scalars(query))
        return found


def find_disagreements(
    connection: Connection,
    store: Any,
    tables: Mapping[str, Table],
    agreement: Agreement,
    written: Written | None = None,
) -> Iterator[Problem]:
    """Hosts, places and rules that do not fit what they belong to."""
    reader = _Reader(connection, store, tables, written or {})
    for kind in agreement.kinds.values():
        ids = set(agreement.touched.get(kind.name, ()))
        if kind.agree and agreement.moved:
            ids |= reader.find_holders(kind.name, _guest_links(kind), agreement.moved)
        if kind.agree and ids:
            yield from _find_apart(reader, kind, ids)
        elif kind.name == RULE and ids:
            yield from _find_unknown(reader, agreement.kinds, ids)


def _guest_links(kind: Kind) -> tuple[str, ...]:
    return tuple(name for name in kind.agree if kind.fields[name].target == "participation")


def _find_apart(reader: _Reader, kind: Kind, ids: set[int]) -> Iterator[Problem]:
    """Records whose two links lead to different events, or to one and the same guest."""
    first, last = kind.agree
    events: dict[str, dict[Stored, Stored]] = {}
    rows = reader.read(kind.name, ids, (first, last))
    for name in (first, last):
        target = kind.fields[name].target or ""
        aims = {aim for cells in rows.values() if isinstance(aim := cells[name], int)}
        found = reader.read(target, aims, ("event",))
        events[name] = {key: cells["event"] for key, cells in found.items()}
    for key, cells in rows.items():
        if told := say_apart(kind, cells[first], cells[last], events):
            yield Problem(kind.name, key, last, told)


def say_apart(
    kind: Kind, one: Stored, other: Stored, events: Mapping[str, Mapping[Stored, Stored]]
) -> str:
    """Why two linked records do not belong together; `events` are those of each link's records."""
    first, last = kind.agree
    labels = {"first": kind.fields[first].say(), "last": kind.fields[last].say()}
    if one not in events[first] or other not in events[last]:
        return ""
    if one == other:
        return _(ALONE).format(**labels)
    return _(APART).format(**labels) if events[first][one] != events[last][other] else ""


def _find_unknown(reader: _Reader, kinds: Kinds, ids: set[int]) -> Iterator[Problem]:
    """Rules of precedence with a role or a country that is none."""
    for key, cells in reader.read(RULE, ids, ("criterion", "sequence")).items():
        if told := say_unknown(kinds, cells["criterion"], cells["sequence"]):
            yield Problem(RULE, key, "sequence", told)


def say_unknown(kinds: Kinds, criterion: Stored, sequence: Stored) -> str:
    """Which word of a rule is no role or country, or has no effect; empty where all are known."""
    name = str(criterion or "")
    for word in split_words(str(sequence or "")):
        if name in WITHOUT_WORDS or not read_code(kinds, name, word):
            rule = kinds[RULE].fields["criterion"].type.format(name)
            told = WORDLESS if name in WITHOUT_WORDS else UNKNOWN
            return _(told).format(word=word[:40], rule=rule)
    return ""


def split_words(text: str) -> tuple[str, ...]:
    """The values of a rule as they are typed, one a line or with semicolons between."""
    plain = text.replace("；", ";").replace("\n", ";")
    return tuple(word.strip() for word in plain.split(";") if word.strip())


def read_code(kinds: Kinds, criterion: str, word: str) -> str:
    """The code that a typed role or country stands for; empty for what is none."""
    if criterion == "country":
        return str(Country().parse(word).value or "")
    if criterion != "role":
        return word
    found = kinds["participation"].fields["roles"].type.parse(word)
    return "" if found.severity in ("error", "doubt") else str(found.value or "").strip()
