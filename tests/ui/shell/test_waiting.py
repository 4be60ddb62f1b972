"""Work that everything waits for leaves the window's thread free."""

from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.errors import UserError
from t20desk.ui.jobs import Job, Jobs
from t20desk.ui.shell.status_line import StatusLine
from t20desk.ui.shell.waiting import WaitDialog, wait_for
from tests.ui.looking import is_cut


def test_the_window_goes_on_while_something_is_waited_for(qtbot: QtBot) -> None:
    told = Event()
    QTimer.singleShot(0, told.set)
    assert wait_for(None, "Wait.", lambda: told.wait(20))


def test_a_long_wait_is_said_until_it_ends(qtbot: QtBot) -> None:
    seen = Event()

    def look() -> None:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, WaitDialog)]
        if any(one.isVisible() for one in shown):
            seen.set()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(10)
    assert wait_for(None, "Wait.", lambda: seen.wait(20))
    timer.stop()


def test_what_goes_wrong_in_the_wait_is_raised(qtbot: QtBot) -> None:
    def fail() -> None:
        raise UserError("The disk is full.")

    with pytest.raises(UserError, match="disk is full"):
        wait_for(None, "Wait.", fail)


def test_the_status_line_counts_on_where_nobody_knows_to_how_many(qtbot: QtBot) -> None:
    jobs = Jobs()
    line, job, said = StatusLine(jobs), Job("Looking through list.xlsx"), list[str]()
    qtbot.addWidget(line)
    jobs.started.emit(job)
    for total in (0, 100_000, 5_000):
        jobs.progressed.emit(job, 5_000, total)
        said.append(line.progress_text.text().removeprefix(job.label))
    jobs.close()
    assert said == [" 5,000", " 5,000 of 100,000", " 5,000 of 5,000, the last checks follow"]


def test_nothing_in_the_status_line_is_cut_without_dots(qtbot: QtBot) -> None:
    jobs = Jobs()
    line, job = StatusLine(jobs), Job("Undoing a change of all the organisations there are")
    qtbot.addWidget(line)
    line.show_person("Somebody with quite a long name")
    line.say_saved("City changed on 1,000,042 records of the organisations")
    jobs.started.emit(job)
    jobs.progressed.emit(job, 1_000_042, 1_000_042)
    line.resize(1024, 34)
    line.show()
    jobs.close()
    assert line.minimumSizeHint().width() <= 1024
    assert line.width() == 1024
    for label in (line.message, line.progress_text):
        assert label.width() >= label.fontMetrics().horizontalAdvance(label.cut_text())
        assert label.cut_text() != label.text()
        assert label.toolTip() == label.text()
    for button in (line.undo, line.cancel):
        assert not is_cut(button)
    line.resize(1920, 34)
    assert line.message.cut_text() == line.message.text()
