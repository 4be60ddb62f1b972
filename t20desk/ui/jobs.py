"""Work away from the window: two lanes read, one writes, and children compute.

Threads only wait for the database and disks; what computes for long runs in a child process.
Results and errors come back on the main thread.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from types import CellType, FunctionType
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from shiboken6 import isValid

from t20desk.db.engines.stopping import Stop, stopped_by
from t20desk.errors import Cancelled, UserError
from t20desk.i18n import N_, _
from t20desk.progress import Progress
from t20desk.ui.children import find_context
from t20desk.ui.heap import give_back

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ENDED_EARLY = N_(
    "The part of the program that worked on this ended early, perhaps for want of memory; "
    "close what is not needed and try again."
)
AFTER_FIRST_ROWS: Final = 150
"""Milliseconds that what a window does not need at once waits for the rows, which come first."""
Work = Callable[..., Any]
Answer = Callable[[Any], None]


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work: what it says in the status line, and whether it is to stop."""

    label: str
    done: Answer | None = None
    failed: Callable[[Exception], None] | None = None
    cancelled: Stop = field(default_factory=Stop)
    finished: bool = False

    def cancel(self) -> None:
        """Stop the work, a query in its midst too; its answer is thrown away."""
        self.cancelled.set()

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.finished or self.cancelled.is_set()

    def check(self) -> None:
        """Raise Cancelled when somebody asked to stop."""
        self.cancelled.check()


class Lane:
    """A thread in which jobs take turns; one cancelled before its turn is not begun."""

    def __init__(
        self, name: str, begin: Callable[[ThreadPoolExecutor, Job, Callable[[], Any]], Job]
    ) -> None:
        self.thread = ThreadPoolExecutor(1, name)
        self._begin = begin

    def __call__(
        self,
        work: Callable[[], Any],
        done: Answer,
        failed: Callable[[Exception], None] | None = None,
        label: str = "",
    ) -> Job:
        """Begin a job; what came of it is answered on the main thread."""
        return self._begin(self.thread, Job(label, done, failed), work)

    def wait(self, seconds: float) -> None:
        """Wait, so long at most, until what was asked before now is done."""
        with suppress(TimeoutError, RuntimeError):
            self.thread.submit(int).result(seconds)


