"""What somebody who looks at the command line sees of long work."""

import os
import pty
import sys
from contextlib import suppress

import pytest

from t20desk import i18n
from t20desk.cli.progress import progress


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([(2_000, 0)], "Liest 2.000"),
        ([(2_000, 0), (3_000, 4_500)], "Liest 3.000 von 4.500"),
    ],
)
def test_a_terminal_shows_how_many_rows_are_done(
    monkeypatch: pytest.MonkeyPatch, steps: list[tuple[int, int]], said: str
) -> None:
    ours, theirs = pty.openpty()
    with i18n.speaking("de"), os.fdopen(theirs, "w") as terminal, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        patch.setenv("TERM", "xterm")
        with progress("Liest") as tell:
            for step in steps:
                tell(*step)
    assert said in _read_to_end(ours)


def _read_to_end(terminal: int) -> str:
    """What was written to a terminal; where nobody writes any more, reading it ends so."""
    parts = []
    with suppress(OSError):
        while part := os.read(terminal, 4_096):
            parts.append(part)
    os.close(terminal)
    return b"".join(parts).decode()
