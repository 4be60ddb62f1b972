"""Calls of this very process that fail, or take long, from one moment on; strace does it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def calls_hindered(calls: str, hindrance: str, *paths: Path) -> Iterator[None]:
    """Let calls on some files fail or wait within the block, in whichever thread they are made.

    Skipped where strace is not there or may not watch.
    """
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace hinders the calls, and it is not here")
    words = [strace, "-f", "-p", str(os.getpid()), "-o", "/dev/null", "-e", f"trace={calls}"]
    words += ["-e", f"inject={calls}:{hindrance}"]
    words += [word for path in paths for word in ("-P", str(path))]
    watcher = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    assert watcher.stderr is not None
    try:
        if not any("attached" in line for line in watcher.stderr):
            pytest.skip("strace may not watch a process that runs")
        yield
    finally:
        watcher.terminate()
        watcher.communicate()
