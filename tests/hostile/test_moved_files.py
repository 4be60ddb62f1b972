"""E-412, E-607, E-608: a file that goes, or that another one replaces, while open; a full disk."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from t20desk.backing_up import back_up
from t20desk.db.change import BATCH_ROWS
from t20desk.db.database import Database
from t20desk.db.spool import collect_batches
from t20desk.errors import UserError
from tests.db.steps import edit, make, new_batch, record_of, records_of
from tests.file_bytes import hash_of


def delete(path: Path) -> None:
    path.unlink()


def rename(path: Path) -> None:
    path.rename(path.with_name("elsewhere.t20"))


def replace_with_copy(path: Path) -> None:
    shutil.copy(path, path.with_name("copy"))
    os.replace(path.with_name("copy"), path)


def take_drive(path: Path) -> None:
    shutil.move(path.parent, path.parent.with_name("unplugged"))


@pytest.fixture
def office(new_file: Path, tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    (tmp_path / "stick").mkdir()
    return Path(shutil.copy(new_file, tmp_path / "stick" / "office.t20"))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move a file that is open")
@pytest.mark.parametrize("harm", [delete, rename, replace_with_copy, take_drive])
def test_a_file_that_went_while_open_takes_nothing_and_can_still_be_copied(
    office: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    database = Database.open(office)
    key = make(database, "member", name="Kept")
    harm(office)
    before = hash_of(office) if office.exists() else ""
    for _again in range(2):
        with pytest.raises(UserError, match="was moved, renamed or replaced since it was opened"):
            edit(database, "member", key, city="Bonn")
    assert back_up(database, tmp_path / "copy.t20").is_whole
    database.close()
    assert (hash_of(office) if office.exists() else "") == before
    copied = Database.open(tmp_path / "copy.t20")
    assert record_of(copied, "member", key)["name"] == "Kept"
    copied.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move a file that is open")
def test_another_file_of_the_same_name_is_neither_shown_nor_written(
    office: Path, new_file: Path, tmp_path: Path
) -> None:
    database = Database.open(office)
    make(database, "member", name="Ours")
    theirs = Path(shutil.copy(new_file, tmp_path / "theirs.t20"))
    before = hash_of(theirs)
    os.replace(theirs, office)
    # What keeps no page of the file any more would read the other one.
    database.engine.dispose()
    for attempt in (
        lambda: records_of(database, "member"),
        lambda: make(database, "member", name="Lost"),
    ):
        with pytest.raises(UserError, match="open it where it is now"):
            attempt()
    database.close()
    assert hash_of(office) == before


def test_a_file_put_back_in_its_place_goes_on(office: Path) -> None:
    database = Database.open(office)
    aside = office.with_name("aside.t20")
    office.rename(aside)
    with pytest.raises(UserError, match="put it back"):
        make(database, "member", name="A")
    aside.rename(office)
    make(database, "member", name="A")
    database.close()


def test_no_room_for_temporary_files_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    monkeypatch.setattr(tempfile, "tempdir", str(gone))
    rows = {key: {"name": "A"} for key in range(1, BATCH_ROWS + 2)}
    with pytest.raises(UserError, match=r"temporary files .*gone takes no more .* make room"):
        collect_batches([new_batch("member", rows)])
