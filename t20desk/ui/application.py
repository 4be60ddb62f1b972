"""The application itself, in our style and typeface, before anything of the program is there."""

from collections.abc import Sequence
from contextlib import suppress
from threading import Thread

import t20desk.ui.plain_import  # noqa: F401 - before anything of Qt

# isort: split
from PySide6.QtWidgets import QApplication

from t20desk.errors import UserError
from t20desk.printing.fonts import app_font, load_fonts

NAME = "t20desk"


def begin_application(argv: Sequence[str]) -> QApplication:
    """The application; its fonts are read while Python imports the rest, 20 ms of a start."""
    running = QApplication.instance()
    if isinstance(running, QApplication) and running.objectName() == NAME:
        return running
    if isinstance(running, QApplication):
        app = running
        app.setStyle("Fusion")
    else:
        # Named so, the style needs no class of Python, whose many numbers take 5 ms to make.
        app = QApplication([*argv[:1], "-style", "Fusion"])
    app.setObjectName(NAME)
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    app.setDesktopFileName(NAME)
    # A window that makes room for another one must not end the program; Program does that.
    app.setQuitOnLastWindowClosed(False)
    Thread(target=_read_ahead, daemon=True).start()
    return app


def start_application(argv: Sequence[str]) -> QApplication:
    """The application with its fonts."""
    app = begin_application(argv)
    load_fonts()
    app.setFont(app_font(10))
    return app


def _read_ahead() -> None:
    # What is wrong with a font is said where the fonts are needed.
    with suppress(UserError):
        load_fonts()
