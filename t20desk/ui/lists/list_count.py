"""How many rows a list has: those that fit its search, of all that its view shows."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from t20desk.i18n import _, ngettext, say_number
from t20desk.listing import Listing, count_rows
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job


class ListCount(QObject):
    """Counts what a list would show without its search; the latest wish alone is answered."""

    told = Signal(str)
    """The count in words."""
    counted = Signal(int, int)
    """The rows shown, and those there are."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._total: int | None = None
        self._groups = 0
        self._job: Job | None = None

    def count(self, listing: Listing, shown: int, groups: int) -> None:
        """Say how many rows a listing shows, in how many groups; of how many follows."""
        self.stop()
        self._groups = groups
        self._tell(shown)
        if not listing.search:
            self._take_total(shown, shown)
            return
        whole = replace(listing, search="")
        self._job = self._desk.jobs.read_whole(
            lambda: count_rows(self._desk.db, whole),
            lambda total: self._take_total(shown, total),
        )

    def stop(self) -> None:
        """Something else is listed."""
        if self._job is not None:
            self._job.cancel()

    def _take_total(self, shown: int, total: int) -> None:
        self._total = total
        self._tell(shown)
        self.counted.emit(shown, total)

    def _tell(self, shown: int) -> None:
        words = say_number(shown)
        if self._total is not None and self._total >= shown:
            words = _("{shown} of {total}").format(
                shown=say_number(shown), total=say_number(self._total)
            )
        if self._groups:
            groups = ngettext("{number} group", "{number} groups", self._groups)
            words = f"{words} · {groups.format(number=say_number(self._groups))}"
        self.told.emit(words)
