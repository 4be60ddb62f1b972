"""The front door: the window, the command line, or the child that reads strangers' files."""

import sys
from collections.abc import Iterator, Sequence

_WITH_VALUE = ("--db", "--language")
_FOR_COMMANDS = ("--help", "--version", "--install-completion", "--show-completion")


def main() -> int:
    """Open the door that the arguments ask for; the answer is the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--read"]:
        # The child must be small: nothing else is imported before or after.
        from t20desk.reading.child import main as read_file

        return read_file()
    if _has_command(arguments):
        from t20desk.cli import run

        return run(arguments)
    from t20desk.ui.app import run_window

    return run_window(arguments)


def _has_command(arguments: Sequence[str]) -> bool:
    return any(
        word in _FOR_COMMANDS or not word.startswith("-") for word in _skip_values(arguments)
    )


def _skip_values(arguments: Sequence[str]) -> Iterator[str]:
    words = iter(arguments)
    for word in words:
        yield word
        if word in _WITH_VALUE:
            next(words, None)


if __name__ == "__main__":
    sys.exit(main())
