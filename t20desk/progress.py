"""How far a long piece of work is; who is told may raise Cancelled, which ends the work."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how many of how many are done: rows, pages, steps or bytes."""
RowProgress = Callable[[int], None]
"""Told how many rows are done, where their number is not known beforehand."""
