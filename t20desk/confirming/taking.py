"""Taking a reply back: merged three ways like any book, and the organisation counts as confirmed.

The day of confirming, the state of the reply and the data are one change, undone as one. What is
odd about a reply is said in one sentence each; nothing of it is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from t20desk.confirming.replies import KIND, Reply, find_reply
from t20desk.confirming.workbook import open_columns, part_of
from t20desk.db.change import Batch, Label
from t20desk.db.database import Database
from t20desk.db.history.operations import read_latest_file
from t20desk.db.ids import read_id
from t20desk.db.many_values import many_values
from t20desk.db.types import Date, Stored
from t20desk.i18n import N_, _
from t20desk.progress import RowProgress
from t20desk.reading.source import Source
from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.opening import open_books
from t20desk.round_trip.planning import plan_books, say_missing
from t20desk.round_trip.values import ReturnOptions, ReturnPlan

SIGNS: Final = ("confirmed_by", "confirmed_on", "unchanged")
"""The fields in which somebody confirms."""
TAKEN: Final = N_("Confirmation {round} of {title} taken back")
TWICE: Final = N_(
    "The reply of {title} was taken back on {day} already; only what differs is taken now."
)
UNTOLD: Final = N_(
    "{title} says that not everything is right, but corrected nothing; ask what has changed. The "
    "reply is to be clarified."
)
STILL_OPEN: Final = N_(
    "Another file of {title} is still to be clarified; take that one back again and decide."
)
OLD: Final = N_(
    "This reply is of the round {round}; {title} was asked again in the round {latest} since. It "
    "counts for its own round."
)
GONE: Final = N_(
    "The confirmation that this reply answers was deleted here; its data are merged all the same."
)
NO_MEMBER: Final = N_(
    "The organisation of this reply was deleted here; look for it in the trash, or decide below."
)
MERGED: Final = N_(
    "The organisation that was asked was merged into {title} since; the reply counts for that one."
)
UNSIGNED: Final = N_(
    "Nobody confirmed in {file}: no name, no day, and nothing was edited. It does not count as "
    "back; ask for it again."
)


def plan_reply(
    database: Database,
    source: Source,
    options: ReturnOptions | None = None,
    progress: RowProgress | None = None,
) -> ReturnPlan:
    """Plan merging any book back; one that answers a confirmation counts as its reply.

    Raises UserError for what is no book of this database.
    """
    wanted = options or ReturnOptions()
    with many_values():
        books = open_books(database, source, progress)
        reply = find_reply(database, source.properties, books)
        if reply is None:
            return plan_books(database, source, books, wanted)
        # What a member no longer names is not gone from the office's list.
        wanted = replace(wanted, remove_missing=False)
        taker = _Taker(database, source.name, source.sha256, reply, wanted)
        for book in books:
            taker.narrow(book)
        plan = plan_books(database, source, books, wanted, taker.extend)
        label = Label(TAKEN, {"kind": "member", "id": str(reply.member), "round": reply.round})
        plan.change = replace(plan.change, label=label)
        plan.remarks[:0] = taker.remarks
        if plan.counts.missing:
            plan.remarks.append(say_missing(plan.counts.missing))
            plan.counts.missing = 0
        return plan


@dataclass(slots=True)
class _Taker:
    """Holds a reply to what it was sent for, and adds what follows from it."""

    database: Database
    file: str
    digest: str
    reply: Reply
    options: ReturnOptions
    remarks: list[str] = field(default_factory=list)
    is_blank: bool = False
    """Whether the sheet to sign came back as blank as it left, whatever others signed since."""

    def __post_init__(self) -> None:
        reply, texts = self.reply, list[str]()
        if not reply.is_known:
            texts.append(_(GONE if reply.title else NO_MEMBER))
        elif reply.round < reply.latest:
            texts.append(_(OLD))
        if reply.is_merged:
            texts.append(_(MERGED))
        if reply.back_on and reply.state == "back":
            texts.append(_(TWICE))
        words = {**reply._asdict(), "day": Date().format(reply.back_on or None)}
        self.remarks += [text.format(**words) for text in texts]

    def narrow(self, book: ReturnedBook) -> None:
        """Let only open columns of its own records be taken, new ones only where rows are free."""
        part = part_of(book.kind.name)
        opened = open_columns(part) if part else frozenset[str]()
        book.columns.found = [
            replace(
                column,
                taken=column.taken and column.path in opened,
                only_new=part is not None and column.path in part.fixed,
            )
            for column in book.columns.found
        ]
        book.adds = part is not None and part.spare > 0 and bool(self.reply.member)
        # What a reply says of its new records itself does not count.
        is_own = book.kind.name in ("affiliation", "contact_detail", "address")
        book.given = {"member": self.reply.member} if is_own else {}
        book.makes = frozenset()
        book.is_counted = book.kind.name != KIND
        if book.kind.name == KIND:
            self.is_blank = _is_blank(book)
        known = book.exported.index if book.exported else {}
        read = (read_id(text.partition("-")[0]) for text in known)
        sent = {key for key in read if key is not None}
        book.allowed = frozenset(sent | _list_own(self.database, book.kind.name, self.reply))

    def extend(self, batches: Sequence[Batch], is_open: bool, is_partial: bool) -> Iterator[Batch]:
        """What follows: posts of new people, and that the organisation confirmed."""
        posts = list(self._add_posts(batches))
        yield from posts
        signed = _read_after(self.database, batches, self.reply.id)
        is_signed = not self.is_blank and any(signed.get(name) for name in SIGNS)
        is_empty = not batches and not is_signed
        if is_empty and not is_open:
            self.remarks.append(_(UNSIGNED).format(file=self.file))
            return
        today = date.today().isoformat()
        if signed.get("unchanged") == 0 and not any(batch.kind != KIND for batch in batches):
            self.remarks.append(_(UNTOLD).format(title=self.reply.title))
            if batches and self.reply.is_known:
                yield from self._note_back(signed, True, today)
            return
        day = min(str(signed.get("confirmed_on") or today), today)
        if not (is_empty and is_partial):
            yield from self._confirm_member(day)
        if self.reply.is_known:
            left = is_partial or (is_open and not self.options.is_decided)
            if not batches and not is_open and self._is_left_by_another():
                self.remarks.append(_(STILL_OPEN).format(title=self.reply.title))
                left = True
            yield from self._note_back(signed, left, today)

    def _is_left_by_another(self) -> bool:
        """Whether the reply is to be clarified for what stood in another file."""
        if self.reply.state != "conflicts":
            return False
        return read_latest_file(self.database, KIND, self.reply.id) != self.digest

    def _add_posts(self, batches: Sequence[Batch]) -> Iterator[Batch]:
        """New people without a post of their own in the book hold one at the organisation."""
        if not self.reply.member:
            return
        placed: set[Stored] = set()
        made: list[int] = []
        for batch in batches:
            for key, before, after in batch.rows:
                if before is not None or after is None:
                    continue
                if batch.kind == "affiliation":
                    placed.add(dict(zip(batch.columns, after, strict=True)).get("person"))
                elif batch.kind == "person":
                    made.append(key)
        ids = self.database.new_ids()
        rows = [(next(ids), None, (key, self.reply.member)) for key in made if key not in placed]
        if rows:
            yield Batch("affiliation", ("person", "member"), rows)

    def _confirm_member(self, day: str) -> Iterator[Batch]:
        table = self.database.tables["member"]
        with self.database.read() as connection:
            query = select(table.c.confirmed_on).where(table.c.id == self.reply.member)
            row = connection.execute(query).first()
        if row is not None and (row[0] or "") < day:
            yield Batch("member", ("confirmed_on",), [(self.reply.member, (row[0],), (day,))])

    def _note_back(self, signed: dict[str, Any], is_open: bool, today: str) -> Iterator[Batch]:
        wanted = {
            "back_on": signed["back_on"] or today,
            "state": "conflicts" if is_open else "back",
        }
        edits = {name: cell for name, cell in wanted.items() if signed[name] != cell}
        if edits:
            before = tuple(signed[name] for name in edits)
            yield Batch(KIND, tuple(edits), [(self.reply.id, before, tuple(edits.values()))])


def _is_blank(book: ReturnedBook) -> bool:
    """Whether a sheet to sign is as it left, and left without a name, a day or a tick."""
    if book.exported is None or book.rows.count:
        return False
    places = [book.exported.places[name] for name in SIGNS if name in book.exported.places]
    return not any(cells[place] for _key, cells in book.exported.each() for place in places)


def _read_after(database: Database, batches: Sequence[Batch], key: int) -> dict[str, Any]:
    """What the confirmation holds once the change is made; nothing where it is gone."""
    table = database.tables[KIND]
    with database.read() as connection:
        row = connection.execute(select(table).where(table.c.id == key)).mappings().first()
    found: dict[str, Any] = dict(row or {})
    for batch in batches:
        for one, _before, after in batch.rows:
            if batch.kind == KIND and one == key and after is not None:
                found.update(zip(batch.columns, after, strict=True))
    return found


def _list_own(database: Database, kind: str, reply: Reply) -> frozenset[int]:
    """The records of a kind that belong to the organisation of a reply."""
    if kind == KIND:
        return frozenset((reply.id,))
    if kind == "member":
        return frozenset((reply.member,))
    source = "affiliation" if kind == "person" else kind
    table = database.tables[source]
    if "member" not in table.c:
        return frozenset()
    column = table.c.person if kind == "person" else table.c.id
    with database.read() as connection:
        return frozenset(connection.scalars(select(column).where(table.c.member == reply.member)))
