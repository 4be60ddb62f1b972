"""How far a long piece of work is; who is told may raise Cancelled, which ends the work."""

from collections.abc import Callable

from t20desk.i18n import _, say_number

Progress = Callable[[int, int], None]
"""Told how many of how many are done: rows, pages, steps or bytes; of 0 where nobody knows yet."""
RowProgress = Callable[[int], None]
"""Told how many rows are done, where their number is not known beforehand."""


def say_progress(label: str, done: int, total: int) -> str:
    """How far a job is; of how many is not known before all of them were seen."""
    if not total:
        return f"{label} {say_number(done)}"
    words = _("{label} {done} of {total}")
    if done >= total:
        words = _("{label} {total} of {total}, the last checks follow")
    return words.format(label=label, done=say_number(done), total=say_number(total))
