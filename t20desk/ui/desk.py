"""What lives as long as a window is open, handed to every page: the database and its surroundings."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, Signal

from t20desk.db.change import Change
from t20desk.settings import Settings
from t20desk.ui.announcer import Announcer
from t20desk.ui.jobs import Job, Jobs
from t20desk.ui.memory import Memory

if TYPE_CHECKING:
    from t20desk.db.database import Applied, Database


class Desk(QObject):
    """A database on the desk, the lanes that work on it, and what this computer remembers."""

    told = Signal(str)
    applied = Signal(object, object)
    changed = Signal(object)

    def __init__(self, db: "Database | None", settings: Settings, memory: Memory) -> None:
        super().__init__()
        self._db = db
        self.settings = settings
        self.memory = memory
        self.jobs = Jobs(self)
        self._announcer = None if db is None else Announcer(db, self)
        if self._announcer is not None:
            self._announcer.changed.connect(self.changed)

    @property
    def db(self) -> "Database":
        """The database; asked for only where one is open."""
        if self._db is None:
            raise RuntimeError("no database is open")
        return self._db

    @property
    def is_open(self) -> bool:
        """Whether a database is open."""
        return self._db is not None

    def read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> Job:
        """Read on the reading lane."""
        return self.jobs.read(work, done)

    def apply(self, change: Change) -> "Applied":
        """Apply a small change and wait for it; the window paints on meanwhile."""
        answer: list[Any] = []
        loop = QEventLoop()

        def take(result: Any) -> None:
            answer.append(result)
            loop.quit()

        self.jobs.write(lambda: self.db.apply(change), take, take)
        if not answer:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if isinstance(answer[0], Exception):
            raise answer[0]
        return self._note(change, answer[0])

    def apply_large(self, change: Change, label: str, done: Callable[["Applied"], None]) -> Job:
        """Apply a change of many rows in turn; `done` hears of it later."""
        return self.jobs.write(
            lambda: self.db.apply(change),
            lambda result: done(self._note(change, result)),
            None,
            label,
        )

    def tell(self, sentence: str) -> None:
        """Good news, for the status line."""
        self.told.emit(sentence)

    def close(self) -> None:
        """Let the lanes end and close the database."""
        if self._announcer is not None:
            self._announcer.stop()
        self.jobs.close()
        if self._db is not None:
            self._db.close()

    def _note(self, change: Change, result: "Applied") -> "Applied":
        if not result.conflicts and not result.problems:
            self.applied.emit(change, result)
        return result
