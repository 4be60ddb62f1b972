"""The ids a statement works on, kept in a temporary table when they are many."""

from typing import Any

from sqlalchemy import column, select, table

FEW = 300
"""Up to this many ids go into the statement itself."""


def held_ids() -> Any:
    """The ids kept by the store's `hold_ids`, for a condition."""
    return select(table("held", column("id")).c.id)
