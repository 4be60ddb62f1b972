"""Progress on standard error, only where somebody looks at it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from t20desk.progress import say_progress


def _ignore(_done: int, _total: int = 0) -> None:
    """Nobody looks."""


@contextmanager
def progress(label: str) -> Iterator[Callable[..., None]]:
    """A function to be told how much is done, and of how much where that is known."""
    if not sys.stderr.isatty():
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, markup=False, soft_wrap=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task(label, total=None)

        def tell(done: int, total: int = 0) -> None:
            said = say_progress(label, done, total)
            shown.update(task, completed=done, total=total or None, description=said)

        yield tell
