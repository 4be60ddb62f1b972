"""The reading child as its parent sees it: start, limits, answers, and a sentence for each end."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from t20desk.errors import Cancelled, UserError
from t20desk.i18n import _
from t20desk.reading.rows import say

USUAL_SECONDS = 120
LARGE_SECONDS = 1800
_LINES_AHEAD = 16
_POLL_SECONDS = 0.05


class LargeFileError(UserError):
    """The file is larger than is read unasked; `open_source(..., large=True)` reads it."""


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
    """The running child; a thread only waits for its lines."""

    def __init__(self, file: str, seconds: float, cancelled: Callable[[], bool] | None) -> None:
        self._file = file
        self._left = seconds
        self._cancelled = cancelled or (lambda: False)
        self._lines: queue.Queue[bytes] = queue.Queue(_LINES_AHEAD)
        self._process = subprocess.Popen(
            read_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_child_environment(),
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
        """The next line, or the sentence for whatever came instead."""
        line = self._next_line()
        if not line:
            raise self._tell_end()
        try:
            answer = json.loads(line)
            refused = answer.get("refused")
        except (ValueError, AttributeError) as error:
            self.kill()
            raise UserError(_say_broken(self._file)) from error
        if refused:
            self.kill()
            raise _tell_refused(refused, self._file)
        return answer  # type: ignore[no-any-return]

    def _next_line(self) -> bytes:
        started = time.monotonic()
        try:
            while True:
                if self._cancelled():
                    raise Cancelled
                with suppress(queue.Empty):
                    return self._lines.get(timeout=_POLL_SECONDS)
                if time.monotonic() - started > self._left:
                    raise UserError(_say_slow(self._file))
        except (Cancelled, UserError):
            self.kill()
            raise
        finally:
            # Only the time we wait for the child counts, not what is done with its rows.
            self._left -= time.monotonic() - started

    def _tell_end(self) -> UserError:
        code = self._process.wait()
        if code in (-6, 3, 0xC0000409):
            return UserError(
                _(
                    "{file} needs too much memory; split it or delete what is not part of the"
                    " table."
                ).format(file=self._file)
            )
        if code in (-24, -9):
            return UserError(_say_slow(self._file))
        return UserError(_say_broken(self._file))

    def kill(self) -> None:
        """End the child at once and let the waiting thread go."""
        self._process.kill()
        with suppress(queue.Empty):
            while True:
                self._lines.get_nowait()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _say_slow(file: str) -> str:
    return _("Reading {file} took too long and was stopped; split it and try again.").format(
        file=file
    )


def _say_broken(file: str) -> str:
    return _(
        "{file} could not be read, perhaps it is damaged; open it in Excel, save it as a new"
        " workbook and try again."
    ).format(file=file)


def _tell_refused(refused: dict[str, Any], file: str) -> UserError:
    try:
        arguments = {**refused["arguments"], "file": file}
        sentence = say((refused["message"], arguments))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return UserError(_say_broken(file))
    if refused["reason"] == "large":
        return LargeFileError(sentence)
    return UserError(sentence, refused["reason"] or None)
