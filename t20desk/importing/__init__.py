"""Taking strangers' sheets into the database: planned, shown, then applied as one change."""

from t20desk.importing.planning import plan_import
from t20desk.importing.taking import take_import
from t20desk.importing.values import ImportCounts, ImportOptions, ImportPlan, RowProblem

__all__ = [
    "ImportCounts",
    "ImportOptions",
    "ImportPlan",
    "RowProblem",
    "plan_import",
    "take_import",
]
