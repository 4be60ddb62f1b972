"""E-606, E-607: files are put in place in one step."""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from t20desk.errors import UserError
from t20desk.exporting import place_file
from t20desk.exporting.placing import _move_draft


def hold_for(times: int) -> Callable[[Path, Path], None]:
    """A rename that finds the file held by another program so many times."""
    left = [times]

    def replace(source: Path, target: Path) -> None:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(13, "held")
        os.replace(source, target)

    return replace


def test_a_new_file_appears_whole(tmp_path: Path) -> None:
    with place_file(tmp_path / "list.csv") as draft:
        draft.write_bytes(b"new")
        assert not (tmp_path / "list.csv").exists()
        assert draft.parent == tmp_path
        assert draft.suffix == ".csv"
    assert (tmp_path / "list.csv").read_bytes() == b"new"
    assert not draft.exists()


def test_an_error_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), place_file(target) as draft:
        draft.write_bytes(b"%d" % (1 // 0))
    assert target.read_bytes() == b"old"
    assert [file for file in tmp_path.iterdir() if file.is_file()] == [target]


def test_a_draft_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")
    message = "could not be written completely"
    with (
        pytest.raises(UserError, match=message),
        place_file(target, verify=lambda draft: draft.read_bytes() == b"whole") as draft,
    ):
        draft.write_bytes(b"half")
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_rights_of_the_old_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with place_file(target) as draft:
        draft.write_bytes(b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_is_followed(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(b"old")
    link.symlink_to(real)
    with place_file(link) as draft:
        draft.write_bytes(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_file_held_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    draft, target = tmp_path / "draft", tmp_path / "target"
    draft.write_bytes(b"new")
    _move_draft(draft, target, hold_for(9), pause=0)
    assert target.read_bytes() == b"new"


def test_a_file_held_for_long_is_named(tmp_path: Path) -> None:
    draft, target = tmp_path / "draft", tmp_path / "target.xlsx"
    draft.write_bytes(b"new")
    target.write_bytes(b"old")
    with pytest.raises(UserError, match=r"target\.xlsx is open in another program"):
        _move_draft(draft, target, hold_for(10), pause=0)
    assert target.read_bytes() == b"old"


def test_a_folder_that_goes_meanwhile_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(UserError, match="does not exist"), place_file(folder / "a.csv"):
        shutil.rmtree(folder)
