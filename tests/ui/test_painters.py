"""Processes that draw pictures of the window for the command line."""

import subprocess
import sys

import psutil
import pytest

CALLER = """
import os, time
from t20desk.ui.painters import _call_painters
if __name__ == "__main__":
    with _call_painters(1) as painters:
        print(painters.submit(os.getpid).result(), flush=True)
        time.sleep(600)
"""


@pytest.mark.slow
def test_a_painter_ends_with_the_program_that_called_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CALLER], stdout=subprocess.PIPE, text=True
    ) as caller:
        assert caller.stdout is not None
        painter = psutil.Process(int(caller.stdout.readline()))
        caller.kill()
    painter.wait(20)
