"""Books that go out to be edited elsewhere and are merged back, cell by cell, three ways."""

from t20desk.round_trip.book import ReturnedBook
from t20desk.round_trip.joining import join_plans
from t20desk.round_trip.opening import open_books, open_return
from t20desk.round_trip.passport import Passport, read_passport, read_passports
from t20desk.round_trip.planning import plan_books, plan_return, say_missing
from t20desk.round_trip.row_keys import read_key
from t20desk.round_trip.saying import say_problems
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
    "ReturnedBook",
    "Side",
    "join_plans",
    "open_books",
    "open_return",
    "plan_books",
    "plan_return",
    "prefer_side",
    "read_key",
    "read_passport",
    "read_passports",
    "say_missing",
    "say_problems",
    "settle",
    "take_return",
    "write_book",
    "write_sheets",
]
