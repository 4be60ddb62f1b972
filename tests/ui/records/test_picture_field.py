"""The logo at the head of a record, dropped and pasted."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.attachments.portraits import read_picture
from t20desk.db.history.belongings import read_history
from t20desk.db.history.reading import list_operations
from t20desk.ui.history.history_table import AFTER, describe_entries
from t20desk.ui.records.picture_field import PictureField
from t20desk.ui.window import Window
from t20desk.wording import say_operation
from tests.ui.dropping import drop, mime_of
from tests.ui.hands import child, ids_of, open_record


def test_a_logo_is_dropped_and_undone(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    db = window.desk.db
    key = ids_of(db, "member")[0]
    field = child(open_record(qtbot, window, "member", key), PictureField, "recordPicture")
    Image.new("RGB", (900, 300), "green").save(tmp_path / "logo.png")
    assert drop(field, mime_of(tmp_path / "logo.png"))
    qtbot.waitUntil(lambda: bool(field.picture), timeout=20_000)
    assert read_picture(db, "member", key) == field.picture
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state())
    window.undo_change()
    qtbot.waitUntil(lambda: not field.picture)


def test_a_photograph_is_pasted_with_ctrl_v(qtbot: QtBot, window: Window) -> None:
    key = ids_of(window.desk.db, "person")[0]
    field = child(open_record(qtbot, window, "person", key), PictureField, "recordPicture")
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    QApplication.clipboard().setImage(image)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(field.picture), timeout=20_000)
    lines = describe_entries(
        window.desk.db, read_history(window.desk.db, "person", key)[:1], "person"
    )
    assert lines[0][AFTER] == "a picture"
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not field.picture)
    assert read_picture(window.desk.db, "person", key) == b""
    told = [say_operation(window.desk.db, one) for one in list_operations(window.desk.db, 2)]
    assert [words.split()[-1] for words in told] == ["removed", "added"]
