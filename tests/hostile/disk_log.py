"""What a process wrote into a folder, in the order of its calls, as strace saw it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CALLS = (
    "openat,creat,pwrite64,write,lseek,ftruncate,fsync,fdatasync,sendfile,copy_file_range,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir"
)
LINE = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?", re.DOTALL)
UNFINISHED = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>")
RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
HANDLE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")
NUMBER = re.compile(r"\d+")
FOLDER = -1
"""What bears a name when it is no file."""
SAID = b"done\n"
"""What the process says when a deed is done: from then on it must last."""


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes written into a file."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Size:
    """A file cut off or made longer."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name given to a file, or taken from it where there is none; `was` is its name before."""

    name: str
    file: int | None
    was: str = ""


@dataclass(frozen=True, slots=True)
class Sync:
    """All of a file is on the disk, or all names of a folder."""

    file: int | str


@dataclass(frozen=True, slots=True)
class Said:
    """The user was told that it is done."""


Event = Write | Size | Name | Sync | Said


@dataclass(slots=True)
class Files:
    """Files by their number and the names of a folder; what a process sees."""

    names: dict[str, int] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "Files":
        """The files of a folder as they are."""
        found = cls()
        for number, path in enumerate(sorted(folder.rglob("*"))):
            found.names[str(path.relative_to(folder))] = FOLDER if path.is_dir() else number
            if not path.is_dir():
                found.contents[number] = path.read_bytes()
        found.contents[FOLDER] = b""
        return found

    def copy(self) -> "Files":
        """The same once more, to be changed."""
        return Files(dict(self.names), dict(self.contents))

    def take(self, event: Event) -> None:
        """Do what the process did."""
        if isinstance(event, Write):
            self.contents[event.file] = overwrite(self.contents.get(event.file, b""), event)
        elif isinstance(event, Size):
            self.contents[event.file] = resize(self.contents.get(event.file, b""), event.size)
        elif isinstance(event, Name):
            self.names.pop(event.was, None)
            self.names.pop(event.name, None)
            if event.file is not None:
                self.names[event.name] = event.file
                self.contents.setdefault(event.file, b"")

    def write(self, folder: Path) -> None:
        """Make a folder of these files; one whose own folder is gone is gone with it."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, number in sorted(self.names.items()):
            path = folder / name
            if not path.parent.exists():
                continue
            if number == FOLDER:
                path.mkdir()
            else:
                path.write_bytes(self.contents[number])

    def by_name(self) -> dict[str, bytes]:
        """The contents under their names."""
        return {
            name: self.contents[number] for name, number in self.names.items() if number != FOLDER
        }


def overwrite(content: bytes, write: Write) -> bytes:
    """A content with some bytes written over it; a gap before them is zeros."""
    content = content.ljust(write.at, b"\0")
    return content[: write.at] + write.data + content[write.at + len(write.data) :]


def resize(content: bytes, size: int) -> bytes:
    """A content cut off, or filled with zeros."""
    return content[:size].ljust(size, b"\0")


def record_deeds(folder: Path, deeds: Sequence[str]) -> tuple[Files, list[Event]]:
    """Do deeds in a process of its own: the files before, and all that it did to them.

    Skipped where strace is not there or may not watch.
    """
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace records what is written, and it is not here")
    before = Files.read(folder)
    log = folder.with_suffix(".log")
    watched = [strace, "-f", "-qq", "--seccomp-bpf", "-y", "-xx", "-s", str(1 << 20), "-o", log]
    words = [sys.executable, "-m", "tests.hostile.faulty_deeds", "once", str(folder), *deeds]
    subprocess.run([*watched, "-e", f"trace={CALLS}", *words], check=True, capture_output=True)
    recorder = Recorder(os.path.realpath(folder), before)
    events = [event for line in _join_lines(log) for event in recorder.read(line)]
    found, left = recorder.present.by_name(), Files.read(folder).by_name()
    assert found == left, "the record is not what happened"
    log.unlink()
    return before, events


def _join_lines(log: Path) -> Iterator[str]:
    """The calls of the log; those of one thread that another one cut in two are joined."""
    begun: dict[str, str] = {}
    with log.open(encoding="ascii") as lines:
        for line in lines:
            if cut := UNFINISHED.match(line):
                begun[cut[1]] = cut[2]
            elif cut := RESUMED.match(line):
                yield f"{cut[1]} {begun.pop(cut[1])}{cut[2]}"
            else:
                yield line


class Recorder:
    """Reads calls one by one and follows what the folder holds."""

    def __init__(self, root: str, before: Files) -> None:
        self._root = root
        self.present = before.copy()
        self._next = len(before.names)
        self._places: dict[int, int] = {}

    def read(self, line: str) -> Iterator[Event]:
        """What a call did; nothing for one that failed or has nothing to do with the folder."""
        found = LINE.match(line)
        if found is None or int(found[4]) < 0:
            return
        for event in self._follow(found[2], found[3], int(found[4]), found[5] or ""):
            self.present.take(event)
            yield event

    def _follow(self, call: str, words: str, result: int, opened: str) -> Iterator[Event]:
        if call in ("openat", "creat"):
            yield from self._open(words, result, self._name(_decode(opened)))
        elif call.startswith(("rename", "link", "unlink", "mkdir", "rmdir")):
            yield from self._change_name(call, [_decode(one) for one in STRING.findall(words)])
        elif handles := HANDLE.findall(words):
            yield from self._use(call, words, result, handles)

    def _use(
        self, call: str, words: str, result: int, handles: list[tuple[str, str]]
    ) -> Iterator[Event]:
        """A call on what is open."""
        handle, path = int(handles[0][0]), _decode(handles[0][1])
        data = b"".join(bytes.fromhex(one.replace("\\x", "")) for one in STRING.findall(words))
        if call == "write" and data == SAID:
            yield Said()
        name = self._name(path)
        if name == "." or self.present.names.get(name or "") == FOLDER:
            if call in ("fsync", "fdatasync"):
                yield Sync(name)
            return
        file = self.present.names.get(name or "")
        if file is None:
            return
        if call == "pwrite64":
            yield Write(file, int(NUMBER.findall(words)[-1]), data[:result])
        elif call == "lseek":
            self._places[handle] = result
        elif call == "ftruncate":
            yield Size(file, int(NUMBER.findall(words)[-1]))
        elif call in ("fsync", "fdatasync"):
            yield Sync(file)
        elif call in ("write", "sendfile"):
            at = self._places.get(handle, 0)
            self._places[handle] = at + result
            yield Write(
                file, at, data[:result] if call == "write" else self._read_other(words, result)
            )
        else:
            raise AssertionError(f"{call} is not followed yet")

    def _read_other(self, words: str, size: int) -> bytes:
        """What was sent from another file."""
        name = self._name(_decode(HANDLE.findall(words)[1][1]))
        start = int(re.search(r"\[(\d+)\]", words)[1])  # type: ignore[index]
        return self.present.contents[self.present.names[name or ""]][start : start + size]

    def _open(self, words: str, handle: int, name: str | None) -> Iterator[Event]:
        if name is None or self.present.names.get(name, 0) == FOLDER or name == ".":
            return
        self._places[handle] = 0
        if name not in self.present.names and "O_CREAT" in words:
            self._next += 1
            yield Name(name, self._next)
        elif "O_TRUNC" in words:
            yield Size(self.present.names[name], 0)
        if "O_APPEND" in words:
            self._places[handle] = len(self.present.contents[self.present.names[name]])

    def _change_name(self, call: str, paths: list[str]) -> Iterator[Event]:
        names = [self._name(path) for path in paths]
        if names[0] is None:
            return
        if call.startswith(("unlink", "rmdir", "mkdir")):
            yield Name(names[0], FOLDER if call.startswith("mkdir") else None)
            return
        assert names[1] is not None
        was = names[0] if call.startswith("rename") else ""
        yield Name(names[1], self.present.names[names[0]], was)

    def _name(self, path: str) -> str | None:
        """The path within the folder; None outside it or for what has no name any more."""
        if path == self._root:
            return "."
        return path.removeprefix(self._root + "/") if path.startswith(self._root + "/") else None


def _decode(text: str) -> str:
    return os.fsdecode(bytes.fromhex(text.replace("\\x", "")))
