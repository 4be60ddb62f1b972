"""The board of a round: what was sent, what is back, what clashes, what is due, and reminding."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.i18n import N_
from t20desk.listing import (
    Linked,
    Listing,
    count_rows,
    count_values,
    first_ids,
    read_rows,
)
from t20desk.searching import write_test

KIND: Final = "confirmation"
STATES: Final = {
    "all": (N_("All"), ""),
    "sent": (N_("Not back yet"), "state:=sent"),
    "due": (N_("Due soon"), 'state:=sent due_on:>=today due_on:<="in 14 days"'),
    "overdue": (N_("Overdue"), "state:=sent due_on:<today"),
    "conflicts": (N_("To be clarified"), "state:=conflicts"),
    "back": (N_("Returned"), "state:=back"),
}
"""What a board shows: its word, and the search for it."""
COLUMNS: Final = (
    "member", "member.country", "state", "sent_on", "due_on", "reminded_on", "back_on",
    "confirmed_by",
)  # fmt: skip
MOST_ROWS: Final = 5_000
REMINDED: Final = N_("Reminder noted: {count}")


class BoardRow(NamedTuple):
    """One confirmation on the board."""

    id: int
    member: int
    cells: tuple[Any, ...]
    """As the columns say; a link is its text."""
    is_overdue: bool


@dataclass(slots=True)
class Board:
    """A round at a glance."""

    round: str = ""
    rounds: list[str] = field(default_factory=list)
    """All rounds, the latest first."""
    counts: dict[str, int] = field(default_factory=dict)
    rows: list[BoardRow] = field(default_factory=list)


def list_rounds(database: Database) -> list[str]:
    """The rounds there are, the latest first."""
    found = count_values(database, Listing(KIND, view="all"), "round")
    return sorted((str(name) for name in found if name), reverse=True)


def search_state(name: str, state: str) -> str:
    """The search for the confirmations of a round that are in a state of the board."""
    return " ".join(filter(None, (write_test("round", "is", name), STATES[state][1])))


def read_board(database: Database, name: str = "", state: str = "all") -> Board:
    """The counts of a round, the latest where none is named, and its rows in one state."""
    board = Board(rounds=list_rounds(database))
    board.round = name if name in board.rounds else next(iter(board.rounds), "")
    if not board.round:
        return board
    for one in STATES:
        listing = Listing(KIND, search_state(board.round, one), "all")
        board.counts[one] = count_rows(database, listing)
    order = ("due_on", "member.name")
    found = Listing(KIND, search_state(board.round, state), "all", order, COLUMNS)
    ids = first_ids(database, found, MOST_ROWS)
    today = date.today().isoformat()
    for key, cells in read_rows(database, found, ids).items():
        member = cells[0].id if isinstance(cells[0], Linked) else 0
        texts = tuple(cell.text if isinstance(cell, Linked) else cell for cell in cells)
        late = cells[2] == "sent" and bool(cells[4]) and str(cells[4]) < today
        board.rows.append(BoardRow(key, member, texts, late))
    return board


def plan_reminder(database: Database, ids: Sequence[int]) -> Change:
    """Note that those who have not answered were reminded today."""
    open_ids = [
        key
        for key, cells in read_rows(
            database, Listing(KIND, view="all", columns=("state",)), list(ids)
        ).items()
        if cells[0] == "sent"
    ]
    today = date.today().isoformat()
    change = plan_edit(database, KIND, {key: {"reminded_on": today} for key in open_ids})
    return Change(Label(REMINDED, {"count": len(open_ids)}), change.batches)
