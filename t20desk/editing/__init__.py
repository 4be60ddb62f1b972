"""Planning edits by hand: of one record or of very many, typed, pasted, filled or replaced."""

from t20desk.editing.planning import (
    Values,
    check_change,
    check_writable,
    merge_batches,
    plan_edit,
    plan_insert,
    read_value,
)
from t20desk.editing.removing import Deletion, plan_delete, plan_deletion

__all__ = [
    "Deletion",
    "Values",
    "check_change",
    "check_writable",
    "merge_batches",
    "plan_delete",
    "plan_deletion",
    "plan_edit",
    "plan_insert",
    "read_value",
]