class Jobs(QObject):
    """Takes work, and says on the main thread what became of it."""

    started = Signal(object)
    progressed = Signal(object, object, object)
    finished = Signal(object)
    broke = Signal(object)
    _answered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.read = Lane("reading", self._begin)
        """Reads for the screen."""
        self.read_whole = Lane("listing", self._begin)
        """Reads a whole list or counts it; what is painted at once does not wait behind it."""
        self.write = Lane("writing", self._begin)
        """Writes, or does a thing that takes its turn with writing."""
        self._computing = ThreadPoolExecutor(2, "waiting for a child")
        self.running: list[Job] = []
        self._closed = False
        self._answered.connect(self._on_answer)

    def compute(
        self,
        work: Work,
        arguments: tuple[Any, ...],
        done: Answer,
        failed: Callable[[Exception], None] | None = None,
        label: str = "",
    ) -> Job:
        """Run a function of a module in a child process; it is ended when cancelled.

        The function gets `progress(done, total)` as a last argument.
        """
        job = Job(label, done, failed)
        return self._begin(self._computing, job, lambda: self._wait_for_child(job, work, arguments))

    def write_long(
        self,
        work: Callable[[Progress], Any],
        done: Answer,
        failed: Callable[[Exception], None] | None = None,
        label: str = "",
    ) -> Job:
        """Write what takes a while on the writing lane.

        The work gets `progress(done, total)`, by which Cancel reaches it too.
        """
        job = Job(label, done, failed)

        def tell(count: int, total: int) -> None:
            job.check()
            self.progressed.emit(job, count, total)

        return self._begin(self.write.thread, job, lambda: work(tell))

    def pass_over(self, error: Exception) -> None:
        """Leave out what stands beside a list, or in it, that cannot be read: the list says why."""
        if not isinstance(error, UserError):
            self.broke.emit(error)

    def take_read(self, seconds: float) -> None:
        """Wait for what is being read for the screen, so long at most, and answer at once."""
        self.read.wait(seconds)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def forget(self) -> None:
        """Cancel what runs: those who asked are going."""
        for job in self.running:
            job.cancel()

    def close(self) -> None:
        """Cancel what runs and let the threads end."""
        self._closed = True
        self.forget()
        lanes = (self.read, self.read_whole, self.write)
        for threads in (*(lane.thread for lane in lanes), self._computing):
            threads.shutdown(wait=True, cancel_futures=True)

    def _begin(self, lane: ThreadPoolExecutor, job: Job, work: Callable[[], Any]) -> Job:
        if self._closed:
            job.cancel()
            return job
        self.running.append(job)
        if job.label:
            self.started.emit(job)
        lane.submit(self._run, job, work)
        return job

    def _run(self, job: Job, work: Callable[[], Any]) -> None:
        result, error = None, None
        try:
            job.check()
            with stopped_by(job.cancelled):
                result = work()
        except Exception as problem:  # noqa: BLE001 - every error travels to the main thread
            error = problem
        try:
            self._answered.emit(job, result, error)
        except RuntimeError:
            logging.getLogger(__name__).debug("the window was gone before its answer")
        if job.label:
            give_back()

    def _on_answer(self, job: Job, result: Any, error: Exception | None) -> None:
        job.finished = True
        if job in self.running:
            self.running.remove(job)
        if job.label:
            self.finished.emit(job)
        if job.cancelled.is_set() or isinstance(error, Cancelled) or is_gone(job.done):
            return
        if error is None:
            if job.done is not None:
                job.done(result)
        elif job.failed is not None:
            job.failed(error)
        else:
            self.broke.emit(error)

    def _wait_for_child(self, job: Job, work: Work, arguments: tuple[Any, ...]) -> Any:
        context = find_context()
        ours, theirs = context.Pipe()
        child = context.Process(target=_run_child, args=(theirs, work, arguments), daemon=True)
        child.start()
        theirs.close()
        try:
            return self._listen_to_child(job, ours)
        finally:
            ours.close()
            child.terminate()
            child.join()
            child.close()

    def _listen_to_child(self, job: Job, ours: "Connection") -> Any:
        while True:
            job.check()
            if not ours.poll(0.1):
                continue
            try:
                word, *values = ours.recv()
            except EOFError as error:
                raise UserError(_(ENDED_EARLY)) from error
            if word == "progress":
                self.progressed.emit(job, *values)
            elif word == "error":
                raise values[0]
            else:
                return values[0]


def _run_child(answer: "Connection", work: Work, arguments: tuple[Any, ...]) -> None:
    def report(done: int, total: int) -> None:
        answer.send(("progress", done, total))

    try:
        answer.send(("result", work(*arguments, report)))
    except Exception as error:  # noqa: BLE001 - the parent shows or logs it
        answer.send(("error", error))
    finally:
        answer.close()


def is_gone(answer: Callable[..., Any] | None) -> bool:
    """Whether a widget or model that an answer is for was closed meanwhile."""
    return any(map(_is_closed, _find_used(answer, set())))


def _find_used(answer: object, known: set[int]) -> Iterator[object]:
    """What a function works on: its object, what it was given in advance, and what it encloses."""
    if id(answer) in known:
        return
    known.add(id(answer))
    if isinstance(answer, partial):
        parts = [answer.func, *answer.args, *answer.keywords.values()]
    elif isinstance(answer, FunctionType):
        parts = [cell.cell_contents for cell in answer.__closure__ or () if _is_filled(cell)]
    else:
        yield getattr(answer, "__self__", answer)
        return
    for part in parts:
        yield from _find_used(part, known)


def _is_filled(cell: CellType) -> bool:
    """Whether a variable that a function encloses has a value; one deleted since has none."""
    try:
        return cell.cell_contents is not cell
    except ValueError:
        return False


def _is_closed(one: object) -> bool:
    return isinstance(one, QObject) and not isValid(one)
