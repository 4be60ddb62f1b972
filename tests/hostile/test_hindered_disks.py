"""A disk that gives no more room, can only be read, or keeps us waiting, while the window runs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from t20desk.ui.app import Program
from t20desk.ui.imports.import_wizard import ImportWizard
from t20desk.ui.places import Place
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.shell.waiting import FetchDialog
from t20desk.ui.window import Window
from tests.hostile.attached import calls_hindered
from tests.ui.hands import LEFT, ids_of, open_page, open_record, type_into, value, when_open
from tests.ui.wizard_hands import write_list

LONG = "delay_enter=100s"
"""Longer than anybody waits."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, which becomes one for reading only at its first error."""
    image, place = tmp_path / "image", tmp_path / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(64 << 20)
    mount = ["mount", "-o", "loop,errors=remount-ro", str(image), str(place)]
    try:
        for words in (["mkfs.ext4", "-q", str(image)], mount):
            subprocess.run(words, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a disk that fails needs the right to mount one: {error}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def freeze(disk: Path) -> None:
    """Have an error found on the disk, as the kernel's own tests do."""
    device = os.stat(disk).st_dev
    name = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve().name
    trigger = Path("/sys/fs/ext4", name, "trigger_fs_error")
    if not trigger.exists():
        pytest.skip("this kernel offers no error on a disk that is whole")
    trigger.write_text("1")


def type_city(qtbot: QtBot, window: Window) -> RecordPage:
    """A form in which something was typed that is not saved."""
    found = open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])
    type_into(qtbot, found, "city", "Lyon")
    return found


def city(window: Window) -> str:
    return str(value(window.desk.db, "member", ids_of(window.desk.db, "member")[0], "city"))


def typed(page: RecordPage) -> str:
    assert page.form is not None
    return str(page.form.rows["city"].editor.text())


def test_e605_a_used_up_quota_is_said_and_the_form_stays(qtbot: QtBot, window: Window) -> None:
    page = type_city(qtbot, window)
    with calls_hindered("pwrite64,fsync", "error=EDQUOT"):
        assert not page.save_record()
    assert window.disk_bar.isVisible()
    assert "Your share of the disk with office.t20 is used up" in window.disk_bar.sentence.text()
    assert typed(page) == "Lyon"
    assert city(window) == "Paris"
    assert page.save_record()
    qtbot.waitUntil(lambda: not window.disk_bar.isVisible())
    assert city(window) == "Lyon"


@pytest.mark.slow
def test_e605_a_disk_that_can_only_be_read_any_more_is_said_and_the_form_stays(
    qtbot: QtBot, program: Program, office: Path, disk: Path
) -> None:
    program.open(str(shutil.copy(office, disk / "office.t20")))
    window = program.window
    assert window is not None
    page = type_city(qtbot, window)
    freeze(disk)
    assert not page.save_record()
    assert window.disk_bar.isVisible()
    assert "can only be read at the moment" in window.disk_bar.sentence.text()
    assert typed(page) == "Lyon"
    assert city(window) == "Paris"
    page.discard.click()


def test_e422_opening_a_file_that_is_still_on_its_way_can_be_given_up(
    qtbot: QtBot, program: Program, office: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(office, tmp_path / "elsewhere.t20"))
    before = program.window
    asked: list[str] = []

    def give_up(shown: FetchDialog) -> None:
        asked.append(shown.findChild(QLabel).text())
        qtbot.mouseClick(shown.give_up, LEFT)

    when_open(FetchDialog, give_up)
    with calls_hindered("openat", LONG, other):
        program.open(str(other))
    assert asked == ["elsewhere.t20 is on its way to this computer."]
    assert program.window is before


def test_e422_a_file_that_comes_after_a_while_opens(
    program: Program, office: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(office, tmp_path / "elsewhere.t20"))
    with calls_hindered("openat", "delay_enter=500ms:when=1", other):
        program.open(str(other))
    assert program.window is not None
    assert "elsewhere.t20" in program.window.windowTitle()


@pytest.mark.slow
def test_e422_reading_a_sheet_that_is_still_on_its_way_can_be_given_up(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    sheet = write_list(tmp_path)
    page = open_page(qtbot, window, ImportWizard, Place("import", "member"))
    with calls_hindered("openat", LONG, sheet):
        page.open_path(sheet)
        cancel = window.status.cancel
        qtbot.waitUntil(cancel.isVisible)
        qtbot.mouseClick(cancel, LEFT)
        qtbot.waitUntil(lambda: not window.desk.jobs.running)
    form = type_city(qtbot, window)
    assert form.save_record()
