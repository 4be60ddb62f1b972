"""Looks out for what others write, from another computer, another window or by words."""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from t20desk.errors import UserError
from t20desk.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from t20desk.db.database import Database

EVERY = 3_000
"""So many thousandths of a second lie between two looks."""


class Lookout(QObject):
    """Has the database take notice every few seconds, and as soon as the program is in front."""

    def __init__(self, db: "Database", jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._db = db
        self._jobs = jobs
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)

    def look(self) -> None:
        """Look once, in turn with what lists; a look under way is enough."""
        if self._job is None or self._job.finished:
            self._job = self._jobs.read_whole(self._db.take_notice, _be_content, _be_patient)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            self.look()


def _be_content(_nothing: object) -> None:
    """What was written is announced; there is no other answer."""


def _be_patient(error: Exception) -> None:
    """A file that is locked or out of reach is looked at again in a while."""
    if not isinstance(error, UserError):
        raise error
    logging.getLogger(__name__).debug("not looked: %s", error)
