"""How a child that computes is begun: from a process that has loaded already what they all need."""

import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from t20desk.leftovers import passing_folder

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

LOADED = (
    "t20desk.as_known",
    "t20desk.checking",
    "t20desk.importing.planning",
    "t20desk.ui.confirmations.sending_child",
    "t20desk.ui.doubles.doubles_child",
    "t20desk.ui.history.undo_child",
    "t20desk.ui.imports.import_child",
    "t20desk.ui.imports.return_child",
    "t20desk.ui.previews.plan_child",
    "t20desk.ui.tables.bulk_child",
)
"""What children compute; none of it knows windows."""


@cache
def find_context() -> "ForkServerContext | SpawnContext":
    """The way to begin a child: only the first one has to load the modules, where this is Linux."""
    import multiprocessing

    # What a child hands over lies in the folder of the window, which is told to it once.
    with suppress(OSError):
        passing_folder()
    if not sys.platform.startswith("linux") or getattr(sys, "frozen", False):
        return multiprocessing.get_context("spawn")
    from multiprocessing.forkserver import ensure_running

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    try:
        ensure_running()
    except OSError:
        # There is no room for its socket; each child then loads what it needs.
        return multiprocessing.get_context("spawn")
    return context
