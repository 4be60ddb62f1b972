"""The demonstration: the founding as the press text tells it, and samples that say so."""

from t20desk.demonstration.building import build
from t20desk.demonstration.facts import (
    FACTS,
    LABELS,
    SHEET_FACTS,
    SHEET_LABELS,
    TIDY_SHEET,
    UNTIDY_SHEET,
    count_facts,
    find_week,
)
from t20desk.demonstration.many_members import sample_members

__all__ = [
    "FACTS",
    "LABELS",
    "SHEET_FACTS",
    "SHEET_LABELS",
    "TIDY_SHEET",
    "UNTIDY_SHEET",
    "build",
    "count_facts",
    "find_week",
    "sample_members",
]
