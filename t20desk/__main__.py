"""The front door: the window, the command line, or the child that reads strangers' files."""

import gc
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from t20desk.arguments import skip_options
from t20desk.paths import PASSING, has_display

if TYPE_CHECKING:
    from t20desk.cli.founding_day import View
    from t20desk.db.database import Database

_FOR_COMMANDS = ("--help", "--version", "--install-completion", "--show-completion")


def main() -> int:
    """Open the door that the arguments ask for; the answer is the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--read"]:
        # The child must be small: nothing else is imported before or after.
        from t20desk.reading.child import main as read_file

        return read_file()
    # Another program of ours may have begun this one; its folder goes with it.
    os.environ.pop(PASSING, None)
    if _has_command(arguments):
        from t20desk.cli import run

        return run(arguments, _play_tour)
    if not has_display():
        from t20desk.cli.app import refuse_window

        return refuse_window(arguments)
    # What is made now stays: looking through it for garbage again and again takes 50 ms.
    gc.disable()
    from t20desk.ui.application import begin_application
    from t20desk.ui.kept_code import default_place, keep_code

    begin_application(sys.argv)
    with keep_code(default_place("own")):
        from t20desk.ui.app import run_window

    return run_window(arguments)


def _play_tour(folder: Path) -> int:
    """The tour with a picture of every page; only this module knows window and command line."""
    from t20desk.cli.tour import play_tour

    return play_tour(folder, _render_looks, _render_views)


def _render_looks(
    address: str, folder: Path, languages: Sequence[str]
) -> AbstractContextManager[Iterable[Sequence[Path]]]:
    from t20desk.ui.painters import render_looks

    return render_looks(address, folder, languages)


def _render_views(db: "Database", folder: Path, views: "Sequence[View]") -> list[Path]:
    from t20desk.ui.painters import render_views
    from t20desk.ui.places import Place

    places = {
        view.name: Place(view.page, view.kind, view.record_id, tab=view.tab) for view in views
    }
    return render_views(db, folder, places)


def _has_command(arguments: Sequence[str]) -> bool:
    return any(
        word in _FOR_COMMANDS or not word.startswith("-") for word in skip_options(arguments)
    )


if __name__ == "__main__":
    sys.exit(main())
