"""The office and the real window on it, as the tests of the window have them."""

from tests.ui.conftest import drawn_office, office, program, window

__all__ = ["drawn_office", "office", "program", "window"]
