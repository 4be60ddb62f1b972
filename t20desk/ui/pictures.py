"""A picture of every page, drawn without a display, for the tour."""

import errno
import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from t20desk.backing_up import list_backups
from t20desk.db.database import Database
from t20desk.demonstration import TIDY_SHEET, UNTIDY_SHEET
from t20desk.listing import Listing, list_ids
from t20desk.paths import resource
from t20desk.settings import Settings
from t20desk.ui.application import start_application
from t20desk.ui.desk import Desk
from t20desk.ui.follow_ups.due_filter import ALL
from t20desk.ui.looks.speech import speak
from t20desk.ui.looks.theme import apply_theme
from t20desk.ui.memory import Memory
from t20desk.ui.page import Page
from t20desk.ui.pages import PAGES, make_page
from t20desk.ui.places import Place, list_place, record_place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.shell.collecting import Collector
from t20desk.ui.shell.preferences import Preferences
from t20desk.ui.shell.start_page import StartPage
from t20desk.ui.window import Window

if TYPE_CHECKING:
    from t20desk.ui.imports.import_wizard import ImportWizard

LIGHT, DARK = "light", "dark"
USUAL_SIZE = QSize(1280, 800)
FURTHER_SIZES: Final = (QSize(1024, 600), QSize(1920, 1080))
"""A small and a large screen, on which the pages that hold most are drawn too."""
LONGEST_WORDS: Final = "de"
"""What fits in this language fits in the others."""
KINDS_SHOWN: Final = (
    "member", "person", "event", "participation", "connection", "service", "initiative",
    "contact_note",
)  # fmt: skip
PAGE_KINDS: Final = {"import": "member", "own_fields": "member", "office": "office"}
"""The kind that a page which is not of one kind begins with."""
SHEETS: Final = tuple(("path", str(resource("demo", name))) for name in (TIDY_SHEET, UNTIDY_SHEET))
FULL_PAGES: Final = {
    "follow_ups": Place("follow_ups", view=ALL),
    "in_tray": Place("in_tray", values=SHEETS),
}
"""Where those pages show something that begin empty for somebody new."""
SIZED: Final = ("today", "list-member", "record-member", "record-event")
LIGHTLY_PRESSED: Final = 85
CALM = 40
"""Milliseconds without work after which a page counts as drawn."""
LOOKS = 3
"""So many times in turn a page has to be found calm; once where only its shade turned."""
LONGEST = 60_000
"""Milliseconds after which a page is drawn though it still works, as on a busy machine."""


@contextmanager
def _opened(db: Database, language: str) -> Iterator[tuple[Window, Desk]]:
    """A window on a database, in a language."""
    app = start_application(["t20desk"])
    collector = Collector(app)
    speak(app, language)
    apply_theme(app, LIGHT)
    with TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        settings, memory = Settings(Path(kept) / "settings.json"), Memory(Path(kept) / "window.ini")
        desk = Desk(db, settings, memory, str(db.path or ""))
        window = Window(desk, lambda place: _make_page(desk, place), db.name)
        window.resize(USUAL_SIZE)
        window.show()
        collector.settle()
        try:
            yield window, desk
        finally:
            window.close()
            desk.detach()
            window.deleteLater()
            memory.save()
            # No loop runs here that would do it, and the next language would paint on it too.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            gc.collect()
            collector.stop()


def render_pages(
    db: Database, folder: Path, language: str, shades: Sequence[str] = (LIGHT, DARK)
) -> list[Path]:
    """Open each page of the window on a database and write its picture, in each shade into a
    folder of its own; the files written."""
    with _opened(db, language) as (window, desk), _begin_saving() as saving:
        camera = _Camera(desk, folder, language, shades, saving)
        for name, place in _places(db):
            window.go_to(place)
            camera.take(window, name)
            _leave_page(window)
        if language == LONGEST_WORDS and LIGHT in shades:
            _take_sizes(window, camera)
        for play in SCENES:
            for name, shown in play(window, desk):
                camera.take(shown, name)
                if shown is not window:
                    shown.deleteLater()
            _leave_page(window)
        return [path for shade in shades for path in camera.taken[shade]]


class _Camera:
    """Takes what is shown in each shade, the one it stands in first."""

    def __init__(
        self, desk: Desk, folder: Path, language: str, shades: Sequence[str], save: "Save"
    ) -> None:
        self._desk, self._folder, self._language, self._save = desk, folder, language, save
        self._shade, self._shades = LIGHT, shades
        self.taken: dict[str, list[Path]] = {shade: [] for shade in shades}

    def take(self, shown: QWidget, name: str, size: str = "", shades: Sequence[str] = ()) -> None:
        """Write its picture in some shades, or all, once it is calm."""
        looks = LOOKS
        for shade in sorted(shades or self._shades, key=lambda one: one != self._shade):
            self._turn(shade)
            wait_for_calm(lambda: bool(self._desk.jobs.running), looks)
            looks = 1
            place = self._folder / f"{self._language}-{shade}"
            place.mkdir(parents=True, exist_ok=True)
            path = place / f"{name}-{self._language}-{shade}{size}.png"
            self._save(shown.grab().toImage(), path)
            self.taken[shade].append(path)

    def _turn(self, shade: str) -> None:
        if shade == self._shade:
            return
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, shade)
        self._shade = shade


