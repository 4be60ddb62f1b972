"""The office's own views below the kinds in the navigation, each with a live count."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from t20desk.errors import UserError
from t20desk.listing import Listing, View, count_rows, list_saved
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job

COUNT_AFTER = 600
"""Milliseconds without another change before the views are counted again."""


class ViewEntries(QObject):
    """Knows the saved views of a database and how many records each of them finds."""

    changed = Signal()
    counted = Signal(str, int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.views: list[tuple[str, View]] = []
        self._counting: list[Job] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(COUNT_AFTER)
        self._soon.timeout.connect(self._count)

    def read(self) -> None:
        """Read which views there are."""
        if self._desk.is_open:
            self._desk.read(partial(list_saved, self._desk.db), self._take)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Read or count again after records of these kinds changed."""
        if "view" in kinds:
            self.read()
        elif self.views:
            self._soon.start()

    def _take(self, views: list[tuple[str, View]]) -> None:
        if views != self.views:
            self.views = views
            self.changed.emit()
        self._soon.start()

    def _count(self) -> None:
        for job in self._counting:
            job.cancel()
        self._counting = [
            self._desk.jobs.read_whole(
                self._counter(kind, view), partial(self.counted.emit, view.name)
            )
            for kind, view in self.views
        ]

    def _counter(self, kind: str, view: View) -> Callable[[], int]:
        db, listing = self._desk.db, Listing(kind, view=view.name)

        def count() -> int:
            try:
                return count_rows(db, listing)
            except UserError:
                return -1  # the view asks for a field that was removed since

        return count
