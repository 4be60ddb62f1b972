"""What a killed program was writing does not stay in the folder."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from t20desk.exporting import place_file
from t20desk.paths import data_folder

WRITER = """
import sys
from pathlib import Path
from t20desk.exporting import place_file
with place_file(Path(sys.argv[1])) as draft:
    draft.write_bytes(b"half")
    draft.with_name(draft.name + "-journal").touch()
    print(draft.name, flush=True)
    sys.stdin.read()
"""

Writer = tuple["subprocess.Popen[str]", Path]


@pytest.fixture
def start_writer() -> Iterator[Callable[[Path], Writer]]:
    """Start a program that writes a file and waits; it ends with the test."""
    running = []

    def start(target: Path) -> Writer:
        command = [sys.executable, "-c", WRITER, str(target)]
        pipe = subprocess.PIPE
        running.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
        assert running[-1].stdout is not None
        return running[-1], target.with_name(running[-1].stdout.readline().strip())

    yield start
    for one in running:
        one.kill()
        one.communicate()


def names_in(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def write_list(folder: Path) -> None:
    with place_file(folder / "list.csv") as draft:
        draft.write_bytes(b"whole")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lists"
    made.mkdir()
    return made


def test_the_draft_of_a_killed_program_goes_with_the_next_file(
    folder: Path, start_writer: Callable[[Path], Writer]
) -> None:
    program, draft = start_writer(folder / "book.xlsx")
    assert draft.exists()
    program.kill()
    program.wait()
    write_list(folder)
    assert names_in(folder) == {"list.csv"}
    assert names_in(data_folder() / "unfinished") == set()


def test_the_draft_of_a_program_that_still_writes_stays(
    folder: Path, start_writer: Callable[[Path], Writer]
) -> None:
    program, draft = start_writer(folder / "book.xlsx")
    write_list(folder)
    assert draft.read_bytes() == b"half"
    program.communicate("")
    assert (folder / "book.xlsx").read_bytes() == b"half"


def test_two_files_are_written_at_once_by_one_program(folder: Path) -> None:
    with place_file(folder / "one.csv") as one:
        write_list(folder)
        one.write_bytes(b"one")
    assert names_in(folder) == {"one.csv", "list.csv"}


def test_drafts_elsewhere_wait_for_the_next_file_there(
    folder: Path, tmp_path: Path, start_writer: Callable[[Path], Writer]
) -> None:
    other = tmp_path / "stick"
    other.mkdir()
    program, draft = start_writer(other / "book.xlsx")
    program.kill()
    program.wait()
    write_list(folder)
    assert draft.exists()
    write_list(other)
    assert names_in(other) == {"list.csv"}


@pytest.mark.parametrize("words", [b"", b"elsewhere\n%s", b"%s"])
def test_a_note_that_is_not_of_this_computer_or_not_whole_removes_nothing(
    folder: Path, words: bytes
) -> None:
    draft = folder / ".t20desk-0123456789ab.xlsx"
    draft.touch()
    notes = data_folder() / "unfinished"
    notes.mkdir()
    (notes / draft.stem).write_bytes(words.replace(b"%s", os.fsencode(draft)))
    write_list(folder)
    assert draft.exists()


def test_a_file_is_written_where_no_note_can_be_kept(folder: Path) -> None:
    (data_folder() / "unfinished").touch()
    write_list(folder)
    assert names_in(folder) == {"list.csv"}
