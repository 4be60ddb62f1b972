"""The page that the window shows: from one place to another, back and forward, and built anew."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from t20desk.db.fields import OWN_KINDS
from t20desk.ui.desk import Desk
from t20desk.ui.page import Page
from t20desk.ui.places import Place, leave_view
from t20desk.ui.shell.page_stack import MakePage, PageStack
from t20desk.ui.shell.trail import RecentRecords, Trail

AFTER_VERB: Final = 200
"""Milliseconds after which it is looked again whether a dialog or a verb of the page is done."""


class ShownPage(QObject):
    """Shows one page at a time, if the one shown lets us leave it."""

    turned = Signal()
    """Another place is shown."""

    def __init__(
        self, desk: Desk, make_page: MakePage, recent: RecentRecords, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.stack = PageStack(make_page)
        self._recent = recent
        self._trail = Trail()
        self._place: Place | None = None
        self._is_outdated = False
        """Whether the pages are to be built anew."""
        self._renewal = QTimer(self, singleShot=True, interval=AFTER_VERB)
        self._renewal.timeout.connect(self.renew_pages)

    def page(self) -> Page | None:
        """The page shown."""
        return self.stack.page()

    def place(self) -> Place | None:
        """Where we are."""
        page = self.page()
        return (page.place_shown() if page else None) or self._place

    def can_leave(self) -> bool:
        """Whether the page shown lets us go; it saves or asks first."""
        page = self.page()
        return page is None or page.can_leave()

    def go_to(self, place: Place) -> bool:
        """Leave the page shown, if it lets us, and show another place."""
        place = leave_view(place, self.place())
        if not self.can_leave():
            return False
        if self._place is not None and self._place != place:
            self._trail.leave(self.place() or self._place)
        self._show(place)
        return True

    def go_back(self) -> None:
        """Show the place before."""
        self._step(self._trail.step_back)

    def go_forward(self) -> None:
        """Show the place we came back from."""
        self._step(self._trail.step_forward)

    def words_of_state(self) -> set[str]:
        """What can be done on the page shown, and where one can go from it."""
        page = self.page()
        return (page.words_of_state() if page else set()) | self._trail.words_of_state()

    def refresh(self, kinds: frozenset[str]) -> None:
        """Records of these kinds changed; fields of the office's own are other pages."""
        self._is_outdated = self._is_outdated or bool(kinds & OWN_KINDS)
        self.renew_pages()
        for page in self.stack.pages():
            page.refresh(kinds)

    def renew_pages(self) -> None:
        """Build the pages anew when the kinds they show have changed, but none at work."""
        if not self._is_outdated:
            return
        if self._desk.is_held or QApplication.activeModalWidget() is not None:
            self._renewal.start()
            return
        place = self.place()
        self._is_outdated = False
        if self.stack.drop_pages() and place is not None:
            self._show(place)

    def _show(self, place: Place) -> None:
        page = self.stack.find_page(place)
        self._place = place
        self.stack.setCurrentWidget(page)
        page.show_place(place)
        self._recent.note(place)
        self.turned.emit()

    def _step(self, take: Callable[[Place | None], Place | None]) -> None:
        if self.can_leave():
            place = take(self.place())
            if place is not None:
                self._show(place)
