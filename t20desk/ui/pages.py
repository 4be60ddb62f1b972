"""Which page shows which place."""

from collections.abc import Callable
from typing import Final

from t20desk.ui.desk import Desk
from t20desk.ui.history_page import HistoryPage
from t20desk.ui.list_page import ListPage
from t20desk.ui.page import Page
from t20desk.ui.places import Place
from t20desk.ui.record_page import RecordPage

PAGES: Final[dict[str, Callable[[Desk, Place], Page]]] = {
    "list": ListPage,
    "record": RecordPage,
    "event": RecordPage,
    "history": HistoryPage,
}


def make_page(desk: Desk, place: Place) -> Page:
    """The page for a place."""
    return PAGES[place.page](desk, place)
