"""A small office on disk and the real window on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.editing import plan_insert
from t20desk.settings import Settings
from t20desk.ui.app import Program
from t20desk.ui.application import start_application
from t20desk.ui.looks.theme import apply_theme, build_palette
from t20desk.ui.memory import Memory
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.shell.collecting import Collector
from t20desk.ui.window import Window
from tests.tries import ALL

MEMBERS = (
    {"number": "0001", "name": "BNP Paribas", "country": "FR", "status": "active", "city": "Paris"},
    {"number": "0002", "name": "NHS England", "country": "GB", "status": "active"},
    {"number": "0003", "name": "Müller Institut", "country": "DE", "status": "applied"},
    {"number": "0004", "name": "样例创新中心", "country": "CN", "status": "active"},
)


@pytest.fixture
def office(tmp_path: Path, drawn_office: Path) -> Path:
    """A database with four members, a person, and an event within an event."""
    return Path(shutil.copy(drawn_office, tmp_path / "office.t20"))


@pytest.fixture(scope="session")
def drawn_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office, written once and copied for each test."""
    path = tmp_path_factory.mktemp("office") / "office.t20"
    db = Database.create(path)
    add(db, "member", *MEMBERS)
    add(db, "person", {"given_name": "Anna", "family_name": "Müller", "email": "a@example.org"})
    (week,) = add(db, "event", {"title": "Tech Week", "starts": "2026-06-24", "city": "Nanjing"})
    add(db, "event", {"title": "Opening", "parent": week, "capacity": 300})
    db.close()
    return path


def add(db: Database, kind: str, *records: dict[str, object]) -> list[int]:
    """Write records and give their ids."""
    change = plan_insert(db, kind, list(records))
    assert not db.apply(change).is_refused
    return [row[0] for row in change.batches[0].rows]


def dress(app: QApplication, test: pytest.Item) -> None:
    """Give the windows of a test the light style sheet, or the colours alone.

    A third of the time of a window goes into the sheet. What a test is about seldom depends on it;
    one that does is marked `dressed`, and in .ci/run all windows wear it.
    """
    marks = {mark.name for mark in test.iter_markers()}
    if ALL or marks & {"dressed", "slow"}:
        apply_theme(app, "light")
        return
    app.setPalette(build_palette(dark=False))
    if app.styleSheet():
        app.setStyleSheet("")


@pytest.fixture
def program(qtbot: QtBot, office: Path, request: pytest.FixtureRequest) -> Iterator[Program]:
    """The program with a window on the office."""
    app = start_application(["t20desk"])
    collector = Collector(app)
    settings = Settings()
    settings.change("person", "Test Person")
    dress(app, request.node)
    running = Program(app, settings, Memory())
    running.use_language("en")
    running.open(str(office))
    if running.window is not None:
        # As on a usual screen; the one that Qt makes up for tests is smaller.
        running.window.resize(1280, 800)
    yield running
    page = running.window.page() if running.window is not None else None
    if isinstance(page, RecordPage):
        page.discard_edits()
    running.close()
    # No loop runs any more that would do it; all windows would stay and be painted on.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector.stop()


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> Window:
    """The window of the program, shown."""
    assert program.window is not None
    qtbot.waitExposed(program.window)
    return program.window
