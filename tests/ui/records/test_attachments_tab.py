"""Files on a record page: dropped, pasted, opened after asking, renamed, deleted."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from t20desk.attachments import give_blocks, list_attached
from t20desk.ui.app import Program
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.places import list_place
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.records.attachments_tab import AttachmentsTab
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.dropping import drop, mime_of
from tests.ui.hands import child, ids_of, name_file, open_record, when_open
from tests.ui.looking import is_cut

CONTROL = Qt.KeyboardModifier.ControlModifier


def answer_box(button: str, said: list[str]) -> None:
    """Click a button of the question that comes next."""

    def click(box: QMessageBox) -> None:
        said.append(box.text())
        next(one for one in box.buttons() if one.text() == button).click()

    when_open(QMessageBox, click)


@pytest.fixture
def page(qtbot: QtBot, window: Window) -> RecordPage:
    return open_record(qtbot, window, "member", ids_of(window.desk.db, "member")[0])


@pytest.fixture
def files(page: RecordPage) -> AttachmentsTab:
    assert page.tabs.files is not None
    page.tabs.setCurrentWidget(page.tabs.files)
    return page.tabs.files


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open."""
    asked: list[str] = []

    def note(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return asked


def contents(page: RecordPage) -> dict[str, bytes]:
    db = page._desk.db
    assert page.record_id is not None
    found = list_attached(db, page.kind.name, page.record_id)
    return {one.name: b"".join(give_blocks(db, one)) for one in found}


def wait_files(qtbot: QtBot, files: AttachmentsTab, count: int) -> None:
    qtbot.waitUntil(lambda: files.list.topLevelItemCount() == count)


def choose(qtbot: QtBot, files: AttachmentsTab, row: int) -> None:
    """Click on a file; a key that was held down last would add it to the others by itself."""
    place = files.list.visualItemRect(files.list.topLevelItem(row)).center()
    qtbot.mouseClick(files.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def names(files: AttachmentsTab) -> list[str]:
    items = [files.list.topLevelItem(row) for row in range(files.list.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None and not item.isHidden()]


def test_files_are_added_from_the_menu(
    qtbot: QtBot, window: Window, page: RecordPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(letter)], ""))
    window.commands.of("add_files").trigger()
    assert page.record_id is not None
    record = page.record_id
    qtbot.waitUntil(lambda: len(list_attached(window.desk.db, "member", record)) == 1)
    assert page.tabs.currentWidget() is page.tabs.files


def test_files_dropped_anywhere_on_a_record_are_kept(
    qtbot: QtBot, page: RecordPage, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"first")
    (tmp_path / "合同.pdf").write_bytes(b"second")
    assert drop(page, mime_of(tmp_path / "a.txt", tmp_path / "合同.pdf"))
    assert page.tabs.files is not None
    wait_files(qtbot, page.tabs.files, 2)
    assert page.tabs.currentWidget() is page.tabs.files
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Files 2"
    assert contents(page) == {"a.txt": b"first", "合同.pdf": b"second"}


def test_a_folder_is_refused_with_a_sentence(
    qtbot: QtBot, page: RecordPage, tmp_path: Path
) -> None:
    said: list[str] = []
    answer_box("OK", said)
    drop(page, mime_of(tmp_path))
    assert "is not a file" in said[0]


def test_a_text_is_no_file_and_is_not_taken(page: RecordPage) -> None:
    mime = QMimeData()
    mime.setText("hello")
    assert not drop(page, mime)


def test_a_picture_is_pasted_with_ctrl_v(qtbot: QtBot, window: Window, page: RecordPage) -> None:
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QApplication.clipboard().setImage(image)
    files, bar = page.tabs.files, page.tabs.tabBar()
    assert files is not None
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    for count in (1, 2):  # where no file is yet, and where there is one
        page.tabs.setCurrentWidget(files)
        qtbot.waitUntil(lambda: bar.isTabVisible(bar.currentIndex()))
        place = bar.tabRect(page.tabs.indexOf(files)).center()
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CONTROL)
        wait_files(qtbot, files, count)
    assert names(files)[0].endswith(".png")


