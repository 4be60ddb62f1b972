"""Listings as plain values: kind, search, sort and columns; and the views that have names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from t20desk.db.database import Database
from t20desk.db.fields import Kind, Kinds, path_now
from t20desk.db.types import Date
from t20desk.errors import UserError
from t20desk.i18n import N_, _

UNSAID: Final = "-status:*"
LASTS: Final = "(starts:>=today or ends:>=today)"
"""Of an event whose status nobody gave, the days tell whether it is over."""


class View(NamedTuple):
    """A listing with a name: what it searches, and how a saved one shows it."""

    name: str
    label: str
    search: str = ""
    listing: "Listing | None" = None


class Colouring(NamedTuple):
    """Rows that a search finds are shown in a colour of the palette."""

    search: str
    colour: str


class Clock(NamedTuple):
    """The two clocks of a listing: the day counted for, the day on which things were known."""

    on: str | None = None
    as_known: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records in which order with which columns.

    Two clocks, both days (ISO): `on` is a day to count for, from the dates in the records;
    `as_known` asks for what was known at the end of a day, later changes taken back.

    `group` is a path like those of the sort, `totals` pairs a path with what is counted below it,
    of `colours` the first rule that fits a row gives its colour, and the first `frozen` columns
    stay where they are.
    """

    kind: str
    search: str = ""
    view: str = ""
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    on: str | None = None
    as_known: str | None = None
    group: str = ""
    totals: tuple[tuple[str, str], ...] = ()
    colours: tuple[Colouring, ...] = ()
    frozen: int = 1

    def say_clock(self) -> str:
        """Which day the listing is for, in words; nothing for today."""
        if self.as_known:
            return _("As known on {day}").format(day=Date().format(self.as_known))
        return _("For the day {day}").format(day=Date().format(self.on)) if self.on else ""

    def with_columns(self, kinds: Kinds) -> "Listing":
        """The same listing with the usual columns of the kind where none are named."""
        return self if self.columns else replace(self, columns=usual_columns(kinds[self.kind]))


PREFIX = "view_"
"""Before the id of the record in the name of a saved view."""

NOT_CONFIRMED = 'confirmed_on: or confirmed_on:<"12 months ago"'
"""Finds organisations whose data nobody confirmed within a year."""
ALL = View("all", N_("All"))
VIEWS: dict[str, tuple[View, ...]] = {
    "member": (
        View("members", N_("Members"), "-status:=contact"),
        View("applicants", N_("Applicants"), "status:=applied or status:=prospect"),
        View("contacts", N_("Others"), "status:=contact"),
        View("former", N_("Former"), "status:=left"),
        View(
            "unconfirmed",
            N_("Long not confirmed"),
            f"-status:=contact -status:=left -status:=declined ({NOT_CONFIRMED})",
            Listing(
                "member",
                view="unconfirmed",
                sort=("confirmed_on", "name"),
                columns=("number", "name", "country", "status", "email", "confirmed_on"),
                colours=(
                    Colouring("confirmed_on:", "red"),
                    Colouring('confirmed_on:<"24 months ago"', "red"),
                    Colouring('confirmed_on:<"12 months ago"', "orange"),
                ),
            ),
        ),
        ALL,
    ),
    "participation": (
        ALL,
        View("open_answers", N_("Open answers"), "answer:=invited -presence:=came"),
        View(
            "names_owed",
            N_("Names owed"),
            "person: -answer:=declined -answer:=cancelled_late -answer:=not_asked",
        ),
        View("waiting_list", N_("Waiting list"), "answer:=waiting -presence:=came"),
    ),
    "confirmation": (
        ALL,
        View("sent", N_("Not back yet"), "state:=sent"),
        View("overdue", N_("Overdue"), "state:=sent due_on:<today"),
        View("conflicts", N_("To be clarified"), "state:=conflicts"),
        View("back", N_("Returned"), "state:=back"),
    ),
    "event": (
        ALL,
        View("open", N_("To come"), f"status:=planned or status:=open or ({UNSAID} {LASTS})"),
        View("held", N_("Held"), f"status:=held or ({UNSAID} starts:<today -{LASTS})"),
    ),
}
"""The views that come with the program; the first one is shown when none is named."""


def views_of(kind: str) -> tuple[View, ...]:
    """The views of a kind, the usual one first."""
    return VIEWS.get(kind, (ALL,))


def list_views(database: Database, kind: str) -> list[View]:
    """The views of a kind: those of the program, then those of the office in their order."""
    return [*views_of(kind), *_read_views(database, kind)]


def find_view(database: Database, kind: str, name: str) -> View:
    """A view by its name or label, the usual one where none is named.

    Raises UserError for an unknown one.
    """
    if not name:
        return views_of(kind)[0]
    wanted = name.casefold()
    for view in (*views_of(kind), ALL):
        if wanted in (view.name, view.label.casefold(), _(view.label).casefold()):
            return view
    saved = _read_views(database, kind)
    for view in saved:
        if wanted in (view.name, view.label.casefold()):
            return view
    known = ", ".join((*(view.name for view in views_of(kind)), *(view.label for view in saved)))
    raise UserError(
        _("There is no view “{name}”; choose one of these: {known}.").format(name=name, known=known)
    )


def list_saved(database: Database) -> list[tuple[str, View]]:
    """The views the office saved, each with its kind, in their order."""
    table = database.tables["view"]
    with database.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.position, table.c.id))
        return [(row["kind"], make_view(database.kinds, row)) for row in rows.mappings()]


def _read_views(database: Database, kind: str) -> list[View]:
    return [view for of, view in list_saved(database) if of == kind]


def is_saved(name: str) -> bool:
    """Whether a view was saved by the office."""
    return name.startswith(PREFIX) and name.removeprefix(PREFIX).isdecimal()


def make_view(kinds: Kinds, row: Mapping[Any, Any]) -> View:
    """The view that a row of its table holds."""
    name = f"{PREFIX}{row['id']}"

    def now(path: str) -> str:
        return path_now(kinds, row["kind"], path)

    totals = (part.partition("=") for part in _split(row["totals"]))
    rules = (line.partition(": ") for line in (row["colours"] or "").splitlines())
    shown = Listing(
        row["kind"],
        view=name,
        sort=tuple(map(now, _split(row["sort"]))),
        columns=tuple(map(now, _split(row["columns"]))),
        group=now(row["grouping"] or ""),
        totals=tuple((now(path), word) for path, _sign, word in totals),
        colours=tuple(Colouring(search, colour) for colour, _sign, search in rules),
        frozen=1 if row["frozen"] is None else row["frozen"],
    )
    return View(name, row["name"], row["search"] or "", shown)


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in (text or "").split(","))))


def usual_columns(kind: Kind) -> tuple[str, ...]:
    """The columns a list shows while the user chose none."""
    return tuple(one.name for one in kind.fields.values() if one.listed)
