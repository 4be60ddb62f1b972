"""The modules inside Qt's library are compiled once and kept."""

import collections
import dataclasses
import sys
from collections import namedtuple
from dataclasses import make_dataclass
from pathlib import Path

import pytest

from t20desk.ui.kept_code import LEFT_OUT, keep_code

SOURCE = b"answer = 42\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "kept.qt"


def run_kept(place: Path, source: bytes, name: str = "lib/one.py") -> object:
    """What the module says, compiled or taken from what is kept."""
    said: dict[str, object] = {}
    with keep_code(place):
        exec(compile(source, name, "exec"), said)
    return said.get("answer")


def test_what_was_compiled_once_is_taken_from_the_file(place: Path) -> None:
    run_kept(place, SOURCE)
    kept = place.read_bytes()
    assert run_kept(place, SOURCE) == 42
    assert place.read_bytes() == kept


def test_another_source_of_the_same_name_is_compiled(place: Path) -> None:
    run_kept(place, SOURCE)
    assert run_kept(place, b"answer = 43\n") == 43


@pytest.mark.parametrize("damaged", [b"", b"nothing of ours", None])
def test_a_damaged_file_is_as_good_as_none(place: Path, damaged: bytes | None) -> None:
    run_kept(place, SOURCE)
    whole = place.read_bytes()
    place.write_bytes(whole[:-9] if damaged is None else damaged)
    assert run_kept(place, SOURCE) == 42
    assert place.read_bytes() == whole


def test_nothing_is_kept_where_python_is_told_to_keep_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert run_kept(place, SOURCE) == 42
    assert not place.exists()


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert run_kept(tmp_path / "file" / "kept.qt", SOURCE) == 42


def test_what_writes_stubs_of_qt_is_left_out(place: Path) -> None:
    assert run_kept(place, SOURCE, f"lib{LEFT_OUT}") is None


def test_a_text_is_compiled_once_for_each_place_it_stands_in(place: Path) -> None:
    for _start in range(2):
        with keep_code(place):
            codes = [compile("40 + 2", name, "eval") for name in ("<one>", "<other>")]
            assert compile("40 + 2", "<one>", "eval", dont_inherit=True) is not codes[0]
        assert [eval(code) for code in codes] == [42, 42]
        assert [code.co_filename for code in codes] == ["<one>", "<other>"]


def make_classes(place: Path) -> bool:
    """Whether a data class and a named tuple, made while code is kept, are as they should be."""
    with keep_code(place):
        pair = make_dataclass("Pair", [("one", int), ("other", int, 2)], frozen=True)
        spot = namedtuple("spot", "x y", defaults=[4])
    return pair(1) == pair(1, 2) != pair(2) and spot(3) == (3, 4)


def test_the_methods_that_python_writes_are_compiled_once(place: Path) -> None:
    assert make_classes(place)
    kept = place.read_bytes()
    assert b"_tuple_new" in kept
    assert make_classes(place)
    assert place.read_bytes() == kept
    assert not {"exec", "eval"} & {*vars(dataclasses), *vars(collections)}


def test_what_is_no_longer_compiled_goes(place: Path) -> None:
    run_kept(place, SOURCE, "lib/one.py")
    run_kept(place, SOURCE, "lib/other.py")
    assert b"lib/one.py" not in place.read_bytes()
