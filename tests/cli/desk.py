"""A desk at which the tests give commands: one database file, exit codes, answers."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from t20desk.cli import run

ANSWER = [
    "operation", "read", "new", "changed", "same", "doubtful", "errors", "missing", "ignored",
    "conflicts", "problems",
]  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer of --json."""
        return json.loads(self.out)


class Desk:
    """Gives commands on one file, in this process."""

    def __init__(self, path: Path, read_output: Callable[[], tuple[str, str]]) -> None:
        self.path = path
        self.folder = path.parent
        self._read_output = read_output

    def run(self, *words: str) -> Ran:
        """One command."""
        self._read_output()
        code = run(["--db", str(self.path), *words])
        return Ran(code, *self._read_output())

    def done(self, *words: str) -> Ran:
        """A command that must go well."""
        ran = self.run(*words)
        assert ran.code == 0, ran.err
        return ran

    def json(self, *words: str) -> Any:
        """The answer of a command that must go well."""
        return self.done(*words, "--json").json

    def add(self, kind: str, *words: str) -> str:
        """A new record; its id."""
        return str(self.json("add", kind, *words)["ids"][0])

    def rows(self, kind: str, *words: str) -> list[dict[str, Any]]:
        """The rows of a list."""
        return list(self.json("list", kind, *words))

    def hash(self) -> str:
        """The content of the file."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def write(self, name: str, *lines: str) -> str:
        """A text table beside the database; its path."""
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(path)


def start(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "t20desk", *words],
        capture_output=True,
        env=os.environ | environment,
        check=False,
    )
