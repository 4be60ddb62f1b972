"""Books that go out to be edited elsewhere and are merged back, cell by cell, three ways."""

from t20desk.round_trip.opening import open_return
from t20desk.round_trip.passport import Passport, read_passport
from t20desk.round_trip.planning import plan_return, say_missing
from t20desk.round_trip.settling import prefer_side, settle
from t20desk.round_trip.sheets import BookSheet, write_sheets
from t20desk.round_trip.taking import take_return
from t20desk.round_trip.values import Clash, ReturnOptions, ReturnPlan, Side
from t20desk.round_trip.writing import write_book

__all__ = [
    "BookSheet",
    "Clash",
    "Passport",
    "ReturnOptions",
    "ReturnPlan",
    "Side",
    "open_return",
    "plan_return",
    "prefer_side",
    "read_passport",
    "say_missing",
    "settle",
    "take_return",
    "write_book",
    "write_sheets",
]
