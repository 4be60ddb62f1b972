"""One family of icons, in the colours of the palette in use."""

from functools import lru_cache

from PySide6.QtGui import QGuiApplication, QIcon, QPalette

from t20desk.paths import resource


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.PlaceholderText) -> QIcon:
    """The icon of a name such as `mdi6.plus`, painted in a colour of the palette."""
    palette = QGuiApplication.palette()
    grey = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    return _draw(name, palette.color(role).name(), grey.name())


@lru_cache(512)
def _draw(name: str, colour: str, grey: str) -> QIcon:
    import qtawesome  # loads its fonts, so only once a window is there

    drawn: QIcon = qtawesome.icon(name, color=colour, color_disabled=grey)
    return drawn


def program_icon() -> QIcon:
    """The icon of the program."""
    return QIcon(str(resource("icons", "t20desk.svg")))
