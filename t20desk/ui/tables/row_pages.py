"""The pages of a list that were read: cells by id, and the colours of rows that a rule fits."""

from array import array
from collections import OrderedDict
from typing import Any, Final, NamedTuple

from t20desk.db.database import Database
from t20desk.listing import Listing, first_ids, list_ids, read_rows
from t20desk.listing.grouping import Group, read_colours, read_groups

Cells = dict[int, tuple[Any, ...]]
PAGE_ROWS: Final = 200
KEPT_PAGES: Final = 60


class Page(NamedTuple):
    """Some rows as they were read."""

    cells: Cells
    colours: dict[int, str]


class RowPages:
    """Keeps the pages looked at last; cells of an earlier list stay until new ones are there."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._old: Cells = {}
        self._asked: set[int] = set()

    def cells_of(self, place: int, key: int | None) -> tuple[Any, ...] | None:
        """The cells of a record, if there is one and they have arrived."""
        if key is None:
            return None
        page = self._pages.get(place // PAGE_ROWS)
        found = page.cells.get(key) if page is not None else None
        return found if found is not None else self._old.get(key)

    def colour_of(self, place: int, key: int) -> str | None:
        """The colour of a record that a rule fits."""
        page = self._pages.get(place // PAGE_ROWS)
        return page.colours.get(key) if page is not None else None

    def lacks(self, number: int) -> bool:
        """Whether a page has to be read; one that is there counts as looked at."""
        if number in self._pages:
            self._pages.move_to_end(number)
            return False
        return number not in self._asked

    def ask(self, number: int) -> bool:
        """Note that a page is being read; False where it is or was."""
        if number in self._asked or number in self._pages:
            return False
        self._asked.add(number)
        return True

    def forget(self, number: int) -> None:
        """Let a page be asked for again."""
        self._asked.discard(number)

    def take(self, number: int, page: Page) -> None:
        """Keep a page."""
        self._asked.discard(number)
        self._pages[number] = page
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        for key in page.cells:
            self._old.pop(key, None)

    def begin_anew(self, first: Page | None) -> None:
        """Read everything again, showing what was there until then."""
        for page in self._pages.values():
            self._old.update(page.cells)
        if len(self._old) > PAGE_ROWS * KEPT_PAGES:
            self._old.clear()
        self._pages.clear()
        self._asked.clear()
        if first is not None:
            self._pages[0] = first


def read_first(db: Database, listing: Listing) -> "tuple[array[int], Page]":
    """The ids and cells of the first page."""
    ids = array("q", first_ids(db, listing, PAGE_ROWS))
    return ids, read_page(db, listing, ids)


def read_page(db: Database, listing: Listing, ids: "array[int]") -> Page:
    """The cells of some records and their colours."""
    return Page(read_rows(db, listing, ids), read_colours(db, listing, ids))


def read_whole(db: Database, listing: Listing) -> "tuple[array[int], list[Group] | None]":
    """All ids of a list, and its groups where it has any."""
    groups = read_groups(db, listing) if listing.group else None
    return list_ids(db, listing), groups
