"""The yearly confirmation: a workbook for each member goes out, its reply is merged back."""

from t20desk.confirming.board import (
    STATES,
    Board,
    BoardRow,
    list_rounds,
    plan_reminder,
    read_board,
    search_state,
)
from t20desk.confirming.replies import Reply, find_reply, say_reply
from t20desk.confirming.sending import Sending, check_folder, plan_sending, write_workbooks
from t20desk.confirming.taking import plan_reply

__all__ = [
    "STATES",
    "Board",
    "BoardRow",
    "Reply",
    "Sending",
    "check_folder",
    "find_reply",
    "list_rounds",
    "plan_reminder",
    "plan_reply",
    "plan_sending",
    "read_board",
    "say_reply",
    "search_state",
    "write_workbooks",
]
