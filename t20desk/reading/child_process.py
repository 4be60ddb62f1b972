"""The reading child as its parent sees it: start, limits, answers, and a refusal for each end."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from t20desk.db.engines.stopping import watched_stop
from t20desk.i18n import N_
from t20desk.reading.rows import NO_MEMORY, RefusedError

USUAL_SECONDS = 120
LARGE_SECONDS = 1800
_LINES_AHEAD = 16
_POLL_SECONDS = 0.05
_ABORTED = (-6, 3, 0xC0000409)
"""A failed allocation aborts: SIGABRT, and what Windows makes of it."""

TOO_SLOW = N_("Reading {file} took too long and was stopped; split it and try again.")
BROKEN = N_(
    "{file} could not be read, perhaps it is damaged; open it in Excel, save it as a new"
    " workbook and try again."
)


def read_command() -> list[str]:
    """How the child is started, from Python or frozen; the current folder stays off its path."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read"]
    return [sys.executable, "-P", "-m", "t20desk", "--read"]


def _child_environment() -> dict[str, str]:
    """In a checkout the child has to be told where we are; an installed package it finds."""
    environment = dict(os.environ)
    folder = Path(__file__).resolve().parents[2]
    if folder.name not in ("site-packages", "dist-packages"):
        paths = (str(folder), environment.get("PYTHONPATH"))
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment


class ReadingChild:
    """The running child; a thread only waits for its lines.

    `leads` makes it the head of a process group, so that killing it ends its own children too.
    """

    def __init__(self, seconds: float, leads: bool = True) -> None:
        self._left = seconds
        self._leads = leads and os.name == "posix"
        self._killed = False
        self._lines: queue.Queue[bytes] = queue.Queue(_LINES_AHEAD)
        self._process = subprocess.Popen(
            read_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_child_environment(),
            start_new_session=self._leads,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        threading.Thread(target=self._wait_lines, daemon=True).start()

    def _wait_lines(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, ValueError):
            while line := self._process.stdout.readline():
                self._lines.put(line)
        self._lines.put(b"")

    def ask(self, request: dict[str, object]) -> None:
        """Send a request; an ended child is noticed at the next answer."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """The next line; a child that ended, broke or refused is gone when this raises."""
        try:
            return self._read_answer(self._next_line())
        except BaseException:
            self.kill()
            raise

    def last_answer(self) -> dict[str, Any]:
        """The only answer of a child that is not asked again."""
        answer = self.answer()
        self.kill()
        return answer

    def _next_line(self) -> bytes:
        started = time.monotonic()
        try:
            while not self._killed:
                watched_stop().check()
                with suppress(queue.Empty):
                    return self._lines.get(timeout=_POLL_SECONDS)
                if time.monotonic() - started > self._left:
                    raise RefusedError(TOO_SLOW)
            return b""
        finally:
            # Only the time we wait for the child counts, not what is done with its rows.
            self._left -= time.monotonic() - started

    def _read_answer(self, line: bytes) -> dict[str, Any]:
        if not line:
            raise self._tell_end()
        try:
            answer: dict[str, Any] = json.loads(line)
            refused = answer.get("refused")
        except (ValueError, AttributeError) as error:
            raise RefusedError(BROKEN) from error
        if refused:
            raise _read_refusal(refused)
        return answer

    def _tell_end(self) -> RefusedError:
        code = self._process.wait()
        if code in _ABORTED:
            return RefusedError(NO_MEMORY)
        slow = os.name == "posix" and code in (-signal.SIGXCPU, -signal.SIGKILL)
        return RefusedError(TOO_SLOW if slow else BROKEN)

    def kill(self) -> None:
        """End the child at once and let the waiting thread go."""
        self._killed = True
        if self._leads:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        with suppress(queue.Empty):
            while True:
                self._lines.get_nowait()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _read_refusal(refused: dict[str, Any]) -> RefusedError:
    try:
        return RefusedError(refused["message"], refused["reason"], **refused["arguments"])
    except (KeyError, TypeError):
        return RefusedError(BROKEN)
