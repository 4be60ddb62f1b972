"""Our own fonts, loaded always: every letter shows even where the computer has no fonts at all."""

import os
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont

from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.paths import has_display, resource

LATIN: Final = "Noto Sans"
USUAL: Final = "T20 Sans SC"
CHINESE: Final = "Noto Sans CJK SC"
FAMILIES: Final = (LATIN, USUAL, CHINESE)
_OURS: Final = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "T20SansSC-Regular.ttf",
    "T20SansSC-Bold.ttf",
)
_ONE_AT_A_TIME: Final = Lock()
_INVISIBLE: Final = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}
_own_application: list[QGuiApplication] = []


def ensure_application() -> QGuiApplication:
    """The running application, or one of ours without windows; with the fonts loaded."""
    running = QGuiApplication.instance()
    if not isinstance(running, QGuiApplication):
        if not has_display():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        running = QGuiApplication(["t20desk"])
        # A Python name keeps it alive until the program ends.
        _own_application.append(running)
    load_fonts()
    return running


def load_fonts() -> tuple[str, ...]:
    """Make our fonts known to Qt, once; needs a running application.

    The package holds all Chinese signs, of one weight, in outlines that come out bold on dark
    and of which Qt would smear a bold. So the usual signs are drawn with ours, in two weights,
    and only a rare one is taken from the package. May be called from another thread: Qt reads
    font files without holding up Python.

    Raises:
        UserError: a font cannot be read.
    """
    with _ONE_AT_A_TIME:
        return _load_once()


@cache
def _load_once() -> tuple[str, ...]:
    ours = [resource("fonts") / name for name in _OURS]
    for file in (*ours, _chinese_file()):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise UserError(
                _("The font {file} could not be loaded; install t20desk again.").format(
                    file=file.name
                )
            )
    return FAMILIES


def _chinese_file() -> Path:
    return Path(str(files("noto_cjk_sans_otc").joinpath("NotoSansCJK-Regular.ttc")))


def app_font(size: float) -> QFont:
    """Our font in `size` points for windows."""
    font = _new_font(bold=False)
    font.setPointSizeF(size)
    return font


def paper_font(pixels: int, *, bold: bool = False) -> QFont:
    """Our font for paper, `pixels` high: unhinted, so that each device sets it alike."""
    font = _new_font(bold)
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Joined letters come back from a PDF as one sign, and a search for them finds nothing.
    font.setFeature(QFont.Tag.fromString("liga"), 0)
    return font


def _new_font(bold: bool) -> QFont:
    load_fonts()
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setBold(bold)
    return font


def missing_glyphs(texts: Iterable[str]) -> list[str]:
    """Those of the texts that hold a sign none of our fonts can draw."""
    kept = list(texts)
    missing = {sign for sign in set().union(*kept) if not _can_draw(sign)}
    return [text for text in kept if not missing.isdisjoint(text)] if missing else []


@cache
def _can_draw(sign: str) -> bool:
    if sign.isascii() or unicodedata.category(sign) in _INVISIBLE:
        return True
    return any(font.supportsCharacter(ord(sign)) for font in _raw_fonts())


@cache
def _raw_fonts() -> tuple[QRawFont, ...]:
    ensure_application()
    return tuple(QRawFont.fromFont(QFont(family)) for family in FAMILIES)
