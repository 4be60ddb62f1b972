"""Copying an event in the window."""

from pytestqt.qtbot import QtBot

from t20desk.ui.events.copy_dialog import CopyDialog
from t20desk.ui.window import Window
from tests.ui.hands import ids_of, open_record, value, when_open


def test_an_event_is_copied_with_what_lies_within_and_opened(qtbot: QtBot, window: Window) -> None:
    [week] = ids_of(window.desk.db, "event", 'title:="Tech Week"')
    open_record(qtbot, window, "event", week)
    said: list[str] = []

    def fill(dialog: CopyDialog) -> None:
        dialog._editors["title"].setText("Tech Week 2027")
        dialog._editors["starts"].setFocus()
        said.append(dialog.notice.text())
        dialog._editors["starts"].show_value("2027-06-23")
        dialog._editors["starts"].edited.emit()
        said.append(dialog.notice.text())
        assert dialog.chosen_parts() == ["parts"]
        dialog.accept()

    when_open(CopyDialog, fill)
    window.verbs.duplicate_record()
    assert said == [
        "Without a new begin all days stay as they are.",
        "From Wed 24 Jun 2026 to Wed 23 Jun 2027: all days move by 364 days.",
    ]
    [made] = ids_of(window.desk.db, "event", 'title:="Tech Week 2027"')
    shown = window.shown_place()
    assert shown is not None
    assert shown.record_id == made
    assert value(window.desk.db, "event", made, "starts") == "2027-06-23"
    assert len(ids_of(window.desk.db, "event", f"parent:={made}")) == 1
    window.undo_change()
    qtbot.waitUntil(lambda: not ids_of(window.desk.db, "event", 'title:="Tech Week 2027"'))


def test_a_begin_that_is_none_is_said_while_typing(qtbot: QtBot, window: Window) -> None:
    [week] = ids_of(window.desk.db, "event", 'title:="Tech Week"')
    dialog = CopyDialog(window, window.desk, week)
    qtbot.addWidget(dialog)
    dialog._editors["starts"].setText("tomorrow?")
    dialog._editors["starts"].edited.emit()
    assert "tomorrow?" in dialog.notice.text()
    dialog.accept()
    assert not dialog.result()


def test_an_event_is_repeated_and_its_days_are_said_before(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    [week] = ids_of(db, "event", 'title:="Tech Week"')
    open_record(qtbot, window, "event", week)
    said: list[str] = []

    def fill(dialog: CopyDialog) -> None:
        assert not dialog.number.isEnabled()
        dialog.times.setValue(40)
        # All days are said, and nothing is squeezed for them.
        assert dialog.height() >= dialog.layout().totalMinimumHeightForWidth(dialog.width())
        dialog.times.setValue(3)
        dialog.number.setValue(2)
        said.append(dialog.notice.text())
        dialog.accept()

    when_open(CopyDialog, fill)
    window.verbs.duplicate_record()
    assert said == ["Begins: 8 Jul 2026, 22 Jul 2026, 5 Aug 2026"]
    assert len(ids_of(db, "event", 'title:="Tech Week"')) == 4
    window.undo_change()
    qtbot.waitUntil(lambda: len(ids_of(db, "event", 'title:="Tech Week"')) == 1)
