"""What came of an event: who came of those asked, in which roles, whom to thank, what follows.

Numbers hold everything below the event, each guest once; each leads to the list behind it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, func, not_, or_, select

from t20desk.db.database import Database
from t20desk.events.effective import find_branch, tree_below
from t20desk.events.figures import STRENGTH, count_heads, gather_guests, has_role, is_refusal
from t20desk.events.questions import columns_asked
from t20desk.follow_ups import FollowUp, list_of_event
from t20desk.i18n import N_
from t20desk.listing import Linked, Listing, count_rows, first_ids, read_rows, read_titles
from t20desk.searching import write_test

MOST_BRANCHES: Final = 30
"""A larger tree has more events than a search names; its figures lead nowhere."""
MOST_LINES: Final = 30
THANKED: Final = ("speaker", "chair", "host", "guest_of_honour")
"""The roles of those who gave something to the event."""
BORN: Final = ("connection", "initiative")
"""The kinds whose records may be born at an event."""


class Share(NamedTuple):
    """A number of guests, how many it could have been, and the search that shows them."""

    label: str
    number: int
    whole: int
    search: str = ""


@dataclass(slots=True)
class Outcome:
    """All that is known of how an event went."""

    steps: list[Share] = field(default_factory=list)
    roles: list[Share] = field(default_factory=list)
    thanks: Share = field(default_factory=lambda: Share("", 0, 0))
    follow_ups: list[FollowUp] = field(default_factory=list)
    born: list[tuple[str, Linked]] = field(default_factory=list)
    """Connections and initiatives that began here, with their kind."""
    decisions: str = ""
    asked: tuple[str, ...] = ()
    """The columns of what the event asks its guests, for the lists behind its numbers."""


def search_branch(branch: list[int]) -> str:
    """The search for what belongs to some events; nothing where they are too many to name."""
    if len(branch) > MOST_BRANCHES:
        return ""
    return "(" + " or ".join(write_test("event", "is", str(key)) for key in branch) + ")"


def read_outcome(database: Database, event_id: int) -> Outcome:
    """What came of an event and of all below it."""
    branch = find_branch(database, event_id)
    here = search_branch(branch)
    found = Outcome(asked=columns_asked(database, branch) if here else ())
    _count_guests(database, event_id, here, found)
    event = Listing("event", view="all", columns=("result",))
    rows = read_rows(database, event, [event_id])
    found.decisions = str(rows.get(event_id, ("",))[0] or "")
    if here:
        found.follow_ups = list_of_event(database, here)[:MOST_LINES]
        found.born = [pair for kind in BORN for pair in _list_born(database, kind, here)]
        found.thanks = _count_thanks(database, here)
    return found


def _count_guests(database: Database, event_id: int, here: str, found: Outcome) -> None:
    """The steps from asked to came, and the roles of those who came."""
    roles = dict(database.kinds["participation"].fields["roles"].type.choices())
    guests = _gather(database, event_id, list(roles))
    count, came = partial(count_heads, guests), guests.c.came == 1
    accepted = guests.c.strength == STRENGTH.index("accepted")
    sums = {
        # As at the head of the page, who came counts in every step before, too.
        "invited": count(or_(guests.c.strength > STRENGTH.index("not_asked"), came)),
        "accepted": count(or_(accepted, came)),
        "came": count(came),
        "missing": count(and_(accepted, not_(came), guests.c.excused == 0)),
        "excused": count(and_(not_(came), guests.c.excused == 1)),
        "unasked": count(and_(came, not_(accepted))),
    }
    for place, _code in enumerate(roles):
        holds = guests.c[f"role{place}"] == 1
        sums[f"role{place}"] = count(and_(holds, came))
        sums[f"asked{place}"] = count(and_(holds, not_(is_refusal(guests.c.strength))))
    query = select(*(func.coalesce(one, 0).label(name) for name, one in sums.items()))
    with database.read() as connection:
        row = connection.execute(query).mappings().one()
    numbers = {name: int(value) for name, value in row.items()}
    found.steps = list(_describe_steps(numbers, here))
    for place, (code, label) in enumerate(roles.items()):
        if whole := numbers[f"asked{place}"]:
            search = here and f"{here} roles:{code} {CAME}"
            found.roles.append(Share(label, numbers[f"role{place}"], whole, search))


def _gather(database: Database, event_id: int, roles: list[str]) -> Subquery:
    """The guests of the tree, with a flag for being excused and one for each role."""
    part = database.tables["participation"]
    flags: dict[str, ColumnElement[bool]] = {"excused": part.c.presence == "excused"}
    for place, code in enumerate(roles):
        flags[f"role{place}"] = has_role(part.c.roles, code)
    return gather_guests(database, tree_below(database, event_id), flags)


CAME: Final = write_test("presence", "is", "came")
ACCEPTED: Final = write_test("answer", "is", "accepted")
ASKED: Final = "answer:* -" + write_test("answer", "is", "not_asked")
STEPS: Final = (
    ("invited", N_("asked"), f"(({ASKED}) or {CAME})"),
    ("accepted", N_("accepted"), f"({ACCEPTED} or {CAME})"),
    ("came", N_("came"), CAME),
    ("missing", N_("accepted, but did not come"), f"{ACCEPTED} -{CAME} -presence:=excused"),
    ("excused", N_("excused themselves"), write_test("presence", "is", "excused")),
    ("unasked", N_("came without having accepted"), f"{CAME} -{ACCEPTED}"),
)
"""The steps from asked to came, and the search of each within the guests."""
ALWAYS: Final = ("invited", "accepted", "came")


def _describe_steps(numbers: dict[str, int], here: str) -> Iterator[Share]:
    """The steps there are; nobody is missing before the first one came."""
    whole = max(numbers[name] for name in ALWAYS)
    for name, label, search in STEPS:
        is_early = name == "missing" and not numbers["came"]
        if name in ALWAYS or (numbers[name] and not is_early):
            yield Share(label, numbers[name], whole, here and f"{here} {search}")


def _count_thanks(database: Database, here: str) -> Share:
    """Those who came and gave something to the event."""
    roles = " or ".join(f"roles:{role}" for role in THANKED)
    search = f"{here} {CAME} ({roles})"
    number = count_rows(database, Listing("participation", search, "all"))
    return Share("", number, number, search)


def _list_born(database: Database, kind: str, here: str) -> list[tuple[str, Linked]]:
    ids = first_ids(database, Listing(kind, here, "all"), MOST_LINES)
    titles = read_titles(database, kind, ids)
    return [(kind, Linked(key, titles.get(key, ""))) for key in ids]
