"""Looking for doubles in a child process, which reads the database itself and only reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.doubles.decided import list_doubles, read_points
from t20desk.doubles.finding import Pair, find_doubles
from t20desk.editing.pasting import Planned
from t20desk.i18n import N_
from t20desk.merging import choose_keeper, plan_merges
from t20desk.progress import Progress


@dataclass(frozen=True, slots=True)
class Wish:
    """In which kind of record doubles are looked for; other points than the office's are tried."""

    address: str
    language: str
    kind: str
    points: Mapping[str, int] | None = None
    with_decided: bool = False
    """Whether pairs decided to be none are given as well; an undo makes them likely again."""


LOOKING = N_("Looking for doubles")


def find_in_child(wish: Wish, progress: Progress) -> list[Pair]:
    """The likely doubles; called in the child."""
    i18n.use(wish.language)
    database = Database.open(wish.address, read_only=True)
    try:
        if wish.with_decided:
            points = wish.points or read_points(database, wish.kind)
            return find_doubles(database, wish.kind, points, progress)
        return list_doubles(database, wish.kind, progress, wish.points)
    finally:
        database.close()


def plan_pairs(database: Database, kind: str, pairs: Sequence[tuple[int, int]]) -> Planned:
    """Plan merging several pairs as one change, each into the record that says more."""
    ordered = [choose_keeper(database, kind, *pair) for pair in pairs]
    planned = plan_merges(database, kind, ordered)
    return Planned(planned.change, remarks=planned.notes)
