"""Light and dark: the palettes, and the few colours that mean something."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from t20desk.listing.row_colours import ROW_COLOURS
from t20desk.paths import resource

Role = QPalette.ColorRole

_LIGHT: Final = {
    Role.Window: "#f3f5f7",
    Role.WindowText: "#1a2330",
    Role.Base: "#ffffff",
    Role.AlternateBase: "#f8fafb",
    Role.Text: "#1a2330",
    Role.Button: "#ffffff",
    Role.ButtonText: "#1a2330",
    Role.BrightText: "#ffffff",
    Role.Highlight: "#d3ebe8",
    Role.HighlightedText: "#10201f",
    Role.Accent: "#0b6b66",
    Role.Link: "#0b6b66",
    Role.LinkVisited: "#0b6b66",
    Role.PlaceholderText: "#5d6876",
    Role.Light: "#ffffff",
    Role.Midlight: "#e6eaee",
    Role.Mid: "#d5dbe2",
    Role.Dark: "#7b8794",
    Role.Shadow: "#9aa4b0",
    Role.ToolTipBase: "#1a2330",
    Role.ToolTipText: "#ffffff",
}
_DARK: Final = {
    Role.Window: "#15191e",
    Role.WindowText: "#e4e9ef",
    Role.Base: "#1d2228",
    Role.AlternateBase: "#21272e",
    Role.Text: "#e4e9ef",
    Role.Button: "#262d35",
    Role.ButtonText: "#e4e9ef",
    Role.BrightText: "#08201e",
    Role.Highlight: "#1d4a47",
    Role.HighlightedText: "#f1fbfa",
    Role.Accent: "#5cc9bf",
    Role.Link: "#5cc9bf",
    Role.LinkVisited: "#5cc9bf",
    Role.PlaceholderText: "#9ba7b4",
    Role.Light: "#303842",
    Role.Midlight: "#2b323b",
    Role.Mid: "#38414c",
    Role.Dark: "#7d8997",
    Role.Shadow: "#4a5561",
    Role.ToolTipBase: "#e4e9ef",
    Role.ToolTipText: "#15191e",
}
_BETWEEN: Final = {
    Role.AlternateBase: 0.0,
    Role.Light: 0.08,
    Role.Midlight: 0.14,
    Role.Mid: 0.56,
    Role.Dark: 0.74,
    Role.Shadow: 1.0,
    Role.PlaceholderText: 1.0,
    Role.Accent: 1.0,
    Role.Link: 1.0,
    Role.LinkVisited: 1.0,
}
"""Where the colours that a system of high contrast does not name lie between ground and text."""
MEANINGS: Final = {
    "new": ("#d9f2df", "#17402a"),
    "gone": ("#fbdfdd", "#4d2023"),
    "changed": ("#fdf0cf", "#463810"),
    "conflict": ("#efe0fa", "#3d2650"),
    "problem": ("#a3211a", "#ff9d94"),
    "doubt": ("#7a5200", "#f0c069"),
    "good": ("#1c6b3a", "#7fd69b"),
}
"""What a colour says: its shade in light and in dark; a sign or a word always stands beside it."""


def build_palette(dark: bool) -> QPalette:
    """Our palette; greyed-out roles are mixed towards the background."""
    palette = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        palette.setColor(role, QColor(colour))
    grey = QColor("#6f7a87" if dark else "#8b95a1")
    for role in (Role.Text, Role.ButtonText, Role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, grey)
    return palette


def build_contrast(system: QPalette) -> QPalette:
    """The colours of a system set to high contrast, and shades between its text and its ground.

    Such colours are chosen by somebody who sees no others; ours would be invisible to them.
    """
    palette = QPalette(system)
    ground, text = system.color(Role.Base), system.color(Role.Text)
    for role, part in _BETWEEN.items():
        palette.setColor(role, _mix(ground, text, part))
    # What is drawn over another colour is drawn in the pair that is sure to be seen.
    palette.setColor(Role.ToolTipBase, ground)
    palette.setColor(Role.ToolTipText, text)
    palette.setColor(Role.BrightText, ground)
    grey = _mix(ground, text, _BETWEEN[Role.Dark])
    for role in (Role.Text, Role.ButtonText, Role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, grey)
    return palette


def _mix(ground: QColor, text: QColor, part: float) -> QColor:
    """A colour so far on the way from the ground to the text."""
    ways = (
        (ground.red(), text.red()), (ground.green(), text.green()), (ground.blue(), text.blue())
    )  # fmt: skip
    return QColor(*(round(one + (other - one) * part) for one, other in ways))


def is_dark() -> bool:
    """Whether the program shows itself dark at this moment."""
    return QGuiApplication.palette().color(Role.Base).lightness() < 128


def colour_for(meaning: str) -> QColor:
    """The shade of a meaning in the colours in use."""
    return QColor(MEANINGS[meaning][1 if is_dark() else 0])


def row_colour(name: str) -> QColor | None:
    """The shade of a row's colour in the colours in use; nothing for an unknown name."""
    shades = ROW_COLOURS.get(name)
    return None if shades is None else QColor(shades[2 if is_dark() else 1])


def wants_dark(theme: str) -> bool:
    """Whether a theme (system, light, dark) means dark now."""
    if theme != "system":
        return theme == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def wants_contrast(theme: str) -> bool:
    """Whether the system asks for high contrast, and nobody chose light or dark here."""
    hints = QGuiApplication.styleHints()
    # In one line the first object would be gone before the second one is asked.
    asked = hints.accessibility().contrastPreference()
    return theme == "system" and asked == Qt.ContrastPreference.HighContrast


def apply_theme(app: QApplication, theme: str) -> None:
    """Dress the whole program; may be called again at any time."""
    if wants_contrast(theme):
        app.setPalette(QPalette())
        app.setPalette(build_contrast(app.palette()))
    else:
        app.setPalette(build_palette(wants_dark(theme)))
    style = read_style()
    if app.styleSheet() != style:
        # Qt dresses every widget anew, even where nothing changes; with nothing on before, in a
        # tenth of the time.
        app.setStyleSheet("")
        app.setStyleSheet(style)


def read_style() -> str:
    """The style sheet, with the paths of its pictures filled in for the colours in use."""
    text = resource("style.qss").read_text(encoding="utf-8")
    text = text.replace("@icons", resource("icons").as_posix())
    text = text.replace("@shade", "dark" if is_dark() else "light")
    text = text.replace("@doubtShade", colour_for("changed").name())
    for meaning in ("problem", "doubt", "good"):
        text = text.replace(f"@{meaning}", colour_for(meaning).name())
    return text


def row_height(density: str) -> int:
    """The height of a table row in pixels."""
    return 28 if density == "compact" else 38
