"""Reads the rows of a listing away from the window: the first ones, all ids, pages as asked."""

from array import array
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from t20desk.listing import Listing
from t20desk.listing.grouping import Group
from t20desk.ui.desk import Desk
from t20desk.ui.jobs import Job
from t20desk.ui.tables.row_pages import PAGE_ROWS, Page, RowPages, read_first, read_page, read_whole

HELD = 50
"""Milliseconds after which rows that are held are tried again."""
PAINTED = 40
"""Milliseconds left for painting the first page before all other rows are asked for."""


class RowReader(QObject):
    """Asks the reading lane for what a table lacks; an answer nobody waits for is dropped."""

    first_read = Signal(object, object, bool)
    """Ids and page of the first rows, and whether there are no others."""
    whole_read = Signal(object, object)
    """All ids, and the groups they stand in or nothing."""
    page_read = Signal(int)
    page_missed = Signal()
    """A page was read for a list that is another one by now."""
    failed = Signal(str)

    def __init__(self, desk: Desk, listing: Listing, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._listing = listing
        self._ids: array[int] = array("q")
        self.pages = RowPages()
        self.is_held: Callable[[], bool] = lambda: False
        """Whether rows must stay where they are, since somebody types into one."""
        self._wanted: set[int] = set()
        self._generation = 0
        self._id_jobs: list[Job] = []
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self.ask_pages)
        self._ask_rest = QTimer(self, singleShot=True, interval=PAINTED)
        self._ask_rest.timeout.connect(self._ask_whole)

    @property
    def is_reading(self) -> bool:
        """Whether ids are still to come."""
        return self._ask_rest.isActive() or any(not job.is_over for job in self._id_jobs)

    def turn_to(self, listing: Listing) -> None:
        """Read this listing from now on."""
        if listing.columns != self._listing.columns:
            self.pages = RowPages()
        self._listing = listing

    def read_ids(self, anew: bool) -> None:
        """Read the ids again; of a new listing the first rows come before all the others."""
        self._generation += 1
        self._ask_rest.stop()
        for job in self._id_jobs:
            job.cancel()
        self._id_jobs = []
        if anew:
            self._ask_first()
        else:
            self._ask_whole()

    def want_page(self, number: int) -> None:
        """Ask for a page soon, unless it is there or on its way."""
        if self.pages.lacks(number) and 0 <= number * PAGE_ROWS < len(self._ids):
            self._wanted.add(number)
            if not self._ask_soon.isActive():
                self._ask_soon.start()

    def ask_pages(self) -> None:
        """Ask at once for what is wanted; of many pages only the last, the others were passed."""
        wanted, self._wanted = sorted(self._wanted)[-4:], set()
        for number in wanted:
            if self.pages.ask(number):
                self._ask_page(number)

    def _ask_first(self) -> None:
        generation, db, listing = self._generation, self._desk.db, self._listing
        job = self._desk.jobs.read(
            lambda: read_first(db, listing),
            lambda found: self._take_first(generation, *found),
            failed=lambda error: self._refuse(generation, error),
        )
        self._id_jobs.append(job)

    def _ask_whole(self) -> None:
        generation, db, listing = self._generation, self._desk.db, self._listing
        job = self._desk.jobs.read_whole(
            lambda: read_whole(db, listing),
            lambda found: self._take_whole(generation, *found),
            failed=lambda error: self._refuse(generation, error),
        )
        self._id_jobs.append(job)

    def _ask_page(self, number: int) -> None:
        db, listing, known = self._desk.db, self._listing, self._ids
        ids = known[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
        self._desk.jobs.read(
            lambda: read_page(db, listing, ids),
            lambda page: self._take_page(known, listing, number, page),
            failed=lambda error: self._miss_page(number, error),
        )

    def _miss_page(self, number: int, error: Exception) -> None:
        self.pages.forget(number)
        self._desk.jobs.pass_over(error)

    def _waits(self, generation: int, again: Callable[[], None]) -> bool:
        """Whether an answer is not taken now: nobody waits for it any more, or rows are held."""
        if generation == self._generation and self.is_held():
            QTimer.singleShot(HELD, self, again)
            return True
        return generation != self._generation

    def _take_first(self, generation: int, ids: "array[int]", page: Page) -> None:
        if self._waits(generation, lambda: self._take_first(generation, ids, page)):
            return
        self._ids = ids
        is_partial = len(ids) == PAGE_ROWS or bool(self._listing.group)
        self.first_read.emit(ids, page, not is_partial)
        if is_partial:
            self._ask_rest.start()

    def _take_whole(self, generation: int, ids: "array[int]", groups: list[Group] | None) -> None:
        if self._waits(generation, lambda: self._take_whole(generation, ids, groups)):
            return
        self._ids = ids
        self.whole_read.emit(ids, groups)

    def _take_page(self, known: "array[int]", listing: Listing, number: int, page: Page) -> None:
        """Keep a page, unless other rows or columns are listed since it was asked for."""
        if known is not self._ids or listing.columns != self._listing.columns:
            self.pages.forget(number)
            self.page_missed.emit()
            return
        self.pages.take(number, page)
        self.page_read.emit(number)

    def _refuse(self, generation: int, error: Exception) -> None:
        if generation == self._generation:
            self.failed.emit(str(error))
