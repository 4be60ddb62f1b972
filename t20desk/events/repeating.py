"""An event as a series: the same once more after each week or month, in one change."""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from t20desk.db.change import Change, Label
from t20desk.db.database import Database
from t20desk.db.spool import collect_batches
from t20desk.db.types import DateTime, Stored
from t20desk.errors import UserError
from t20desk.events.copying_events import BEYOND, plan_copy, read_begin
from t20desk.events.series import find_first
from t20desk.i18n import N_, _, list_words

REPEATED: Final = N_("{kind} repeated: {title}")
UNITS: Final = (("week", N_("weeks")), ("month", N_("months")), ("day", N_("days")))
MOST_TIMES: Final = 100
_WRITTEN: Final = re.compile(r"(\d{0,3})\s*(d|w|m)(?:ays?|eeks?|onths?)?")
_LETTERS: Final = {"d": "day", "w": "week", "m": "month"}


class Interval(NamedTuple):
    """How far it is from one time to the next."""

    number: int = 1
    unit: str = "week"

    def add(self, begin: str, times: int) -> str:
        """A begin so many times later; the time of day stays, and a short month ends earlier."""
        day = date.fromisoformat(begin[:10])
        count = self.number * times
        if self.unit == "month":
            months = day.year * 12 + day.month - 1 + count
            year, month = months // 12, months % 12 + 1
            day = date(year, month, min(day.day, monthrange(year, month)[1]))
        else:
            day += timedelta(days=count * (7 if self.unit == "week" else 1))
        return f"{day.isoformat()}{begin[10:]}"


def read_interval(text: str) -> Interval:
    """An interval as it is typed: 1w, 2 weeks, month; raises UserError for anything else."""
    found = _WRITTEN.fullmatch(text.strip().casefold())
    if found is None or found[1] == "0":
        message = _(
            "An interval is a number with d, w or m, such as 2w for two weeks, not “{value}”."
        )
        raise UserError(message.format(value=text), "every")
    return Interval(int(found[1] or 1), _LETTERS[found[2]])


def list_begins(
    database: Database, event: int, starts: str, every: Interval, times: int
) -> list[str]:
    """When the copies begin: the first on a day that is given, else one interval later."""
    begin = read_begin(database, event)
    if not 1 <= times <= MOST_TIMES:
        message = _("An event is repeated 1 to {most} times, not {number} times.")
        raise UserError(message.format(most=MOST_TIMES, number=times), "times")
    if starts and "T" in begin and "T" not in starts:
        starts += begin[10:]
    if not (starts or begin):
        raise UserError(_("The event has no begin yet; say when the first copy begins."), "starts")
    is_given = bool(starts) and starts != begin
    first = starts if is_given else begin
    try:
        return [every.add(first, at + (not is_given)) for at in range(times)]
    except (OverflowError, ValueError) as error:
        raise UserError(_(BEYOND), "every") from error


def plan_series(
    database: Database,
    event: int,
    begins: Sequence[str],
    parts: Collection[str],
    values: Mapping[str, Stored] | None = None,
) -> Change:
    """Plan a copy of an event for each begin, in the series of that event; all are one change."""
    ids = database.new_ids()
    told = {**(values or {}), "series": find_first(database, event)}
    copies = [plan_copy(database, event, starts, parts, told, ids) for starts in begins]
    made = copies[0].batches[0].rows[0][0]
    batches = collect_batches(batch for copy in copies for batch in copy.batches)
    return Change(Label(REPEATED, {"kind": "event", "id": str(made)}), batches)


def say_begins(begins: Sequence[str]) -> str:
    """The days of a series in one line."""
    days = list_words(DateTime().format(one) for one in begins)
    return _("Begins: {days}").format(days=days)
