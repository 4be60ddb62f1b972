"""What the database would refuse of a returned book: told at its row, and left out alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from t20desk.db.change import BATCH_ROWS, Batch, Change, Problem
from t20desk.db.database import Database
from t20desk.db.fields import Kind
from t20desk.db.rules.reasons import say_turned
from t20desk.editing.rehearsing import rehearse
from t20desk.round_trip.sheet_planning import SheetPlanner

MOST_ROUNDS = 5
PERIOD = "membership_period"


def drop_refused(database: Database, sheets: Sequence[SheetPlanner], change: Change) -> Change:
    """The change without the rows that the database would refuse, which are told."""
    if change.is_empty or change.counts().total > BATCH_ROWS:
        return change
    member = database.kinds["member"]
    for _round in range(MOST_ROUNDS):
        problems = list(_put_on_rows(rehearse(database, change), change, member))
        known = {key for sheet in sheets for key in sheet.outcome.rows}
        bad = {(one.kind, one.id) for one in problems} & known
        if not bad:
            break
        for sheet in sheets:
            sheet.tell_refused([one for one in problems if (one.kind, one.id) in bad], change)
        change = replace(change, batches=list(_leave_out(change.batches, bad)))
    return change


def _put_on_rows(problems: Iterable[Problem], change: Change, member: Kind) -> Iterator[Problem]:
    """Problems of a period as those of its organisation, in whose row its two days stand."""
    owners = dict(_find_owners(change.batches))
    for one in problems:
        owner = owners.get(one.id) if one.kind == PERIOD else None
        if owner is None:
            yield one
        elif one.field == "until":
            yield Problem(member.name, owner, "left", say_turned(member, "joined", "left"))
        else:
            yield Problem(member.name, owner, "joined", one.message)


def _leave_out(batches: Sequence[Batch], bad: set[tuple[str, int]]) -> Iterator[Batch]:
    """The batches without some records and without what belongs to them."""
    gone = {key for _kind, key in bad}
    for batch in batches:
        owners = dict(_find_owners([batch]))
        rows = [
            row
            for row in batch.rows
            if (batch.kind, row[0]) not in bad and owners.get(row[0]) not in gone
        ]
        if rows:
            yield Batch(batch.kind, batch.columns, rows)


def _find_owners(batches: Iterable[Batch]) -> Iterator[tuple[int, int]]:
    """The periods that batches write, each with its organisation."""
    for batch in batches:
        if batch.kind == PERIOD and "member" in batch.columns:
            place = batch.columns.index("member")
            for key, _before, after in batch.rows:
                if after is not None and isinstance(owner := after[place], int):
                    yield key, owner
