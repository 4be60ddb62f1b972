"""Pictures of the window, drawn by child processes: several looks at once, or some places.

So the command line needs no application with windows, and prints with its own.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

import t20desk.ui.plain_import  # noqa: F401 - before anything of Qt

# isort: split
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from t20desk import i18n
from t20desk.db.database import Database
from t20desk.ui.places import Place

MOST = 4
"""More painters would take memory and hardly time."""
WAITING = 1
"""So many more than there are processors, since each waits for its pages to be calm."""


@contextmanager
def render_looks(
    address: str, folder: Path, languages: Sequence[str]
) -> Iterator[Iterator[list[Path]]]:
    """Begin to draw every page in each language, light and dark; the files of each, once drawn."""
    number = min(len(languages), (os.cpu_count() or 1) + WAITING, MOST)
    with _call_painters(number) as painters:
        try:
            yield painters.map(_render_look, repeat(address), repeat(folder), languages)
        finally:
            painters.shutdown(cancel_futures=True)


def render_views(db: Database, folder: Path, places: Mapping[str, Place]) -> list[Path]:
    """Draw some places in the language in use, each under its name; the files."""
    with _call_painters(1) as painters:
        work = painters.submit(_render_views, str(db.path), folder, i18n.language(), dict(places))
        return work.result()


def _call_painters(number: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(number, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A painter waits for work in a queue that it holds open itself: it would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _render_look(address: str, folder: Path, language: str) -> list[Path]:
    from t20desk.ui.pictures import render_pages

    with _open_database(address, language) as db:
        return render_pages(db, folder, language)


def _render_views(
    address: str, folder: Path, language: str, places: Mapping[str, Place]
) -> list[Path]:
    from t20desk.ui.pictures import render_places

    with _open_database(address, language) as db:
        return render_places(db, folder, language, places)


def _pass_on(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Say what Qt says, but not for each window that there is no screen to size it on."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


@contextmanager
def _open_database(address: str, language: str) -> Iterator[Database]:
    qInstallMessageHandler(_pass_on)
    i18n.use(language)
    db = Database.open(address)
    try:
        yield db
    finally:
        db.close()
