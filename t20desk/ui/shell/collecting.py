"""Cyclic garbage is collected on the main thread alone.

Python collects in whichever thread allocates; a lane would destroy timers and widgets of a closed
page, which only the main thread may, and the program would crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 500
"""Milliseconds between two looks at how much has gathered: the window waits for each."""
OLD_ROUNDS = 10
"""So many times as rarely as Python does, what is old is looked through: it takes longest."""


class Collector(QObject):
    """Stands in for Python's own collecting until it is stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._has_settled = False
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(collect_garbage)
        self._timer.start()

    def settle(self) -> None:
        """Look no more through what stays as long as the window; called when one was built."""
        if gc.get_freeze_count():
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        self._has_settled = True

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        if self._has_settled:
            gc.unfreeze()
        gc.enable()


def collect_garbage() -> None:
    """Collect the youngest objects, older ones when it is their turn."""
    young, middle, old = gc.get_count()
    most_young, most_middle, most_old = gc.get_threshold()
    if old > most_old * OLD_ROUNDS:
        gc.collect(2)
    elif middle > most_middle:
        gc.collect(1)
    elif young > most_young:
        gc.collect(0)
