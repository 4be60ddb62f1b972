"""The office and the real window on it, as the tests of the window have them."""

from pathlib import Path

import pytest

from tests.hostile.offices import make_offices
from tests.ui.conftest import drawn_office, office, program, window

__all__ = ["drawn_office", "office", "program", "window"]


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Offices to be copied, each in the state in which some deed finds it."""
    made = tmp_path_factory.mktemp("offices")
    make_offices(made)
    return made