def render_places(
    db: Database, folder: Path, language: str, places: Mapping[str, Place]
) -> list[Path]:
    """Write a picture of some places, each under its name; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    with _opened(db, language) as (window, desk), _begin_saving() as save:
        for name, place in places.items():
            window.go_to(place)
            wait_for_calm(lambda: bool(desk.jobs.running))
            save(window.grab().toImage(), folder / f"{name}.png")
            _leave_page(window)
    return [folder / f"{name}.png" for name in places]


def _make_page(desk: Desk, place: Place) -> Page:
    return (
        StartPage(desk.settings, desk.memory) if place.page == "start" else make_page(desk, place)
    )


def _places(db: Database) -> Iterator[tuple[str, Place]]:
    """Every page by the name of its picture."""
    yield "start", Place("start")
    yield "today", Place("today")
    for kind in KINDS_SHOWN:
        yield f"list-{kind}", list_place(kind)
        ids = list_ids(db, Listing(kind, view="all"))
        if ids:
            yield f"record-{kind}", record_place(kind, ids[0])
    for manner in ("tree", "month"):
        yield f"events-{manner}", replace(list_place("event", view="all"), tab=manner)
    yield "new-member", record_place("member", None)
    for backup in list_backups(db, verify=False)[:1]:
        yield "compare", Place("compare", search=str(backup.path))
    for page in sorted(PAGES.keys() - {"today", "list", "record", "event", "compare"}):
        yield page, FULL_PAGES.get(page, Place(page, PAGE_KINDS.get(page, "")))


def _take_sizes(window: Window, camera: _Camera) -> None:
    """The pages that hold most, on a small screen and on a large one."""
    places = {name: place for name, place in _places(window.desk.db) if name in SIZED}
    for size in FURTHER_SIZES:
        window.resize(size)
        for name, place in places.items():
            window.go_to(place)
            camera.take(window, name, f"-{size.width()}x{size.height()}", (LIGHT,))
            _leave_page(window)
    window.resize(USUAL_SIZE)


@contextmanager
def _begin_saving() -> Iterator["Save"]:
    """Pictures are pressed and written while the next page is waited for; all are at the end.

    Pressed less hard one is 5 % larger and a third quicker.
    """
    written: list[tuple[Path, Future[bool]]] = []
    with ThreadPoolExecutor(1, "saving pictures") as thread:

        def save(picture: QImage, target: Path) -> None:
            work = partial(picture.save, str(target), quality=LIGHTLY_PRESSED)
            written.append((target, thread.submit(work)))

        yield save
    for target, answer in written:
        if not answer.result():
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))


def _leave_page(window: Window) -> None:
    """Have the page gone: to change the shade of many takes longer than to build one."""
    page = window.page()
    if page is not None and hasattr(page, "discard_edits"):
        page.discard_edits()
    window.shown.stack.drop_pages()


def _open_untidy(window: Window, desk: Desk) -> "ImportWizard | None":
    """An untidy list in the import, its columns found."""
    from t20desk.ui.imports.import_wizard import ImportWizard

    window.go_to(Place("import", "member"))
    page = window.page()
    sheet = resource("demo", UNTIDY_SHEET)
    if not isinstance(page, ImportWizard) or not desk.address or not sheet.exists():
        return None
    page.open_path(sheet)
    wait_for_calm(lambda: bool(desk.jobs.running))
    return page


def _walk_import(window: Window, desk: Desk) -> "Iterator[Shown]":
    """An untidy list: its first rows, its columns, what is asked, and the preview."""
    page = _open_untidy(window, desk)
    if page is None:
        return
    yield "import-sheet", window
    page.file.go_on.click()
    yield "import-columns", window
    page.preview.skip_bad.setChecked(True)
    page.plan()
    yield "import-questions", window
    page.questions.answered.emit()
    yield "import-preview", window


def _look_at_preferences(window: Window, desk: Desk) -> "Iterator[Shown]":
    """The window of settings."""
    dialog = Preferences(desk.settings, window)
    dialog.show()
    yield "preferences", dialog


def _look_at_problem(window: Window, desk: Desk) -> "Iterator[Shown]":
    """A record while it is edited, with a value that cannot be saved."""
    ids = list_ids(desk.db, Listing("member", view="all"))
    if not ids:
        return
    window.go_to(record_place("member", ids[0]))
    wait_for_calm(lambda: bool(desk.jobs.running))
    page = window.page()
    if isinstance(page, RecordPage) and page.form is not None:
        now = page.form.rows["email"].base.value
        page.form.take_draft({"email": {"typed": "office.example.org", "base": now}})
        page.save_record()
    yield "record-problem", window


Save = Callable[[QImage, Path], None]
Shown = tuple[str, QWidget]
"""The name of a picture, and what is on it."""
SCENES: Final[Sequence[Callable[[Window, Desk], Iterator[Shown]]]] = (
    _walk_import,
    _look_at_preferences,
    _look_at_problem,
)
"""What is seen only in the midst of work."""


def wait_for_calm(is_busy: Callable[[], bool], looks: int = LOOKS) -> None:
    """Let the window work until nothing has been running for a moment."""
    loop = QEventLoop()
    quiet = [0]

    def look() -> None:
        quiet[0] = 0 if is_busy() else quiet[0] + 1
        if quiet[0] >= looks:
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(CALM)
    QTimer.singleShot(LONGEST, loop.quit)
    loop.exec()
    timer.stop()
