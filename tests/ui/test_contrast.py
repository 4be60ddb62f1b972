"""High contrast: the colours of the system stand, and everything can be read in them."""

from collections.abc import Mapping

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.ui.looks.theme import MEANINGS, build_contrast
from t20desk.ui.window import Window
from tests.ui.hands import open_list
from tests.ui.looking import contrast

Role = QPalette.ColorRole
PAIRS = ("Window", "WindowText", "Base", "Text", "Button", "ButtonText")
SYSTEMS = {
    "night sky": ("#000000", "#ffffff", "#d6b4fd", "#2b2b2b"),
    "aquatic": ("#202020", "#ffffff", "#8ee3f0", "#263b50"),
    "desert": ("#fffaef", "#3d3d3d", "#903909", "#fff5e3"),
    "dusk": ("#2d3236", "#ffffff", "#a1bfde", "#212d3b"),
}
"""Ground, text, what is chosen and the text on it, as Windows ships them."""


def system_palette(name: str) -> QPalette:
    ground, text, chosen, on_chosen = map(QColor, SYSTEMS[name])
    palette = QPalette()
    for at, role in enumerate(PAIRS):
        palette.setColor(getattr(Role, role), text if at % 2 else ground)
    palette.setColor(Role.Highlight, chosen)
    palette.setColor(Role.HighlightedText, on_chosen)
    return build_contrast(palette)


@pytest.mark.parametrize("name", SYSTEMS)
def test_text_can_be_read_on_every_ground_of_a_system(name: str) -> None:
    palette = system_palette(name)

    def ratio(text: QPalette.ColorRole, ground: QPalette.ColorRole) -> float:
        return contrast(palette.color(text).name(), palette.color(ground).name())

    for text in (Role.Text, Role.WindowText, Role.PlaceholderText, Role.Link, Role.Accent):
        for ground in (Role.Base, Role.Window, Role.AlternateBase, Role.Midlight, Role.Light):
            assert ratio(text, ground) >= 7, (text, ground)
    assert ratio(Role.BrightText, Role.Accent) >= 7
    assert ratio(Role.HighlightedText, Role.Highlight) >= 4.5
    assert ratio(Role.ToolTipText, Role.ToolTipBase) >= 7
    assert ratio(Role.Mid, Role.Base) >= 3, "frames of fields"
    assert ratio(Role.Dark, Role.Base) >= 4.5, "what cannot be chosen now"
    at = int(palette.color(Role.Base).lightness() < 128)
    for meaning in ("new", "gone", "changed", "conflict"):
        assert contrast(palette.color(Role.Text).name(), MEANINGS[meaning][at]) >= 4.5


@pytest.mark.dressed
def test_a_list_is_painted_in_the_colours_of_the_system(qtbot: QtBot, window: Window) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.palette()
    try:
        app.setPalette(system_palette("night sky"))
        page = open_list(qtbot, window, "member", 4)
        seen = count_colours(page)
        assert "#000000" in sorted(seen, key=lambda one: -seen[one])[:2]
        assert not {"#f3f5f7", "#15191e", "#1d2228", "#0b6b66", "#5cc9bf"} & seen.keys()
    finally:
        app.setPalette(before)


def count_colours(page: object) -> Mapping[str, int]:
    """How often each colour stands in a coarse grid over a page."""
    image = page.grab().toImage()  # type: ignore[attr-defined]
    found: dict[str, int] = {}
    for y in range(0, image.height(), 3):
        for x in range(0, image.width(), 3):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found
