"""An event as the start of another one: with the parts asked for, all days moved together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select

from t20desk.db.change import Batch, Change, Label, Row
from t20desk.db.database import Database
from t20desk.db.field_names import by_column
from t20desk.db.fields import Kind
from t20desk.db.own_fields import own_name
from t20desk.db.present_cells import read_cells
from t20desk.db.schema import shown_column
from t20desk.db.spool import collect_batches
from t20desk.db.types import Stored
from t20desk.editing.duplicating import DUPLICATED
from t20desk.errors import UserError
from t20desk.events.effective import find_branch
from t20desk.events.event_trees import read_tree
from t20desk.guests.titles import ask_person, describe_people
from t20desk.i18n import N_, _

WITHIN: Final = "parts"
"""The part that stands for the events within the one that is copied."""


class CopyPart(NamedTuple):
    """What can come along: the kinds it holds, each with the link to what it belongs to."""

    words: str
    kinds: tuple[tuple[str, str], ...]
    is_usual: bool = True


PARTS: Final = {
    WITHIN: CopyPart(N_("Events within it"), (("event", "parent"),)),
    "programme": CopyPart(N_("Programme"), (("programme_item", "event"), ("speaker", "item"))),
    "organisers": CopyPart(N_("Organisers"), (("organiser", "event"),)),
    "questions": CopyPart(N_("Questions to the guests"), (("question", "event"),)),
    "protocol": CopyPart(
        N_("Protocol lists and tables"), (("protocol_list", "event"), ("seating_table", "event"))
    ),
    "guests": CopyPart(N_("Guests and their roles"), (("participation", "event"),), False),
    "papers": CopyPart(N_("Files"), (("attachment", "event"),), False),
}
"""The parts of an event by the words of the command line."""
_FRESH: Final[dict[str, dict[str, Stored]]] = {
    "event": {"status": "planned", "result": None, "follow_up": None, "reminded_on": None,
              "series": None},
    "participation": {
        "answer": "not_asked", "queue": None, "presence": None, "presence_at": None,
        "presence_by": None, "companions": None, "accompanied_by": None, "seat": None,
        "badge": None, "title": None, "affiliation": None,
    },
    "attachment": dict.fromkeys(("member", "person", "participation")),
}  # fmt: skip
"""What is of the old event alone, and how the new one begins."""
MOVED: Final = {"event": ("starts", "ends", "answer_by"), "programme_item": ("starts", "ends")}
"""The days that move along."""


BEYOND: Final = N_("That would be after the year 9999; choose earlier days.")


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much days and times move; a day alone moves by whole days."""

    days: int = 0
    time: timedelta = timedelta()

    def move(self, value: Stored) -> Stored:
        """A day or a time, moved; raises UserError where the calendar ends before it."""
        if not isinstance(value, str):
            return value
        try:
            if "T" in value:
                return (datetime.fromisoformat(value) + self.time).isoformat(timespec="minutes")
            return (date.fromisoformat(value) + timedelta(days=self.days)).isoformat()
        except OverflowError as error:
            raise UserError(_(BEYOND), "starts") from error


def find_shift(old: str, new: str) -> Shift:
    """How far it is from one begin to another; the time of day stays where the new one has none."""
    if not old or not new:
        return Shift()
    days = (date.fromisoformat(new[:10]) - date.fromisoformat(old[:10])).days
    if "T" in old and "T" in new:
        return Shift(days, datetime.fromisoformat(new) - datetime.fromisoformat(old))
    return Shift(days, timedelta(days=days))


def count_parts(database: Database, event: int) -> dict[str, int]:
    """How many records each part of an event has, with all within it."""
    branch = find_branch(database, event)
    counts = {WITHIN: len(branch) - 1}
    with database.read() as connection:
        for name, part in PARTS.items():
            # What belongs to one of these, as speakers do to an item, is not counted by itself.
            for kind, link in part.kinds if name != WITHIN else ():
                if link == "event":
                    column = database.tables[kind].c[link]
                    query = select(func.count()).where(database.store.is_among(column, branch))
                    counts[name] = counts.get(name, 0) + (connection.scalar(query) or 0)
    return counts


def read_begin(database: Database, event: int) -> str:
    """When an event begins, by its own days or those of the event above."""
    table = database.tables["event"]
    query = select(table.c[shown_column("starts")]).where(table.c.id == event)
    with database.read() as connection:
        return connection.scalar(query) or ""


def plan_copy(
    database: Database,
    event: int,
    starts: str,
    parts: Collection[str],
    values: Mapping[str, Stored] | None = None,
    ids: Iterator[int] | None = None,
) -> Change:
    """Plan a copy of an event that begins on another day; `values` are what else is different.

    Of several copies in one change each takes the next `ids`. Raises UserError for an event that
    is gone.
    """
    shift = find_shift(read_begin(database, event), starts)
    copier = _Copier(database, shift, ids or database.new_ids())
    batches = [copier.copy_events(event, starts, WITHIN in parts, values or {})]
    for name, part in PARTS.items():
        if name in parts and name != WITHIN:
            batches.extend(copier.copy_kind(kind, link) for kind, link in part.kinds)
    label = Label(DUPLICATED, {"kind": "event", "id": str(copier.made["event"][event])})
    return Change(label, collect_batches(batch for batch in batches if batch.rows))


