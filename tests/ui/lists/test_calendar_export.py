"""Calendars from the window, and one that waits in the in-tray."""

from pathlib import Path

import pytest
from icalendar import Calendar
from pytestqt.qtbot import QtBot

from t20desk.recognising import recognise
from t20desk.ui.imports.import_wizard import COLUMNS, DONE, LOOK
from t20desk.ui.window import Window
from tests.ui.hands import ids_of, name_file, open_list, open_record, value
from tests.ui.wizard_hands import go_on, open_sheet


def test_an_event_is_saved_as_a_calendar_with_what_lies_within(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "week.ics"
    name_file(monkeypatch, target)
    [week] = ids_of(window.desk.db, "event", 'title:="Tech Week"')
    page = open_record(qtbot, window, "event", week)
    assert "datable" in page.words_of_state()
    page.verb_wanted.emit("export_calendar")
    qtbot.waitUntil(target.exists)
    assert len(Calendar.from_ical(target.read_bytes()).walk("VEVENT")) == 2
    found = recognise(window.desk.db, target)
    assert (found.sort, found.kind) == ("sheet", "event")


def test_a_list_of_events_is_exported_as_a_calendar(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "events.ics"
    name_file(monkeypatch, target)
    open_list(qtbot, window, "event", 2).output.export_list()
    qtbot.waitUntil(target.exists)
    assert len(Calendar.from_ical(target.read_bytes()).walk("VEVENT")) == 2


def write_meeting(folder: Path, title: str) -> Path:
    file = folder / "meeting.ics"
    lines = (
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:m1@example.org", "DTSTART:20270301T090000",
        f"SUMMARY:{title}", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    file.write_text("\r\n".join(lines), encoding="utf-8")
    return file


def test_a_calendar_is_previewed_and_taken_and_updates_by_its_mark(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    for title, told in (("Meeting", "1 new"), ("Meeting moved", "1 changed")):
        page = open_sheet(qtbot, window, write_meeting(tmp_path, title), "event")
        assert page.columns.key.key() == ("uid",)
        go_on(qtbot, page, COLUMNS)
        go_on(qtbot, page, LOOK)
        assert told in page.preview.summary.text()
        go_on(qtbot, page, DONE)
    [meeting] = ids_of(db, "event", "title:Meeting")
    assert value(db, "event", meeting, "title") == "Meeting moved"
