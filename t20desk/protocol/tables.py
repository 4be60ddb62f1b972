"""Protocol as tables that leave the program: a ranked list, and who sits where."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from t20desk.db.database import Database
from t20desk.db.types import Country, Stored, Text, Type, Whole
from t20desk.errors import UserError
from t20desk.i18n import N_, _, list_words
from t20desk.listing import read_titles
from t20desk.protocol.guests import Guest
from t20desk.protocol.hosting import read_hosts
from t20desk.protocol.lists import Ranked, Ranking, rank_event, read_lists, read_ranking
from t20desk.protocol.seating import Seat, read_plan
from t20desk.tables import Cells, Column, Table

BY_HAND: Final = N_("set by hand")
_NAMES: Final = (
    ("name", N_("Person's name"), Text()),
    ("original_name", N_("Original name"), Text()),
    ("affiliation", N_("Title and organisation"), Text()),
    ("country", N_("Country or region"), Country()),
)


def find_ranking(database: Database, event: int, words: str = "") -> Ranking:
    """The list of an event by its id or by words in its title, the first without words."""
    lists = read_lists(database, event)
    if not words:
        return read_ranking(database, lists[0].id) if lists else rank_event(database, event)
    plain = words.strip().casefold()
    for one in lists:
        if plain == str(one.id) or plain in one.title.casefold():
            return read_ranking(database, one.id)
    titles = list_words(one.title for one in lists) or "–"
    text = _("This event has no list “{words}”; it has {titles}.")
    raise UserError(text.format(words=words, titles=titles), "list")


def make_protocol(database: Database, ranking: Ranking) -> Table:
    """A ranked list for paper: the place, who, from where, who looks after them."""
    hosts = read_hosts(database, ranking.shown.event)
    rows = [_rank_row(row, hosts.get(row.guest.id, [])) for row in ranking.rows]
    columns = _make_columns(("place", N_("No."), Whole()), *_NAMES, ("host", N_("Host"), Text()),
                            ("remark", N_("Remark"), Text()))  # fmt: skip
    event = read_titles(database, "event", [ranking.shown.event]).get(ranking.shown.event, "")
    return _leave_empty(columns, rows, ranking.shown.title, event)


def _rank_row(row: Ranked, hosts: Sequence[tuple[int, str]]) -> Cells:
    told = [row.remark, _(BY_HAND) if row.by_hand is not None else ""]
    remark = " · ".join(filter(None, told)) or None
    host = list_words(name for _key, name in hosts) or None
    return (row.place, *_name_cells(row.guest), host, remark)


def make_seating(database: Database, event: int, by_name: bool = False) -> Table:
    """Who sits where: table by table, or by name to be looked up at the door."""
    plan = read_plan(database, event)
    places = {table.name: at for at, table in enumerate(plan.tables)}
    taken = sorted(plan.taken.items(), key=lambda one: (places[one[0].table], one[0].number))
    others = [(None, guest) for guest in (*plan.elsewhere, *plan.waiting)]
    seated: list[tuple[Seat | None, Guest]] = [*taken, *others]
    if by_name:
        seated.sort(key=lambda one: one[1].name_key)
    rows = [_seat_row(seat, guest) for seat, guest in seated]
    table = ("table", N_("Table or row"), Text())
    columns = _make_columns(table, ("seat", N_("Seat"), Text()), *_NAMES)
    title = read_titles(database, "event", [event]).get(event, "")
    groups = () if by_name else ("table",)
    return _leave_empty(columns, rows, _("Seating"), title, groups)


def _seat_row(seat: Seat | None, guest: Guest) -> Cells:
    table: Stored = seat.table if seat else _("Other seats") if guest.seat else _("Without a seat")
    number: Stored = str(seat.number) if seat else guest.seat or None
    return (table, number, *_name_cells(guest))


def _name_cells(guest: Guest) -> Iterator[Stored]:
    yield " ".join(filter(None, (guest.title, guest.name)))
    yield guest.original_name or None
    known = (guest.affiliation, guest.organisation)
    told = [guest.affiliation] if guest.organisation in guest.affiliation else list(known)
    yield list_words(filter(None, told)) or None
    yield guest.country or None


def _make_columns(*described: tuple[str, str, Type]) -> list[Column]:
    return [Column(name, _(label), kind) for name, label, kind in described]


def _leave_empty(
    columns: Sequence[Column],
    rows: Sequence[Cells],
    title: str,
    event: str,
    groups: tuple[str, ...] = (),
) -> Table:
    """The table without columns in which nothing stands."""
    kept = [
        at
        for at, column in enumerate(columns)
        if at < 2 or column.name == "name" or any(row[at] is not None for row in rows)
    ]

    def read() -> Iterable[Cells]:
        return ([row[at] for at in kept] for row in rows)

    shown = tuple(columns[at] for at in kept)
    heading = _("{list}: {event}").format(list=title, event=event) if event else title
    return Table(heading, shown, read, name=title, groups=groups)
