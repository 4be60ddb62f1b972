"""How many rows a list has: those that fit its search, of all that its view shows; from where."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from t20desk.i18n import _, ngettext, say_number
from t20desk.listing import Listing, count_rows, count_values
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job

COUNTRY: Final = "country"
FEW: Final = 100_000
"""Of so many rows it is counted the countries are counted; more would keep others waiting."""


class ListCount(QObject):
    """Counts what a list would show without its search; the latest wish alone is answered."""

    told = Signal(str, str)
    """The count in words, and from how many countries, once that is known."""
    counted = Signal(int, int)
    """The rows shown, and those there are."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._total: int | None = None
        self._groups = 0
        self._countries = ""
        self._jobs: list[Job] = []

    def count(self, listing: Listing, shown: int, groups: int) -> None:
        """Say how many rows a listing shows, in what groups; of how many, from where, follows."""
        self.stop()
        self._groups = groups
        self._countries = ""
        self._tell(shown)
        if listing.search:
            whole = replace(listing, search="")
            self._read(lambda: count_rows(self._desk.db, whole), shown, self._take_total)
        else:
            self._take_total(shown, shown)
        is_apart = listing.group.removeprefix("-") == COUNTRY
        if COUNTRY in self._desk.kinds[listing.kind].fields and 1 < shown <= FEW and not is_apart:
            self._read(lambda: self._count_countries(listing), shown, self._take_countries)

    def stop(self) -> None:
        """Something else is listed."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def _read(self, read: Callable[[], int], shown: int, take: Callable[[int, int], None]) -> None:
        jobs = self._desk.jobs
        self._jobs.append(jobs.read_whole(read, lambda number: take(shown, number), jobs.pass_over))

    def _count_countries(self, listing: Listing) -> int:
        return sum(value is not None for value in count_values(self._desk.db, listing, COUNTRY))

    def _take_total(self, shown: int, total: int) -> None:
        self._total = total
        self._tell(shown)
        self.counted.emit(shown, total)

    def _take_countries(self, shown: int, number: int) -> None:
        words = ngettext("{number} country or region", "{number} countries and regions", number)
        self._countries = words.format(number=number) if number else ""
        self._tell(shown)

    def _tell(self, shown: int) -> None:
        words = say_number(shown)
        if self._total is not None and self._total >= shown:
            words = _("{shown} of {total}").format(
                shown=say_number(shown), total=say_number(self._total)
            )
        if self._groups:
            groups = ngettext("{number} group", "{number} groups", self._groups)
            words = f"{words} · {groups.format(number=say_number(self._groups))}"
        self.told.emit(words, self._countries)
