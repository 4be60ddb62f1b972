"""A process whose calls to the system are made to fail: killed, refused, or without room."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.faulty_deeds import FAULT_AT, IDLE

KILL = "signal=SIGKILL:when={at}"
FAILS_ONCE = "error=EIO:when={at}"
FAILS_ON = "error=EIO:when={at}+"
FULL_ON = "error=ENOSPC:when={at}+"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a deed ended, what it said, and how many calls of each sort it made where asked."""

    end: str
    said: str
    counts: dict[str, int]


class Faults:
    """Asks the process for deeds; the call of that number fails in each."""

    def __init__(self, line: socket.socket, scratch: Path) -> None:
        self._line = line
        self._scratch = scratch

    def do(self, deed: str, folder: Path, call: str = "", nth: int = 0) -> Ended:
        """Do a deed; its `nth` call of that sort fails, none where no sort is named."""
        asked = {
            "deed": deed,
            "folder": str(folder),
            "call": call,
            "nth": nth,
            "scratch": str(self._scratch),
        }
        self._line.send(json.dumps(asked).encode())
        answer = self._line.recv(100_000)
        assert answer, "the process that fails on purpose is gone"
        return Ended(**json.loads(answer))


@contextmanager
def start_faults(fault: str, office: Path, folder: Path) -> Iterator[Faults]:
    """Start the process under strace; skipped where that is not there or may not watch.

    It may change the `office`; what it writes without a purpose lies in the `folder`.
    """
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace makes the calls fail, and it is not here")
    scratch = folder / "scratch"
    scratch.write_bytes(b"")
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    calls = ",".join(IDLE)
    watched = [strace, "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
    watched += ["-e", f"inject={calls}:{fault.format(at=FAULT_AT)}"]
    # Only errors come where the kernel itself picks the calls; that is much quicker.
    watched += [] if fault == KILL else ["--seccomp-bpf"]
    deeds = [sys.executable, "-m", "tests.hostile.faulty_deeds", str(theirs.fileno()), str(office)]
    process = subprocess.Popen([*watched, *deeds], pass_fds=[theirs.fileno()])
    theirs.close()
    try:
        yield Faults(ours, scratch)
    finally:
        ours.close()
        process.wait()
