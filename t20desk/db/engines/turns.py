"""Waiting for another program that has the database: how long, and that it is said."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Final

from t20desk.db.engines.stopping import watched_stop
from t20desk.i18n import _

SOON: Final = 0.5
"""After so many seconds it is said that one waits, and looked whether to stop."""

Listener = Callable[[bool], None]
"""Hears that a wait began, and that it is over."""

_patience: ContextVar[float] = ContextVar("patience", default=float("inf"))


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Let this thread wait no longer than that within the block."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)


def hurry(seconds: float) -> None:
    """Let this thread wait no longer than that from now on: a window must not stand still."""
    _patience.set(seconds)


def take_turn(
    attempt: Callable[[float], bool],
    seconds: float,
    listener: Listener,
    is_ours: Callable[[], bool] = lambda: False,
) -> bool:
    """Attempt, each time for a while, until it succeeds or the seconds are over; whether it did.

    `is_ours` says that a thread of this program is waited for: that ends by itself, so nobody is
    told and the seconds begin anew, unless this thread has less patience. Raises Cancelled when
    this thread's stop is set meanwhile.
    """
    patience = _patience.get()
    until = monotonic() + min(seconds, patience)
    told = False
    try:
        while not attempt(max(0.0, min(SOON, until - monotonic()))):
            watched_stop().check()
            if is_ours() and patience == float("inf"):
                until = monotonic() + seconds
                continue
            if monotonic() >= until:
                return False
            if not told:
                listener(True)
                told = True
        return True
    finally:
        if told:
            listener(False)


def say_waiting(name: str) -> str:
    """That something of this name is waited for."""
    text = _("{name} is in use by another program; waiting until it is free …")
    return text.format(name=name)


def tell_nobody(_waiting: bool) -> None:
    """Nobody listens."""