def test_files_copied_in_the_file_manager_are_pasted(
    qtbot: QtBot, files: AttachmentsTab, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(b"first")
    QApplication.clipboard().setMimeData(mime_of(tmp_path / "a.txt"))
    qtbot.mouseClick(child(files, QPushButton, "pasteFiles"), Qt.MouseButton.LeftButton)
    wait_files(qtbot, files, 1)
    assert names(files) == ["a.txt"]


@pytest.mark.parametrize(("text", "count"), [("", 1), ("Lyon", 0)])
def test_files_are_pasted_on_the_page_of_a_record_and_cells_with_their_picture_are_not(
    qtbot: QtBot, window: Window, page: RecordPage, text: str, count: int
) -> None:
    copied = QMimeData()
    copied.setImageData(QImage(20, 10, QImage.Format.Format_RGB32))
    if text:
        copied.setText(text)
    QApplication.clipboard().setMimeData(copied)
    assert page.sheet is not None
    assert page.tabs.files is not None
    page.sheet.setFocus()
    qtbot.keyClick(page.sheet, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    assert page.tabs.currentWidget() is (page.tabs.files if count else page.sheet)
    wait_files(qtbot, page.tabs.files, count)


@pytest.fixture
def three(qtbot: QtBot, page: RecordPage, files: AttachmentsTab, tmp_path: Path) -> AttachmentsTab:
    """A text, a program and a plan, the text chosen."""
    for name in ("a.txt", "b.exe", "plan.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    drop(page, mime_of(*(tmp_path / name for name in ("a.txt", "b.exe", "plan.pdf"))))
    wait_files(qtbot, files, 3)
    choose(qtbot, files, 0)
    return files


def test_a_file_is_opened_only_after_a_yes(
    qtbot: QtBot, three: AttachmentsTab, opened: list[str], window: Window
) -> None:
    said: list[str] = []
    answer_box("Cancel", said)
    qtbot.mouseClick(child(three, QPushButton, "openFile"), Qt.MouseButton.LeftButton)
    assert not opened
    answer_box("Open", said)
    qtbot.mouseClick(child(three, QPushButton, "openFile"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(opened))
    path = Path(opened[0])
    assert path.read_bytes() == b"a.txt"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o400, 0o700)
    window.desk.detach()
    assert not path.parent.exists()


def test_what_could_run_is_never_opened(
    qtbot: QtBot, three: AttachmentsTab, opened: list[str]
) -> None:
    choose(qtbot, three, 1)
    said: list[str] = []
    answer_box("Cancel", said)
    qtbot.mouseClick(child(three, QPushButton, "openFile"), Qt.MouseButton.LeftButton)
    assert "could run" in said[0]
    assert not opened


def test_a_file_is_saved_elsewhere(
    qtbot: QtBot, three: AttachmentsTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    name_file(monkeypatch, target)
    qtbot.mouseClick(child(three, QPushButton, "saveFiles"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: target.read_bytes() == b"a.txt")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../notes: final.txt", "notes_ final.txt"),
        ("Minutes 3.12.2026", "Minutes 3.12.2026.txt"),
    ],
)
def test_a_file_is_renamed_in_place_stays_safe_and_keeps_its_ending(
    qtbot: QtBot, page: RecordPage, three: AttachmentsTab, typed: str, name: str
) -> None:
    qtbot.mouseClick(child(three, QPushButton, "renameFile"), Qt.MouseButton.LeftButton)
    editor = three.list.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name in names(three))
    assert contents(page)[name] == b"a.txt"


def test_deleting_a_file_is_undone_by_ctrl_z(
    qtbot: QtBot, window: Window, page: RecordPage, three: AttachmentsTab
) -> None:
    def accept(preview: PreviewDialog) -> None:
        next(one for one in preview.findChildren(QPushButton) if "Delete" in one.text()).click()

    when_open(PreviewDialog, accept)
    qtbot.mouseClick(child(three, QPushButton, "deleteFiles"), Qt.MouseButton.LeftButton)
    wait_files(qtbot, three, 2)
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state())
    window.undo_change()
    wait_files(qtbot, three, 3)
    assert contents(page)["a.txt"] == b"a.txt"


def test_the_menu_saves_renames_and_deletes_the_files_that_are_chosen(
    qtbot: QtBot,
    window: Window,
    page: RecordPage,
    three: AttachmentsTab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    verbs = [window.commands.of(name) for name in ("open_attachment", "save_files", "rename_file")]
    page.tabs.setCurrentWidget(three)
    qtbot.waitUntil(lambda: all(verb.isEnabled() for verb in verbs))
    target = tmp_path / "out.txt"
    name_file(monkeypatch, target)
    window.commands.of("save_files").trigger()
    qtbot.waitUntil(target.exists)
    when_open(PreviewDialog, lambda preview: preview.panel.apply.click())
    window.commands.of("delete_records").trigger()
    wait_files(qtbot, three, 2)
    assert page.record_id in ids_of(window.desk.db, "member")
    page.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not any(verb.isEnabled() for verb in verbs))


def test_files_are_found_by_their_names(
    qtbot: QtBot, window: Window, three: AttachmentsTab
) -> None:
    qtbot.keyClicks(three.search, "PLAN")
    assert names(three) == ["plan.pdf"]
    window.go_to(list_place("member"))
    assert isinstance(window.page(), ListPage)
    found: list[object] = []
    show: Callable[[list[object]], None] = found.extend
    window.top_bar.answer("plan.pdf", show)
    qtbot.waitUntil(lambda: bool(found))
    chosen = [one.chosen for one in found if one.chosen is not None]
    window.go_to(chosen[0])
    page = window.page()
    assert isinstance(page, RecordPage)
    assert page.tabs.currentWidget() is page.tabs.files


@pytest.mark.dressed
def test_in_a_narrow_window_no_verb_of_the_files_is_cut(qtbot: QtBot, program: Program) -> None:
    program.use_language("de")
    assert program.window is not None
    tab = AttachmentsTab(program.window.desk, "event")
    qtbot.addWidget(tab)
    tab.resize(780, 300)
    tab.show()
    assert tab.width() == 780
    assert not [one.text() for one in tab.findChildren(QPushButton) if is_cut(one)]
