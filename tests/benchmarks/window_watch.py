"""What the eye sees of a table: when its rows are painted, and how long the window stood still."""

import random
import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QTableView

BEAT = 0.005
LONGEST = 20_000
"""So many milliseconds are waited for a painting; what takes longer counts as that."""


class Watch(QObject):
    """Waits for a painting of a table that shows what is asked for."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._loop = QEventLoop()
        self._shown: Callable[[], bool] | None = None
        table.viewport().installEventFilter(self)

    def wait(self, shown: Callable[[], bool]) -> float:
        """Seconds until a painting of what was asked for was through."""
        start = time.perf_counter()
        self._shown = shown
        if shown():
            self._table.viewport().update()
        limit = QTimer(self, singleShot=True, interval=LONGEST)
        limit.timeout.connect(self._loop.quit)
        limit.start()
        self._loop.exec()
        self._shown = None
        limit.stop()
        limit.deleteLater()
        return time.perf_counter() - start

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._shown is not None and self._shown():
            self._shown = None
            # The table paints after this filter; the loop ends with the next turn.
            QTimer.singleShot(0, self._loop.quit)
        return False


class Heartbeat(QObject):
    """A timer of 5 ms that notes how long it was kept waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._timer = QTimer(self, interval=round(BEAT * 1000))
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = time.perf_counter()

    def begin(self) -> None:
        """Count from now."""
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> list[float]:
        """The ten longest gaps in milliseconds, longest first."""
        self._timer.stop()
        return [round(gap * 1000, 1) for gap in sorted(self.gaps)[: -10 - 1 : -1]]

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now


def wait_until(holds: Callable[[], bool], seconds: float = 1800) -> float:
    """Seconds until something holds, asked every 20 ms while the window lives on."""
    start = time.perf_counter()
    while not holds():
        if time.perf_counter() - start > seconds:
            raise TimeoutError("it did not come to pass")
        rest(20)
    return time.perf_counter() - start


def rest(milliseconds: int) -> None:
    """Let the window live on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def jump_about(
    table: QTableView, watch: Watch, full: Callable[[], bool], times: int
) -> list[float]:
    """Seconds from moving the scroll bar to any place until the rows there are painted."""
    dice, bar, taken = random.Random(5), table.verticalScrollBar(), []
    for _jump in range(times):
        place = dice.randrange(bar.maximum())
        start = time.perf_counter()
        bar.setValue(place)
        watch.wait(full)
        taken.append(time.perf_counter() - start)
        rest(5)
    return taken


def scroll_pages(table: QTableView, seconds: float) -> None:
    """Scroll page by page without a rest."""
    bar = table.verticalScrollBar()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        bar.setValue((bar.value() + bar.pageStep()) % max(bar.maximum(), 1))
        rest(15)


def used_each(work: Callable[[], list[float]]) -> dict[str, float]:
    """The spread of what some work measured, and its seconds of the processor for each, as ms."""
    used = time.process_time()
    values = work()
    return spread(values) | {"used": round((time.process_time() - used) * 1000 / len(values), 1)}


def spread(values: Iterable[float]) -> dict[str, float]:
    """Median, the value that one of twenty exceeds, and the largest, in milliseconds."""
    ordered = sorted(values)
    at = (len(ordered) // 2, min(int(len(ordered) * 0.95), len(ordered) - 1), -1)
    return {
        name: round(ordered[place] * 1000, 1)
        for name, place in zip(("p50", "p95", "max"), at, strict=True)
    }
