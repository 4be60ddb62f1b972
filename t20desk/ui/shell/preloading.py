"""What pages load when they are opened first, loaded beside the window while it is used.

The first look at the page of a record or of an import is then as quick as the next one.
"""

from collections.abc import Iterator
from importlib import import_module
from threading import Event, Thread
from typing import Final

from t20desk.ui.pages import PAGES, page_module

LARGE: Final = ("reports", "papers")
"""Pages that bring as much as all others, which nobody may need today."""
FURTHER: Final = ("phonenumbers",)
"""Slow to load, and asked for in the midst of painting, by the columns of a sheet."""


class Preloader:
    """Loads one module after the other in a thread, until it is stopped."""

    def __init__(self) -> None:
        self._stopped = Event()
        self._thread = Thread(target=self._load, name="loading pages", daemon=True)

    def start(self) -> None:
        """Begin; the window goes on meanwhile."""
        self._thread.start()

    def stop(self) -> None:
        """Load no further module, and wait for the one that is being loaded."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _load(self) -> None:
        for name in _list_modules():
            if self._stopped.is_set():
                return
            import_module(name)


def _list_modules() -> Iterator[str]:
    yield from (page_module(place) for name, place in PAGES.items() if name not in LARGE)
    yield from FURTHER
