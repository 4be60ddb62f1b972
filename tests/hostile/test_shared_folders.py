"""E-415: a database in a synchronised folder or on a network drive: what is said of it, once."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from pytestqt.qtbot import QtBot

from t20desk.shared_folders import find_conflicted, say_risk
from t20desk.ui.app import Program
from tests.ui.hands import LEFT


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Alliance", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Nextcloud", "Nextcloud"),
        ("Mobile Documents", "Mobile Documents"),
        ("google drive", "google drive"),
    ],
)
def test_a_synchronised_folder_is_named(tmp_path: Path, folder: str, service: str) -> None:
    place = tmp_path / folder / "office"
    place.mkdir(parents=True)
    said = say_risk(place / "office.t20")
    assert f"a folder that {service} copies" in said
    assert "move it to a folder of this computer alone" in said


def test_a_folder_of_this_computer_is_nothing_to_talk_of(tmp_path: Path) -> None:
    assert say_risk(tmp_path / "Dropboxes" / "office.t20") == ""


@pytest.mark.parametrize("kind", ["cifs", "nfs4", "fuse.sshfs"])
def test_a_network_drive_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    # No network drive can be mounted here, so the list of drives is made up.
    drives = [
        SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw"),
        SimpleNamespace(mountpoint=str(tmp_path), fstype=kind, opts="rw"),
    ]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: drives)
    assert "one person at a time" in say_risk(tmp_path / "office.t20")
    assert say_risk(tmp_path.parent / "office.t20") == ""


@pytest.mark.parametrize(
    "name",
    [
        "office (Anna's conflicted copy 2026-11-26).t20",
        "office (In Konflikt stehende Kopie von Anna).t20",
        "office.sync-conflict-20261126-101010.t20",
        "office 冲突.t20",
    ],
)
def test_the_file_of_another_computer_is_named(tmp_path: Path, name: str) -> None:
    for one in ("office.t20", name, "office before upgrade.t20", "other conflict.t20"):
        (tmp_path / one).touch()
    assert find_conflicted(tmp_path / "office.t20") == [tmp_path / name]
    said = say_risk(tmp_path / "office.t20")
    assert said.startswith(f"{name} beside office.t20 was put there by a synchronising program")


def test_the_window_says_so_until_somebody_took_note(
    qtbot: QtBot, program: Program, office: Path, tmp_path: Path
) -> None:
    assert program.window is not None
    qtbot.waitUntil(lambda: not program.window.desk.jobs.running)
    assert program.window.risk_bar.isHidden()
    (tmp_path / "Dropbox").mkdir()
    shared = str(shutil.copy(office, tmp_path / "Dropbox" / "office.t20"))
    program.open(shared)
    window = program.window
    qtbot.waitUntil(window.risk_bar.isVisible)
    assert "Dropbox copies" in window.risk_bar.sentence.text()
    qtbot.mouseClick(window.risk_bar.away, LEFT)
    assert not window.risk_bar.isVisible()
    program.open(str(office))
    program.open(shared)
    qtbot.waitUntil(lambda: bool(program.window.risk_bar.sentence.text()))
    assert program.window.risk_bar.isHidden()
