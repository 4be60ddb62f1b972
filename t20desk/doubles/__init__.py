"""Doubles: records that are likely one and the same, by visible rules with points."""

from t20desk.doubles.candidates import find_like
from t20desk.doubles.decided import (
    list_doubles,
    plan_no_doubles,
    plan_points,
    read_no_doubles,
    read_points,
    sift_pairs,
)
from t20desk.doubles.differing import Difference, read_differences
from t20desk.doubles.finding import Pair, find_doubles, say_reasons
from t20desk.doubles.rules import LIMIT, SCHEMES, Rule, list_rules

__all__ = [
    "LIMIT",
    "SCHEMES",
    "Difference",
    "Pair",
    "Rule",
    "find_doubles",
    "find_like",
    "list_doubles",
    "list_rules",
    "plan_no_doubles",
    "plan_points",
    "read_differences",
    "read_no_doubles",
    "read_points",
    "say_reasons",
    "sift_pairs",
]
