"""A long table of which only what is painted is read: all keys in one array, rows page by page."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from t20desk.ui.desk import Desk
from t20desk.ui.looks.tips import answer_tip

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
R = TypeVar("R")
Fetch = Callable[["array[int]"], dict[int, Any]]
PAGE_ROWS = 100
KEPT_PAGES = 40
WAITING = "…"


class PagedModel(QAbstractTableModel, Generic[R]):
    """Rows by key; `fetch` reads some of them on the reading lane.

    `answer` says what is shown of a row that was read, in a column and a role.
    """

    rows_arrived = Signal()

    def __init__(
        self, desk: Desk, headings: Sequence[str], answer: Callable[[R, int, int], Any]
    ) -> None:
        super().__init__()
        self._answer = answer
        self._desk = desk
        self.headings = list(headings)
        self.keys: array[int] = array("q")
        self._fetch: Fetch = lambda _keys: {}
        self._pages: OrderedDict[int, dict[int, R]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)
        self._wanted: set[int] = set()

    def show_keys(
        self, keys: "array[int]", fetch: Fetch, headings: Sequence[str] | None = None
    ) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._generation += 1
        self.keys, self._fetch = keys, fetch
        if headings is not None:
            self.headings = list(headings)
        for known in (self._pages, self._asked, self._wanted):
            known.clear()
        self.endResetModel()

    def row_of(self, key: int) -> int:
        """The row of a key, or -1."""
        try:
            return self.keys.index(key)
        except ValueError:
            return -1

    def found(self, row: int) -> R | None:
        """What is known of a row; asks for it where it is not here yet, if there is such a row."""
        if not 0 <= row < len(self.keys):
            return None
        number = row // PAGE_ROWS
        page = self._pages.get(number)
        if page is None:
            if number not in self._asked:
                self._wanted.add(number)
                self._soon.start()
            return None
        self._pages.move_to_end(number)
        return page.get(self.keys[row])

    def _ask(self) -> None:
        wanted, self._wanted = sorted(self._wanted)[-4:], set()
        for number in wanted:
            self._asked.add(number)
            keys = self.keys[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
            self._ask_page(self._generation, number, keys)

    def _ask_page(self, generation: int, number: int, keys: "array[int]") -> None:
        fetch = self._fetch
        self._desk.read(lambda: fetch(keys), lambda rows: self._take(generation, number, rows))

    def _take(self, generation: int, number: int, rows: dict[int, R]) -> None:
        if generation != self._generation:
            return
        self._asked.discard(number)
        self._pages[number] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        first = number * PAGE_ROWS
        last = min(first + PAGE_ROWS, len(self.keys)) - 1
        if last >= first and self.headings:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.headings) - 1))
        self.rows_arrived.emit()

    # --- Qt's own names -----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.keys):
            return None
        found = self.found(index.row())
        if found is None:
            return WAITING if role == Role.DisplayRole else None
        return answer_tip(role, self._answer(found, index.column(), role))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self.headings[section] if section < len(self.headings) else None
        return None
