"""What pages load when they are opened first, loaded in small steps while nobody uses the window.

The first look at the page of a record or of an import is then as quick as the next one. A thread
would make whoever works meanwhile wait; so one module after the other is loaded between events.
"""

import dis
import sys
import time
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec, resolve_name
from types import CodeType
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK: Final = 100
"""Milliseconds between two looks at what the program does."""
QUIET_LOOKS: Final = 20
"""So many looks in turn have to find it idle before a module is loaded."""
MOST_USED: Final = 0.005
"""Seconds of the processor between two looks above which somebody works, or something runs."""
WALKED: Final = ("t20desk.", "phonenumbers.")
"""What is loaded module by module; other packages come with whoever imports them."""


class IdleLoader(QObject):
    """Loads one module at a time once the program has been idle for a while, until all are there.

    Whether it is idle is told by the processor: keys, the mouse, scrolling, an import and a child's
    answer all take some of it.
    """

    def __init__(self, names: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._modules = list_missing(names)
        self._quiet = 0
        self._used = 0.0
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to look; the window goes on meanwhile."""
        self._used = time.process_time()
        self._timer.start()

    def stop(self) -> None:
        """Load no further module."""
        self._timer.stop()

    def load_next(self) -> bool:
        """Load one module more; whether there was one."""
        name = next(self._modules, None)
        if name is not None:
            import_module(name)
        return name is not None

    def _look(self) -> None:
        is_busy = time.process_time() - self._used > MOST_USED
        self._quiet = 0 if is_busy else self._quiet + 1
        if self._quiet > QUIET_LOOKS and not self.load_next():
            self.stop()
        self._used = time.process_time()


def list_missing(names: Iterable[str]) -> Iterator[str]:
    """Modules and what they import that is not loaded, each after those it needs."""
    seen: set[str] = set()
    for name in names:
        yield from _walk(name, seen)


def _walk(name: str, seen: set[str]) -> Iterator[str]:
    if name in sys.modules or name in seen:
        return
    seen.add(name)
    spec = find_spec(name)
    code = getattr(spec.loader, "get_code", _give_no_code)(name) if spec is not None else None
    if spec is None or code is None:
        return
    package = name if spec.submodule_search_locations is not None else name.rpartition(".")[0]
    for needed in _list_imported(code, package):
        if f"{needed}.".startswith(WALKED):
            yield from _walk(needed, seen)
    yield name


def _give_no_code(_name: str) -> None:
    """Of what is no module of Python nothing is known beforehand."""


def _list_imported(code: CodeType, package: str) -> Iterator[str]:
    """The modules that a module imports while it is loaded, in this order."""
    given: list[object] = []
    checked_until = -1
    for one in dis.get_instructions(code):
        if one.opname == "LOAD_CONST":
            given.append(one.argval)
        elif "JUMP" in one.opname and given[-1:] == ["TYPE_CHECKING"]:
            checked_until = one.argval
        elif one.opname == "LOAD_NAME":
            given.append(one.argval)
        elif one.opname == "IMPORT_NAME" and one.offset >= checked_until:
            level = given[-2]
            dots = "." * level if isinstance(level, int) else ""
            yield resolve_name(dots + one.argval, package)
