"""Which page shows which place."""

from collections.abc import Callable
from typing import Final

from t20desk.ui.desk import Desk
from t20desk.ui.page import Page
from t20desk.ui.places import Place

PAGES: Final[dict[str, Callable[[Desk, Place], Page]]] = {}


def make_page(desk: Desk, place: Place) -> Page:
    """The page for a place."""
    return PAGES[place.page](desk, place)
