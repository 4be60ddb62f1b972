"""The command line: the same jobs as in the window, without one."""

from t20desk.cli import (
    attaching,
    checking_in,
    comparing,
    confirming,
    copying,
    demonstrating,
    doubles,
    edits,
    files,
    follow_ups,
    going_back,
    guests,
    history,
    inviting,
    mailing,
    papers,
    records,
    returning,
    safety,
    sheets,
)
from t20desk.cli.app import app, run

__all__ = ["run"]

_ROOMS = (
    records, edits, doubles, sheets, returning, files, papers, mailing, inviting, confirming,
    guests, checking_in, copying, attaching, follow_ups, history, going_back, safety, comparing,
    demonstrating,
)  # fmt: skip
"""Where commands are declared, in the order in which the help lists them."""

_PLACES = {room.__name__: place for place, room in enumerate(_ROOMS)}
app.registered_commands.sort(key=lambda one: _PLACES[getattr(one.callback, "__module__", "")])
