"""What all tests share: an empty place to work in, and a database of each sort."""

import gc
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from t20desk import i18n
from t20desk.ui.shell.collecting import collect_garbage
from tests.paper_kinds import PdfReader
from tests.postgres import Server, find_programs, start_server
from tests.tries import is_beside_sample, is_left_out, is_window_left_out

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from t20desk.db.database import Database

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SORTS = ("sqlite", "postgresql")
MEMORY = Path("/dev/shm")
ROOM = 3 * 1024**3
"""So many bytes must be free there, for an installation of the program is tried too."""


def pytest_configure() -> None:
    """Collect without looking for garbage, since all of it stays; no example has to be quick."""
    _write_in_memory()
    gc.disable()
    slow = [HealthCheck.too_slow]
    settings.register_profile("patient", deadline=None, suppress_health_check=slow)
    settings.load_profile("patient")


def _write_in_memory() -> None:
    """Put what tests write into memory: a disk would be waited for at each of many changes."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let some windows, cases of large tables, and some asked of PostgreSQL wait for .ci/run."""
    for item in items:
        if "program" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.window)
    if _is_whole_suite(config):
        _leave_windows_out(config, items)
    asked: Counter[tuple[str, bool]] = Counter()
    for item in items:
        callspec = getattr(item, "callspec", None)
        if callspec is None:
            continue
        name = item.nodeid.partition("[")[0]
        on_server = "postgresql" in callspec.params.values()
        place = asked[name, on_server]
        asked[name, on_server] += 1
        sampled = item.get_closest_marker("sampled") is not None
        if on_server:
            waits = is_left_out(item.path.parent.name, name, place)
        else:
            waits = sampled and is_beside_sample(place)
        if waits:
            item.add_marker(pytest.mark.slow)


def _leave_windows_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take from `items` the windows that wait; those that are dressed or slow have their turn."""
    left_out = [
        item
        for item in items
        if not {"dressed", "slow"} & {mark.name for mark in item.iter_markers()}
        and item.get_closest_marker("window")
        and is_window_left_out(item.nodeid.partition("[")[0])
    ]
    config.hook.pytest_deselected(items=left_out)
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]


def _is_whole_suite(config: pytest.Config) -> bool:
    """Whether no folder, file or test was named."""
    wanted = {Path(config.invocation_params.dir, one).resolve() for one in config.args}
    return wanted == {config.rootpath / one for one in config.getini("testpaths")}


def pytest_collection_finish() -> None:
    """Leave alone what was collected; look less often than usual, since each look takes long."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Look for garbage between the tests alone, as the window does between its events.

    In the midst of one Python would look in whichever thread allocates, and destroy there what a
    window left behind: only the main thread may, and the process would crash.
    """
    gc.disable()
    collect_garbage()


@pytest.fixture
def qtbot(_one_application: "QApplication", request: pytest.FixtureRequest) -> "Iterator[QtBot]":
    """Hands and eyes for the widgets of a test, which are closed behind it."""
    from tests.watching import PatientBot

    bot = PatientBot(request)
    yield bot
    bot.finish()


@pytest.fixture(scope="session", autouse=True)
def _one_application() -> "QApplication":
    """One application for windows and paper alike, since a process can have only one."""
    from PySide6.QtWidgets import QApplication

    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(["t20desk"])


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English words, and settings and log in a folder of this test."""
    monkeypatch.setenv("T20DESK_DATA", str(tmp_path / "data"))
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One PostgreSQL server for all tests of this process."""
    programs = find_programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL here, neither from the test extra nor of the system")
    with start_server(programs) as server:
        yield server


@pytest.fixture(params=SORTS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database can be created: a path that does not exist, or an empty PostgreSQL one."""
    if request.param == "sqlite":
        yield str(tmp_path / "office.t20")
        return
    server: Server = request.getfixturevalue("postgres")
    name = server.create_database()
    yield server.address_of(name)
    server.drop_database(name)


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> str:
    """The name of a PostgreSQL database as the program creates it, to be copied."""
    from t20desk.db.database import Database

    name = postgres.create_database()
    Database.create(postgres.address_of(name)).close()
    return name


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file as the program creates it, to be copied."""
    from t20desk.db.database import Database

    path = tmp_path_factory.mktemp("new") / "new.t20"
    Database.create(path).close()
    return path


@pytest.fixture
def file_database(new_file: Path, tmp_path: Path) -> "Iterator[Database]":
    """A new and empty database in a file, for what does not depend on the sort of database."""
    from t20desk.db.database import Database

    opened = Database.open(shutil.copy(new_file, tmp_path / "office.t20"))
    yield opened
    opened.close()


@pytest.fixture(params=SORTS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> "Iterator[Database]":
    """A new and empty database, once as a file and once on PostgreSQL."""
    from t20desk.db.database import Database

    if request.param == "sqlite":
        copied = shutil.copy(request.getfixturevalue("new_file"), tmp_path / "office.t20")
        created = Database.open(copied)
        yield created
        created.close()
        return
    server: Server = request.getfixturevalue("postgres")
    name = server.lend_database(request.getfixturevalue("postgres_template"))
    opened = Database.open(server.address_of(name))
    yield opened
    opened.close()
    server.give_back(name)


@pytest.fixture
def read_pdf() -> PdfReader:
    """The texts of a PDF, page by page."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")

    def read_pages(file: Path) -> list[str]:
        command = [program, "-layout", "-enc", "UTF-8", str(file), "-"]
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        return text.split("\f")[:-1]

    return read_pages


@pytest.fixture
def report_folder() -> Path:
    """The folder for reports of the office."""
    from t20desk.reporting.own_reports import own_folder

    folder = own_folder()
    folder.mkdir(parents=True)
    return folder
