"""Membership periods of two records that become one: what overlaps is one stretch."""

from collections.abc import Iterator, Mapping

from t20desk.db.membership import Period, find_overlap


def join_periods(periods: Mapping[int, Period]) -> Iterator[tuple[int, list[int], Period]]:
    """Each stretch made of several: the period that stays, those that go into it, and its ends."""
    groups: list[tuple[list[int], Period]] = []
    for key, period in sorted(periods.items(), key=lambda item: (item[1].since or "", item[0])):
        if groups and find_overlap([groups[-1][1], period]):
            keys, earlier = groups[-1]
            groups[-1] = ([*keys, key], _stretch(earlier, period))
        else:
            groups.append(([key], period))
    for keys, period in groups:
        if len(keys) > 1:
            yield keys[0], keys[1:], period


def _stretch(one: Period, other: Period) -> Period:
    """From the earlier beginning to the later end; an open end lasts."""
    since = None if None in (one.since, other.since) else min(one.since or "", other.since or "")
    if one.until is None or other.until is None:
        return Period(since, None)
    return Period(since, max(one.until, other.until, key=lambda day: f"{day}~"))
