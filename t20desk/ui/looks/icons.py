"""One family of icons, in the colours of the palette in use.

The glyphs are those of QtAwesome's package; its code is not loaded, since it brings all of QtPy.
"""

import json
import os
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)

from t20desk.paths import resource

FILES: Final = {"mdi6": "materialdesignicons6-webfont"}
"""The files of a family of icons begin so in the folder of the package."""
SHARE: Final = 0.875
"""The height of a glyph in the height of its icon."""


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.PlaceholderText) -> QIcon:
    """The icon of a name such as `mdi6.plus`, painted in a colour of the palette."""
    return _draw(name, role)


class GlyphEngine(QIconEngine):
    """Paints a letter of a font in any size, in the colours in use at that moment."""

    def __init__(self, family: str, letter: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._family = family
        self._letter = letter
        self._role = role

    def clone(self) -> QIconEngine:
        return GlyphEngine(self._family, self._letter, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(self._family)
        font.setPixelSize(max(1, round(SHARE * rect.height())))
        painter.save()
        painter.setPen(self._find_colour(mode == QIcon.Mode.Disabled))
        painter.setFont(font)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn

    def _find_colour(self, disabled: bool) -> QColor:
        palette = QGuiApplication.palette()
        if disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        return palette.color(self._role)


@lru_cache(512)
def _draw(name: str, role: QPalette.ColorRole) -> QIcon:
    family, _dot, glyph = name.partition(".")
    font, letters = _load_family(family)
    return QIcon(GlyphEngine(font, chr(int(letters[glyph], 16)), role))


@cache
def _load_family(family: str) -> tuple[str, dict[str, str]]:
    """The name of the font of a family, and the code of each of its glyphs."""
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "fonts"
    parts = sorted(one for one in os.listdir(folder) if one.startswith(f"{FILES[family]}-"))
    font = next(one for one in parts if one.endswith(".ttf"))
    codes = next(one for one in parts if one.endswith(".json"))
    number = QFontDatabase.addApplicationFont(str(folder / font))
    names = QFontDatabase.applicationFontFamilies(number)
    return names[0], json.loads((folder / codes).read_bytes())


def program_icon() -> QIcon:
    """The icon of the program."""
    return QIcon(str(resource("icons", "t20desk.svg")))
