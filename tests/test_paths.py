"""Small texts that stay on this computer: whole on the disk before they count as kept."""

import os
from pathlib import Path

import pytest

from t20desk.paths import write_lasting
from t20desk.ui.records.drafts import read_draft, write_draft


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the disk was made to keep, by the number of the file there."""
    found: list[int] = []
    fsync = os.fsync

    def note(handle: int) -> None:
        found.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", note)
    return found


def test_a_text_and_its_name_are_on_the_disk_before_it_counts(
    tmp_path: Path, flushed: list[int]
) -> None:
    path = tmp_path / "kept.json"
    write_lasting(path, "你好")
    assert flushed == [path.stat().st_ino, tmp_path.stat().st_ino]
    assert path.read_text(encoding="utf-8") == "你好"
    assert os.listdir(tmp_path) == ["kept.json"]


def test_a_disk_that_refuses_leaves_the_text_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.json"
    write_lasting(path, "before")

    def refuse(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="Input/output"):
        write_lasting(path, "after")
    assert path.read_text(encoding="utf-8") == "before"


def test_a_draft_of_a_form_lasts_through_a_pulled_plug(tmp_path: Path, flushed: list[int]) -> None:
    path = tmp_path / "drafts" / "one.json"
    write_draft(path, {"city": {"text": "Lyon"}})
    assert path.stat().st_ino in flushed
    kept = read_draft(path)
    assert kept is not None
    assert kept.typed == {"city": {"text": "Lyon"}}
