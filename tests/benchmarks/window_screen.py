"""A screen for real windows: an Xvfb of our own, and children that run on it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@contextmanager
def own_screen() -> Iterator[dict[str, str]]:
    """The surroundings for children whose windows are painted on a screen of their own."""
    reader, writer = os.pipe()
    words = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as answer, tempfile.TemporaryDirectory() as data:
            display = f":{answer.readline().strip()}"
            yield os.environ | {
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "T20DESK_DATA": data,
                "PYTHONPATH": str(HERE.parent.parent),
                # Our modules are read compiled, as from an installed program.
                "PYTHONDONTWRITEBYTECODE": "",
                "PYTHONPYCACHEPREFIX": str(Path(data, "bytecode")),
            }
    finally:
        server.terminate()
        server.wait()


def run_child(script: str, *arguments: object, around: dict[str, str]) -> dict[str, Any]:
    """What a child printed as JSON; `started` is when it was started, on the same clock."""
    words = [sys.executable, str(HERE / script), *map(str, arguments)]
    started = time.monotonic()
    done = subprocess.run(words, env=around, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found | {"started": started}
