"""Whether an event is still to come: what follows for its guests depends on it."""


def find_phase(starts: str, ends: str, status: str, today: str) -> str:
    """Whether an event is still to come (`before`), is on (`on`), or is over (`after`).

    One without a beginning, postponed or cancelled, has yet to be prepared; one that counts as
    held is over.
    """
    first, last = starts[:10], (ends or starts)[:10]
    if status in ("postponed", "cancelled") or not first:
        return "after" if status == "held" else "before"
    if first <= today <= last:
        return "on"
    return "after" if last < today or status == "held" else "before"
