"""The pages of the window: each is made when it is first shown, and kept."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from t20desk.ui.page import Page
from t20desk.ui.places import Place

MakePage = Callable[[Place], Page]


class PageStack(QStackedWidget):
    """Shows one page at a time; a list and a record have one for each kind."""

    made = Signal(object)

    def __init__(self, make_page: MakePage) -> None:
        super().__init__()
        self._make_page = make_page
        self._pages: dict[tuple[str, str], Page] = {}
        self._order: list[Page] = []
        """The pages by their place in the stack: asked for a widget, Qt's binding may answer with
        one that is gone and lay at the same address."""

    def page(self) -> Page | None:
        """The page shown."""
        return self._order[self.currentIndex()] if self._order else None

    def pages(self) -> Iterator[Page]:
        """The pages that were shown so far."""
        yield from self._pages.values()

    def find_page(self, place: Place) -> Page:
        """The page of a place, made where it was not shown before."""
        key = (place.page, place.kind if place.page in ("list", "record") else "")
        page = self._pages.get(key)
        if page is None:
            page = self._make_page(place)
            self.made.emit(page)
            self._pages[key] = page
            self._order.append(page)
            self.addWidget(page)
        return page

    def drop_pages(self) -> bool:
        """Have each page built anew when it is shown next; whether the one shown went too.

        One that does not let us go stays, and so does that on which own fields are made.
        """
        shown = self.page()
        for key, page in list(self._pages.items()):
            if page is not shown or not (key[0] == "own_fields" or not page.can_leave()):
                del self._pages[key]
                self._order.remove(page)
                self.removeWidget(page)
                page.deleteLater()
        return self.page() is not shown
