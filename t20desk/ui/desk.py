"""What lives as long as a window is open: the database and its surroundings."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEventLoop, QObject, Signal

from t20desk.db.change import Applied, Change
from t20desk.db.engines.turns import say_waiting, waiting_at_most
from t20desk.db.fields import Kinds
from t20desk.errors import UserError
from t20desk.i18n import _
from t20desk.progress import Progress
from t20desk.settings import Settings
from t20desk.ui.announcer import Announcer
from t20desk.ui.jobs import Job, Jobs, is_gone
from t20desk.ui.lookout import Lookout
from t20desk.ui.memory import Memory
from t20desk.ui.tray import Tray

if TYPE_CHECKING:
    from t20desk.db.database import Database


PATIENCE: Final = 5.0
"""So many seconds a small change waits for another program; then what was typed stays unsaved."""


class Desk(QObject):
    """A database on the desk, the lanes that work on it, and what this computer remembers."""

    told = Signal(str)
    hinted = Signal(str)
    """What is of the page alone that is shown."""
    waits = Signal(bool)
    hindered = Signal(str)
    applied = Signal(object, object)
    changed = Signal(object)
    restore_wanted = Signal(object)

    def __init__(
        self, db: "Database | None", settings: Settings, memory: Memory, address: str = ""
    ) -> None:
        super().__init__()
        self.address = address
        self._db = db
        self.settings = settings
        self.memory = memory
        self.tray = Tray(memory, address, self)
        self.walked: dict[str, array[int]] = {}
        """The ids of the list a record was opened from, by kind: what previous and next walk."""
        self._folders: list[Path] = []
        self.has_changes = False
        """Whether something was written since the database was opened."""
        self.jobs = Jobs(self)
        self._held = 0
        self._announcer = None if db is None else Announcer(db, self)
        self._lookout = None if db is None else Lookout(db, self.jobs, self)
        self.waits.connect(self._say_waiting)
        if db is not None:
            db.store.on_wait = self.waits.emit
            db.on_hindrance = self.hindered.emit
        if self._announcer is not None:
            self._announcer.changed.connect(self.changed)
            self._announcer.changed.connect(self._note_change)

    @property
    def db(self) -> "Database":
        """The database; asked for only where one is open."""
        if self._db is None:
            raise RuntimeError("no database is open")
        return self._db

    @property
    def kinds(self) -> Kinds:
        """The kinds of record of this database, with the office's own fields."""
        return self.db.kinds

    @property
    def is_open(self) -> bool:
        """Whether a database is open."""
        return self._db is not None

    def read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> Job:
        """Read on the reading lane."""
        return self.jobs.read(work, done)

    def apply(self, change: Change) -> Applied:
        """Apply a small change and wait for it; the window paints on meanwhile."""
        # The first rows are there before anybody can change one.
        from t20desk.editing import check_change

        problems = check_change(self.kinds, change)
        if problems:
            return Applied(problems=problems)
        answer: list[Any] = []
        loop = QEventLoop()

        def take(result: Any) -> None:
            answer.append(result)
            loop.quit()

        self.jobs.write(lambda: self._write_soon(change), take, take)
        if not answer:
            self.hold(loop)
        if isinstance(answer[0], Exception):
            raise answer[0]
        return self.note(change, answer[0])

    @property
    def is_held(self) -> bool:
        """Whether a verb waits in its midst, so that what it works on has to stay."""
        return self._held > 0

    def hold(self, loop: QEventLoop) -> None:
        """Wait in the midst of a verb until the loop is left; the window paints, nobody types."""
        self._held += 1
        try:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            self._held -= 1

    def _write_soon(self, change: Change) -> Applied:
        """Somebody sits before the window and waits."""
        with waiting_at_most(PATIENCE):
            return self.db.apply(change)

    def attempt(self, plan: Callable[[], Change]) -> str:
        """Plan a small change and apply it; the sentence that says what hinders it, if any."""
        try:
            applied = self.apply(plan())
        except UserError as error:
            return error.message
        return say_refused(applied)

    def apply_large(
        self,
        change: Change,
        label: str,
        done: Callable[[Applied], None],
        failed: Callable[[Exception], None] | None = None,
        total: int = 0,
    ) -> Job:
        """Apply a change of many rows in turn; `done` hears of it later.

        `total` is the number of its rows, which takes a while to count.
        """

        def work(progress: Progress) -> Applied:
            rows_there = total or max(sum(len(batch.rows) for batch in change.batches), 1)
            return self.db.apply(change, lambda rows: progress(rows, rows_there))

        return self.jobs.write_long(work, NotedAnswer(self, change, done), failed, label)

    def tell(self, sentence: str) -> None:
        """Good news, for the status line."""
        self.told.emit(sentence)

    def hint(self, sentence: str) -> None:
        """What the hand on the page shown should know, for the status line."""
        self.hinted.emit(sentence)

    def detach(self) -> None:
        """Let the lanes end; the database stays open."""
        if self._lookout is not None:
            self._lookout.stop()
        if self._announcer is not None:
            self._announcer.stop()
        self.jobs.close()
        if self._folders:
            from t20desk.attachments import drop_opened

            for folder in self._folders:
                drop_opened(folder)

    def make_folder(self) -> Path:
        """A folder for nobody else, for copies that other programs read; it goes with the desk."""
        from t20desk.as_known import make_folder

        folder = make_folder()
        self._folders.append(folder)
        return folder

    def close(self) -> None:
        """Let the lanes end and close the database."""
        self.detach()
        if self._db is not None:
            self._db.close()

    def _say_waiting(self, is_waiting: bool) -> None:
        self.tell(say_waiting(self.db.name) if is_waiting else "")

    def _note_change(self) -> None:
        self.has_changes = True

    def note(self, change: Change, result: Applied) -> Applied:
        """Say that a change was applied, if it was."""
        if not result.conflicts and not result.problems:
            self.applied.emit(change, result)
        return result


@dataclass(frozen=True, slots=True)
class NotedAnswer:
    """Says that a change was applied, though the widget that wanted it may be gone by then."""

    desk: Desk
    change: Change
    done: Callable[[Applied], None]

    def __call__(self, result: Applied) -> None:
        self.desk.note(self.change, result)
        if not is_gone(self.done):
            self.done(result)


def say_refused(applied: Applied) -> str:
    """Why nothing was written; empty where the change was not refused."""
    told = " ".join(one.message for one in applied.problems)
    wait = _("Somebody changed this meanwhile; try again.")
    return (told or wait) if applied.is_refused else ""
