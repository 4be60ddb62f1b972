"""What stands in the workbook of one member: its data, its people, their posts, how to reach it.

The first sheet is the confirmation itself, on which somebody signs; on each sheet only those
columns are open that a member knows better than the office.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from t20desk.db.database import Database
from t20desk.db.types import Date
from t20desk.i18n import LANGUAGES, N_, _, language
from t20desk.listing import Listing, list_ids, read_rows
from t20desk.posts import search_current
from t20desk.round_trip.sheets import BookSheet
from t20desk.searching import write_test


class Part(NamedTuple):
    """One sheet: its kind, what is shown and cannot be edited, what can be, and free rows."""

    kind: str
    shown: tuple[str, ...]
    opened: tuple[str, ...]
    spare: int = 0
    fixed: tuple[str, ...] = ()
    """Open columns of which only new rows are filled in."""


PARTS: Final = (
    Part(
        "confirmation",
        ("member", "round", "due_on"),
        ("unchanged", "confirmed_by", "confirmed_on", "remark"),
    ),
    Part(
        "member",
        ("number",),
        ("name", "original_name", "short_name", "areas", "street", "postcode", "city", "country",
         "phone", "email", "website", "languages"),
    ),
    Part(
        "person",
        (),
        ("form_of_address", "title", "given_name", "family_name", "original_name", "email",
         "phone", "mobile", "languages"),
        6,
    ),
    Part("affiliation", (), ("person", "position", "department", "since", "until"), 6, ("person",)),
    Part("contact_detail", (), ("kind", "value", "label"), 4),
    Part("address", (), ("kind", "street", "postcode", "city", "country"), 3),
)  # fmt: skip
LINES: Final = {
    "member": (N_("Correct here what has changed; the list of areas and countries helps."),),
    "person": (
        N_("Correct here what has changed. A new person is entered into the next free row."),
    ),
    "affiliation": (
        N_("Who has left: enter the last day under “Until”."),
        N_("Who is new: choose a free row and enter the name as on the sheet before."),
    ),
    "contact_detail": (N_("Further numbers and addresses by which you can be reached."),),
    "address": (N_("Further postal addresses, for instance for invoices."),),
}


def part_of(kind: str) -> Part | None:
    """The sheet of a kind of record, if it has one."""
    return next((part for part in PARTS if part.kind == kind), None)


def open_columns(part: Part) -> frozenset[str]:
    """The columns of a sheet that a reply may change, whatever language it was written in."""
    opened = set(part.opened)
    if "position" in opened:
        opened |= {f"position_{code}" for code in LANGUAGES}
    return frozenset(opened)


def make_sheets(database: Database, key: int, member: int, sender: str) -> list[BookSheet]:
    """The sheets for one confirmation, in the language in use."""
    ids = _find_records(database, key, member)
    columns = ("member", "round", "due_on")
    cells = read_rows(database, Listing("confirmation", view="all", columns=columns), [key])[key]
    organisation, round_, due = getattr(cells[0], "text", ""), str(cells[1]), str(cells[2] or "")
    sheets = []
    for part in PARTS:
        kind = database.kinds[part.kind]
        name = _(kind.plural if part.spare else kind.label)
        title = f"{name} – {organisation}"
        lines = tuple(_(line) for line in LINES.get(part.kind, ()))
        if part.kind == "confirmation":
            title = _("Confirmation {round} – {name}").format(round=round_, name=organisation)
            lines = _say_task(due, sender)
        opened = _spread_position(database, part, ids[part.kind])
        listing = Listing(part.kind, view="all", columns=(*part.shown, *opened))
        sheets.append(
            BookSheet(
                name, title, listing, ids[part.kind], frozenset(opened), part.spare, lines,
                frozenset(part.fixed),
            )
        )  # fmt: skip
    return sheets


def _say_task(due: str, sender: str) -> tuple[str, ...]:
    first = _(
        "Please look through all sheets of this workbook and correct what is no longer right. "
        "Only the yellow cells can be typed into."
    )
    back = _("Then fill in below who confirms it and when, save the workbook and send it back.")
    if due and sender:
        text = _(
            "Then fill in below who confirms it and when, save the workbook and send it back to "
            "{address} by {day}."
        )
        back = text.format(address=sender, day=Date().format(due))
    return first, back, _("If nothing has changed, “yes” in the first yellow cell is enough.")


def _find_records(database: Database, key: int, member: int) -> dict[str, list[int]]:
    """The records on each sheet; of people those who hold a post today."""
    of_member = write_test("member", "is", str(member))
    current = f"{of_member} {search_current(date.today().isoformat())}"
    posts = list_ids(database, Listing("affiliation", current, "all", ("-main_contact",)))
    rows = read_rows(database, Listing("affiliation", view="all", columns=("person",)), posts)
    people = [rows[post][0].id for post in posts if post in rows and rows[post][0]]
    found = {"confirmation": [key], "member": [member], "affiliation": list(posts)}
    found["person"] = list(dict.fromkeys(people))
    for kind in ("contact_detail", "address"):
        found[kind] = list(list_ids(database, Listing(kind, of_member, "all")))
    return found


def _spread_position(database: Database, part: Part, ids: Sequence[int]) -> tuple[str, ...]:
    """A position stands in the language of the workbook, and in those in which one is known."""
    if "position" not in part.opened:
        return part.opened
    names = tuple(f"position_{code}" for code in LANGUAGES)
    rows = read_rows(database, Listing(part.kind, view="all", columns=names), ids).values()
    own = f"position_{language()}"
    wanted = [own, *(
        name for at, name in enumerate(names) if name != own and any(row[at] for row in rows)
    )]  # fmt: skip
    place = part.opened.index("position")
    return (*part.opened[:place], *wanted, *part.opened[place + 1 :])
