"""A round of the yearly confirmation in a made-up office: some back, some owed, one unclear."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from t20desk.demonstration.drafting import Draft

BACK: Final = {1: 40, 2: 77, 14: 3, 16: 77, 28: 3, 29: 40}
"""By organisation so many days ago: the day on which it last confirmed its data."""
UNCLEAR: Final = 3
OVERDUE: Final = (4, 6, 7)
DUE_SOON: Final = (8, 9, 11, 12)


def add_round(draft: Draft, members: Sequence[int], today: date) -> None:
    """The confirmations of this year's round."""

    def day(days: int) -> str:
        return (today + timedelta(days=days)).isoformat()

    first = {"round": str(today.year), "sent_on": day(-84), "due_on": day(-14)}
    for place, ago in BACK.items():
        draft.add(
            "confirmation",
            **first,
            member=members[place],
            state="back",
            back_on=day(-ago),
            confirmed_by="Sample: head of office",
            confirmed_on=day(-ago),
            unchanged="yes" if place % 2 else None,
        )
    draft.add(
        "confirmation",
        **first,
        member=members[UNCLEAR],
        state="conflicts",
        back_on=day(-6),
        confirmed_by="Sample: secretary",
        confirmed_on=day(-7),
        remark="Sample: we have moved, please use the new address.",
    )
    for place in OVERDUE:
        reminded = day(-7) if place == OVERDUE[0] else None
        draft.add(
            "confirmation", **first, member=members[place], state="sent", reminded_on=reminded
        )
    second = {"round": str(today.year), "sent_on": day(-21), "due_on": day(7)}
    for place in DUE_SOON:
        draft.add("confirmation", **second, member=members[place], state="sent")
