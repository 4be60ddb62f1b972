"""Which old backups may go: all of two days stay, then daily ones, weekly ones, monthly ones."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from t20desk.backing_up.manifests import Backup

ALL_OF = timedelta(days=2)
DAILY = timedelta(days=31)
WEEKLY = timedelta(days=366)


def choose_old(
    backups: Sequence[Backup], now: datetime, keep: Iterable[Backup] = ()
) -> list[Backup]:
    """The backups that may go; of each day, week or month the newest stays.

    One from the future (the clock was set back) is never old, nor are those to `keep`.
    """
    protected = {backup.path for backup in keep}
    seen: set[tuple[int, ...]] = set()
    old: list[Backup] = []
    for backup in sorted(backups, key=lambda one: one.made, reverse=True):
        age = now - backup.made
        if age <= ALL_OF:
            continue
        span = _span(backup.made, age)
        if span in seen and backup.path not in protected:
            old.append(backup)
        seen.add(span)
    return old


def _span(made: datetime, age: timedelta) -> tuple[int, ...]:
    """The day, week or month that a backup stands for."""
    if age <= DAILY:
        return (1, *made.timetuple()[:3])
    if age <= WEEKLY:
        return (2, *made.isocalendar()[:2])
    return (3, *made.timetuple()[:2])
