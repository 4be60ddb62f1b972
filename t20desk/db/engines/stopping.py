"""Stopping what nobody waits for any more: a query is interrupted where it stands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Lock

from t20desk.errors import Cancelled

Ending = Callable[[], object]


class Stop(Event):
    """Set once, by any thread: reads under it are interrupted, and no further one begins."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._endings: list[Ending] = []

    def set(self) -> None:
        """Stop what runs."""
        with self._lock:
            super().set()
            for end in self._endings:
                end()

    def check(self) -> None:
        """Raise Cancelled when the stop is set."""
        if self.is_set():
            raise Cancelled

    @contextmanager
    def ending_with(self, end: Ending) -> Iterator[None]:
        """Call `end` when the stop comes within the block, and never after it."""
        with self._lock:
            self._endings.append(end)
        try:
            yield
        finally:
            with self._lock:
                self._endings.remove(end)


_watched: ContextVar[Stop | None] = ContextVar("stop", default=None)


@contextmanager
def stopped_by(stop: Stop) -> Iterator[None]:
    """Let every read of this thread within the block end when the stop is set."""
    token = _watched.set(stop)
    try:
        yield
    finally:
        _watched.reset(token)


def watched_stop() -> Stop:
    """The stop that this thread's reads look at; one that is never set where there is none."""
    return _watched.get() or Stop()
