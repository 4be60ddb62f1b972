"""Planning edits by hand: of one record or of very many, typed, pasted, filled or replaced."""

from t20desk.editing.planning import (
    Values,
    check_change,
    check_writable,
    merge_batches,
    plan_edit,
    plan_insert,
    read_value,
    write_name,
)
from t20desk.editing.removing import plan_delete

__all__ = [
    "Values",
    "check_change",
    "check_writable",
    "merge_batches",
    "plan_delete",
    "plan_edit",
    "plan_insert",
    "read_value",
    "write_name",
]
