"""A picture of every page, drawn without a display, for the tour."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from t20desk.db.database import Database
from t20desk.listing import Listing, list_ids
from t20desk.settings import Settings
from t20desk.ui.app import start_application
from t20desk.ui.desk import Desk
from t20desk.ui.memory import Memory
from t20desk.ui.page import Page
from t20desk.ui.pages import make_page
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.speech import speak
from t20desk.ui.start_page import StartPage
from t20desk.ui.theme import apply_theme
from t20desk.ui.window import Window

WIDTH, HEIGHT = 1280, 800
CALM = 40
"""Milliseconds without work after which a page counts as drawn."""
LONGEST = 8_000


def render_pages(db: Database, folder: Path, language: str, dark: bool) -> list[Path]:
    """Open each page of the window on a database and write its picture; the files written."""
    app = start_application(["t20desk"])
    speak(app, language)
    apply_theme(app, "dark" if dark else "light")
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(folder / ".settings.json")
    desk = Desk(db, settings, Memory(folder / ".window.ini"), str(db.path or ""))
    window = Window(desk, lambda place: _make_page(desk, place), db.name)
    window.resize(WIDTH, HEIGHT)
    window.show()
    try:
        shade = "dark" if dark else "light"
        return [
            _write_picture(window, desk, place, folder / f"{name}-{language}-{shade}.png")
            for name, place in _places(db)
        ]
    finally:
        window.close()
        desk.detach()
        window.deleteLater()
        QApplication.processEvents()


def _make_page(desk: Desk, place: Place) -> Page:
    return (
        StartPage(desk.settings, desk.memory) if place.page == "start" else make_page(desk, place)
    )


def _places(db: Database) -> Iterator[tuple[str, Place]]:
    """Every page by the name of its picture."""
    yield "start", Place("start")
    yield "today", Place("today")
    for kind in ("member", "person", "event", "participation", "connection"):
        yield f"list-{kind}", list_place(kind, view="all")
    for kind in ("member", "person", "event"):
        ids = list_ids(db, Listing(kind, view="all"))
        if ids:
            yield f"record-{kind}", record_place(kind, ids[0])
    yield "new-member", record_place("member", None)
    for page in ("reports", "papers", "history"):
        yield page, Place(page)
    yield "import", Place("import", "member")
    yield "office", Place("office", "office")


def _write_picture(window: Window, desk: Desk, place: Place, target: Path) -> Path:
    window.go_to(place)
    wait_for_calm(lambda: bool(desk.jobs.running))
    window.grab().save(str(target))
    page = window.page()
    if page is not None and hasattr(page, "discard_edits"):
        page.discard_edits()
    return target


def wait_for_calm(is_busy: Callable[[], bool]) -> None:
    """Let the window work until nothing has been running for a moment."""
    loop = QEventLoop()
    quiet = [0]

    def look() -> None:
        quiet[0] = 0 if is_busy() else quiet[0] + 1
        if quiet[0] >= 3:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(CALM)
    QTimer.singleShot(LONGEST, loop.quit)
    loop.exec()
    timer.stop()
