"""How many examples a property is tried with: a third at every change, all of them in .ci/run."""

import os


def tries(number: int) -> int:
    """So many examples when all are wanted (T20DESK_TRIES=all), else a third."""
    return number if os.environ.get("T20DESK_TRIES") == "all" else max(number // 3, 3)
