"""Targets that cannot be written, and writing that fails half way."""

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from t20desk.db.types import Stored, Text
from t20desk.errors import UserError
from t20desk.exporting import place_file, write_csv, write_json, write_workbook
from t20desk.tables import Column, Table
from tests.exporting.sample_tables import MEMBERS

SMALL_DISK = 600_000


def failing_table(error: Exception) -> Table:
    """Its rows end with an error at nine tenths."""

    def rows() -> Iterator[tuple[Stored, ...]]:
        for number in range(9_000):
            yield (f"row {number}",)
        raise error

    return Table("List", (Column("value", "Value", Text()),), rows)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB; needs the right to mount."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("mounting a small disk is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("mode", [pytest.param(0o444, id="E-807-read-only")])
def test_a_read_only_file_is_kept(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "book.xlsx"
    target.write_bytes(b"old")
    target.chmod(mode)
    with pytest.raises(UserError, match=r"book\.xlsx is read-only\. Save under another name"):
        write_workbook([MEMBERS], target)
    assert target.read_bytes() == b"old"
    assert [file for file in tmp_path.iterdir() if file.is_file()] == [target]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        pytest.param("gone/book.xlsx", "does not exist", id="E-807-folder"),
        pytest.param("file/book.xlsx", "does not exist", id="E-807-folder-is-file"),
        pytest.param("CON.xlsx", "cannot be called CON", id="E-807-con"),
        pytest.param("lpt1", "cannot be called lpt1", id="E-807-lpt1"),
        pytest.param("nul.2024.xlsx", "cannot be called nul", id="E-807-nul"),
        pytest.param("x" * 300 + ".xlsx", "shorter", id="E-807-300-characters"),
        pytest.param("bell\a.xlsx", "cannot be called", id="E-807-control"),
        pytest.param("a\0b.xlsx", "cannot be called", id="E-807-null"),
        pytest.param("folder", "is a folder", id="E-807-is-folder"),
        pytest.param("loop.xlsx", "cannot be called", id="E-807-loop"),
    ],
)
def test_an_impossible_target_is_named(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop.xlsx").symlink_to(tmp_path / "loop.xlsx")
    before = sorted(file for file in tmp_path.iterdir() if file.name != "data")
    with pytest.raises(UserError, match=sentence), place_file(tmp_path / name):
        pytest.fail("nothing should be written")
    assert sorted(file for file in tmp_path.iterdir() if file.name != "data") == before


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="no such rights for this user")
def test_a_protected_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "protected"
    folder.mkdir(mode=0o555)
    with pytest.raises(UserError, match="may not write in the folder"):
        write_workbook([MEMBERS], folder / "book.xlsx")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        pytest.param(errno.ENOSPC, "The disk is full.* MB are free", id="E-808-full"),
        pytest.param(errno.EIO, "The disk failed", id="E-808-broken"),
        pytest.param(errno.EROFS, "is read-only", id="E-808-read-only"),
        pytest.param(errno.EFBIG, "too large", id="E-808-too-large"),
    ],
)
@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_a_disk_that_fails_late_leaves_the_old_file(
    tmp_path: Path, code: int, sentence: str, ending: str
) -> None:
    target = tmp_path / f"list.{ending}"
    target.write_bytes(b"old")
    with pytest.raises(UserError, match=sentence):
        write(failing_table(OSError(code, "failed")), target)
    assert target.read_bytes() == b"old"
    assert [file for file in tmp_path.iterdir() if file.is_file()] == [target]


@pytest.mark.parametrize("ending", [pytest.param(e, id=f"E-808-{e}") for e in ("xlsx", "csv")])
def test_any_other_error_leaves_the_old_file_and_goes_on(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"list.{ending}"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write(failing_table(ZeroDivisionError()), target)
    assert target.read_bytes() == b"old"
    assert [file for file in tmp_path.iterdir() if file.is_file()] == [target]


@pytest.mark.parametrize("ending", [pytest.param(e, id=f"E-808-disk-{e}") for e in ("xlsx", "csv")])
def test_a_really_full_disk_leaves_the_old_file(small_disk: Path, ending: str) -> None:
    target = small_disk / f"list.{ending}"
    target.write_bytes(b"old")
    rows = [(os.urandom(40).hex(),) for _ in range(20_000)]
    table = Table("List", (Column("value", "Value", Text()),), lambda: rows)
    with pytest.raises(UserError, match="The disk is full"):
        write(table, target)
    assert target.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [target]


def write(table: Table, target: Path) -> None:
    if target.suffix == ".xlsx":
        write_workbook([table], target)
    elif target.suffix == ".csv":
        write_csv(table, target)
    else:
        write_json(table, target)
