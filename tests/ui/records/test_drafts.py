"""E-709: what was typed survives a crash: kept here, offered again, gone once saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from t20desk.editing import plan_edit
from t20desk.paths import data_folder
from t20desk.ui.places import Place, record_place
from t20desk.ui.records.drafts import draft_path, read_draft
from t20desk.ui.records.record_page import RecordPage
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, ids_of, type_into, value

SOON = 20


@contextmanager
def opened(qtbot: QtBot, window: Window, place: Place) -> Iterator[RecordPage]:
    """A page that looks often; it ends like a program that crashes: nobody is asked."""
    page = RecordPage(window.desk, place, draft_every=SOON)
    page.resize(1000, 700)
    page.show_place(place)
    page.show()
    qtbot.waitUntil(lambda: bool(page.title()))
    yield page
    page.drafts.keeper.stop()
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    page.deleteLater()


def kept(window: Window, record: int | None) -> Path:
    """Where the draft of a member lies."""
    return draft_path(window.desk.address, "member", record)


def test_a_draft_is_offered_after_a_crash_and_gone_once_saved(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    with opened(qtbot, window, record_place("member", record)) as page:
        type_into(qtbot, page, "city", "Lyon")
        type_into(qtbot, page, "email", "no address")
        qtbot.waitUntil(lambda: "email" in getattr(read_draft(kept(window, record)), "typed", {}))
    assert value(db, "member", record, "city") == "Paris"
    with opened(qtbot, window, record_place("member", record)) as page:
        qtbot.waitUntil(page.drafts.isVisible)
        qtbot.mouseClick(page.drafts.take, LEFT)
        assert page.form is not None
        assert page.form.rows["email"].editor.text() == "no address"
        type_into(qtbot, page, "email", "a@example.org")
        qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert page.save_record()
        assert value(db, "member", record, "city") == "Lyon"
        assert not kept(window, record).exists()
    with opened(qtbot, window, record_place("member", record)) as page:
        assert not page.drafts.isVisible()


def test_a_draft_thrown_away_is_gone(qtbot: QtBot, window: Window) -> None:
    with opened(qtbot, window, record_place("member", None)) as page:
        type_into(qtbot, page, "name", "New Institute")
        qtbot.waitUntil(kept(window, None).exists)
    with opened(qtbot, window, record_place("member", None)) as page:
        qtbot.waitUntil(page.drafts.isVisible)
        qtbot.mouseClick(page.drafts.refuse, LEFT)
        assert not kept(window, None).exists()
        assert not page.is_dirty()


def test_discarding_takes_what_was_said_to_be_missing_away_too(
    qtbot: QtBot, window: Window
) -> None:
    with opened(qtbot, window, record_place("member", None)) as page:
        assert page.form is not None
        type_into(qtbot, page, "city", "Lyon")
        page.save_record()
        assert page.form.rows["name"].problem.text()
        page.discard_edits()
        assert not page.form.rows["name"].problem.text()


def test_discarding_removes_the_draft(qtbot: QtBot, window: Window) -> None:
    record = ids_of(window.desk.db, "member")[0]
    with opened(qtbot, window, record_place("member", record)) as page:
        type_into(qtbot, page, "city", "Lyon")
        qtbot.waitUntil(kept(window, record).exists)
        qtbot.mouseClick(page.discard, LEFT)
        assert not kept(window, record).exists()


def test_a_draft_of_a_value_changed_meanwhile_says_so(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    record = ids_of(db, "member")[0]
    with opened(qtbot, window, record_place("member", record)) as page:
        type_into(qtbot, page, "city", "Lyon")
        qtbot.waitUntil(kept(window, record).exists)
    db.apply(plan_edit(db, "member", {record: {"city": "Nice"}}))
    with opened(qtbot, window, record_place("member", record)) as page:
        qtbot.waitUntil(page.drafts.isVisible)
        page.drafts.take.click()
        assert page.form is not None
        assert "Nice" in page.form.rows["city"].problem.text()


def test_a_broken_draft_is_no_draft(qtbot: QtBot, window: Window) -> None:
    record = ids_of(window.desk.db, "member")[0]
    (data_folder() / "drafts").mkdir(parents=True)
    kept(window, record).write_text("[1, {", encoding="utf-8")
    with opened(qtbot, window, record_place("member", record)) as page:
        assert not page.drafts.isVisible()
