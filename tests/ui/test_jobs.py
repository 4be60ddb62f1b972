"""The lanes: what is painted does not wait, and what nobody waits for ends."""

import os
import sys
from functools import partial
from mmap import PAGESIZE
from pathlib import Path
from threading import Event
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from t20desk.db.database import Database
from t20desk.errors import UserError
from t20desk.leftovers import passing_folder
from t20desk.progress import Progress
from t20desk.ui.jobs import Job, Jobs
from tests.db.steps import ENDLESS


def test_a_page_does_not_wait_behind_a_whole_list(qtbot: QtBot) -> None:
    jobs, free, found = Jobs(), Event(), []
    jobs.read_whole(lambda: free.wait(60), found.append)
    jobs.read(lambda: "page", found.append)
    qtbot.waitUntil(lambda: found == ["page"])
    free.set()
    jobs.close()


def test_what_is_read_for_the_screen_can_be_taken_at_once(qtbot: QtBot) -> None:
    jobs, found = Jobs(), []
    jobs.read(lambda: "first rows", found.append)
    jobs.take_read(60)
    assert found == ["first rows"]
    jobs.close()


def test_what_takes_longer_to_read_is_not_waited_for(qtbot: QtBot) -> None:
    jobs, free, found = Jobs(), Event(), []
    jobs.read(lambda: free.wait(60), found.append)
    jobs.take_read(0.01)
    assert found == []
    free.set()
    jobs.close()


def end_early(_progress: object) -> None:
    """A child that the system ends, as it does for want of memory."""
    os._exit(1)


def test_a_child_that_ends_early_is_told_in_words(qtbot: QtBot) -> None:
    jobs, told = Jobs(), []
    jobs.compute(end_early, (), told.append, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert isinstance(told[0], UserError)
    assert "try again" in told[0].message
    jobs.close()


def name_folder(_progress: object) -> Path:
    """Where a child writes what it hands over."""
    return passing_folder()


def test_what_a_child_hands_over_lies_in_the_folder_of_the_window(qtbot: QtBot) -> None:
    jobs, told = Jobs(), []
    jobs.compute(name_folder, (), told.append, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=60_000)
    assert told == [passing_folder()]
    jobs.close()


def test_a_job_that_is_cancelled_stops_its_query(qtbot: QtBot, office: Path) -> None:
    db, jobs, begun, found = Database.open(office), Jobs(), Event(), []

    def read() -> object:
        with db.read() as connection:
            begun.set()
            return connection.exec_driver_sql(ENDLESS).scalar()

    job = jobs.read_whole(read, found.append, found.append)
    assert begun.wait(60)
    job.cancel()
    qtbot.waitUntil(lambda: job.finished)
    assert not found
    jobs.close()
    db.close()


def test_long_writing_is_told_of_from_its_first_row(qtbot: QtBot) -> None:
    jobs, told = Jobs(), list[object]()
    jobs.progressed.connect(lambda _job, done, total: told.append((done, total)))
    job = jobs.write_long(lambda progress: progress(1, 2), told.append)
    qtbot.waitUntil(lambda: job.finished)
    assert told == [(1, 2), None]
    jobs.close()


def test_long_writing_ends_where_it_tells_how_far_it_is_once_cancelled(qtbot: QtBot) -> None:
    jobs, free, rows = Jobs(), Event(), list[object]()

    def write(progress: Progress) -> None:
        rows.append(1)
        free.wait(60)
        progress(1, 2)
        rows.append(2)

    job = jobs.write_long(write, rows.append, rows.append)
    qtbot.waitUntil(lambda: rows == [1])
    job.cancel()
    free.set()
    qtbot.waitUntil(lambda: job.finished)
    assert rows == [1]
    jobs.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems tell it otherwise")
def test_what_a_large_job_freed_goes_back_to_the_system(qtbot: QtBot) -> None:
    jobs, kept, most = Jobs(), list[bytes](), list[int]()

    def work() -> None:
        blocks = [bytes(2_000) for _block in range(100_000)]
        kept.extend(blocks[::50])
        most.append(memory_used())

    jobs.write(work, lambda _nothing: None, label="Work")
    qtbot.waitUntil(lambda: bool(most) and memory_used() < most[0] - 100)
    jobs.close()


def memory_used() -> int:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGESIZE // 2**20


class Asker(QObject):
    """Asks, and notes every answer."""

    answers: ClassVar[list[object]] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)

    def ask(self, jobs: Jobs, free: Event) -> Job:
        return jobs.read(lambda: free.wait(60), lambda answer: self.take(answer))


def test_an_answer_in_other_words_dies_with_the_widget_that_asked(qtbot: QtBot) -> None:
    jobs, free, asker = Jobs(), Event(), Asker()
    job = asker.ask(jobs, free)
    delete(asker)
    free.set()
    qtbot.waitUntil(lambda: job.finished)
    assert Asker.answers == []
    jobs.close()


def test_an_answer_dies_with_the_widget_that_asked(qtbot: QtBot) -> None:
    jobs, free, asker = Jobs(), Event(), Asker()
    job = jobs.read(lambda: free.wait(60), asker.take)
    delete(asker)
    free.set()
    qtbot.waitUntil(lambda: job.finished)
    assert Asker.answers == []
    jobs.close()


def test_an_answer_begun_in_advance_dies_with_the_widget_that_asked(qtbot: QtBot) -> None:
    jobs, free, asker = Jobs(), Event(), Asker()
    asker.answers.clear()
    job = jobs.read(lambda: free.wait(60), partial(Asker.take, asker))
    other = jobs.read(lambda: free.wait(60), partial(asker.take))
    take = asker.take
    jobs.read(lambda: free.wait(60), lambda found: take(found))
    last = jobs.read(lambda: free.wait(60), lambda found: partial(take)(found))
    delete(asker)
    free.set()
    qtbot.waitUntil(lambda: job.finished and other.finished and last.finished)
    assert asker.answers == []
    jobs.close()