@dataclass(slots=True)
class _Copier:
    """Copies records and keeps which became which, so that their links can follow."""

    database: Database
    shift: Shift
    _ids: Iterator[int]
    made: dict[str, dict[int, int]] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)
    """The day of each new event, by its id."""

    def copy_events(
        self, head: int, starts: str, with_parts: bool, values: Mapping[str, Stored]
    ) -> Batch:
        """The event, and those within it in the order of the tree."""
        wanted = set(find_branch(self.database, head)) if with_parts else {head}
        ordered = [row for row in read_tree(self.database) if row.id in wanted]
        if not ordered:
            raise UserError(_("The record is gone; somebody deleted it meanwhile."))
        kind = self.database.kinds["event"]
        batch = self._copy(kind, [row.id for row in ordered])
        written = by_column(kind, values)
        for at, row in enumerate(ordered):
            key, before, after = batch.rows[at]
            cells = dict(zip(batch.columns, after or (), strict=True))
            if row.id == head:
                cells |= self._date_head(row.starts, row.ends, starts, cells) | written
            day = self.shift.move(row.starts or None) or starts or date.today().isoformat()
            self.days[key] = str(day)[:10]
            batch.rows[at] = (key, before, tuple(cells.values()))  # type: ignore[index]
        return batch

    def _date_head(
        self, begin: str, end: str, starts: str, cells: Mapping[str, Stored]
    ) -> dict[str, Stored]:
        """The days of the head: one that had those of the event above gets its own now."""
        if not starts:
            return {}
        if cells["starts"] is None:
            return {"starts": starts, "ends": self.shift.move(end or None) if begin else None}
        # A day alone instead of a time leaves the time of day.
        return {"starts": cells["starts"] if "T" in begin and "T" not in starts else starts}

    def copy_kind(self, kind_name: str, link: str) -> Batch:
        """Everything of a kind that belongs to what was copied."""
        kind, table = self.database.kinds[kind_name], self.database.tables[kind_name]
        owners = self.made.get(kind.fields[link].target or "", {})
        query = select(table.c.id).where(self.database.store.is_among(table.c[link], owners))
        with self.database.read() as connection:
            keys = list(connection.scalars(query.order_by(table.c.id)))
        batch = self._copy(kind, keys)
        if kind_name == "participation":
            return self._describe(_leave_answers(batch, self._list_answers()))
        return batch

    def _list_answers(self) -> set[str]:
        """The columns in which guests answer questions, asked still or no more."""
        asked, own = self.database.tables["question"].c.own_field, self.database.tables["own_field"]
        query = select(own.c.id).where(own.c.per_event.is_not(None) | own.c.id.in_(select(asked)))
        with self.database.read() as connection:
            return {own_name(key) for key in connection.scalars(query)}

    def _copy(self, kind: Kind, keys: Sequence[int]) -> Batch:
        table = self.database.tables[kind.name]
        names = tuple(one.name for one in kind.written)
        with self.database.read() as connection:
            present = read_cells(connection, self.database.store, table, keys, names)
        made = self.made.setdefault(kind.name, {})
        made.update((key, next(self._ids)) for key in keys if key in present)
        rows: list[Row] = [
            (made[key], None, self._change(kind, dict(zip(names, present[key], strict=True))))
            for key in keys
            if key in present
        ]
        return Batch(kind.name, names, rows)

    def _change(self, kind: Kind, cells: dict[str, Stored]) -> tuple[Any, ...]:
        """Cells of a copy: links follow, days move, what is of the old event alone begins anew."""
        for name in MOVED.get(kind.name, ()):
            cells[name] = self.shift.move(cells[name])
        for name in cells:
            one = kind.fields[name]
            made = self.made.get(one.target or "", {})
            if cells[name] in made:
                cells[name] = made[cells[name]]  # type: ignore[index]
            elif one.unique or name == "together_with":
                cells[name] = None
        fresh = _FRESH.get(kind.name, {})
        return tuple((cells | {name: fresh[name] for name in fresh if name in cells}).values())

    def _describe(self, batch: Batch) -> Batch:
        """Guests with the title and the affiliation that they have now."""
        guests = [batch.name_cells(after) or {} for _key, _before, after in batch.rows]
        asked = [ask_person(cells, self.days) for cells in guests]
        known = describe_people(self.database, [one for one in asked if one is not None])
        rows: list[Row] = []
        for (key, before, _after), cells, person in zip(batch.rows, guests, asked, strict=True):
            found = None if person is None else known.get(person)
            if found:
                cells["title"] = found.get("title") or None
                if cells["member"] in (None, found.get("member")):
                    cells["affiliation"] = found.get("affiliation") or None
            rows.append((key, before, tuple(cells.values())))
        return Batch(batch.kind, batch.columns, rows)


def _leave_answers(batch: Batch, answers: Collection[str]) -> Batch:
    """New records without the cells of some columns."""
    at = {place for place, name in enumerate(batch.columns) if name in answers}
    rows: list[Row] = [
        (
            key,
            before,
            tuple(None if place in at else cell for place, cell in enumerate(after or ())),
        )
        for key, before, after in batch.rows
    ]
    return Batch(batch.kind, batch.columns, rows)
