"""What somebody who looks at the command line sees of long work."""

import os
import pty
import sys

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
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert said in shown
