"""Progress on standard error, only where somebody looks at it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def _ignore(_done: int, _total: int | None = None) -> None:
    """Nobody looks."""


@contextmanager
def progress(label: str) -> Iterator[Callable[..., None]]:
    """A function to be told how much is done, and of how much where that is known."""
    if not sys.stderr.isatty():
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True, markup=False, soft_wrap=True)
    with Progress(console=console, transient=True) as shown:
        task = shown.add_task(label, total=None)

        def tell(done: int, total: int | None = None) -> None:
            shown.update(task, completed=done, total=total)

        yield tell
