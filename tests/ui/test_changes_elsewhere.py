"""What others write while a window is open: it is seen, said and mixed with what is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.db.history.reading import list_operations
from t20desk.db.history.undoing import plan_undo
from t20desk.editing import plan_delete, plan_edit
from t20desk.own_fields import NewField, plan_field
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.tables.bulk_edits import SetFieldDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import ids_of, open_list, open_record, texts, value, wait_rows, when_open


@pytest.fixture
def elsewhere(window: Window, office: Path) -> Iterator[Database]:
    """The same file, opened once more as another program has it."""
    db = Database.open(office, user="Bert")
    yield db
    db.close()


def come_back(window: Window) -> None:
    """As when the program comes to the front again."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_a_list_shows_what_another_program_wrote_and_says_who(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    page = open_list(qtbot, window, "member", 4)
    add(elsewhere, "member", {"name": "Added elsewhere"})
    come_back(window)
    wait_rows(qtbot, page.table, 5)
    qtbot.waitUntil(lambda: "Added elsewhere" in texts(page.table, "name"))
    qtbot.waitUntil(lambda: window.status.message.text().startswith("Bert at another place: "))
    assert window.status.undo.isHidden()


def test_it_is_seen_within_seconds_too_while_the_window_stays_in_front(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    page = open_list(qtbot, window, "member", 4)
    assert not elsewhere.apply(
        plan_delete(elsewhere, "member", ids_of(elsewhere, "member")[:1])
    ).is_refused
    wait_rows(qtbot, page.table, 3)


def test_a_value_from_elsewhere_joins_what_is_typed_in_another_field(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    (member,) = ids_of(elsewhere, "member", "BNP")
    page = open_record(qtbot, window, "member", member)
    assert page.form is not None
    city, postcode = (page.form.rows[name].editor for name in ("city", "postcode"))
    city.setFocus()
    city.selectAll()
    qtbot.keyClicks(city, "Lyon")
    elsewhere.apply(plan_edit(elsewhere, "member", {member: {"postcode": "75009"}}))
    come_back(window)
    qtbot.waitUntil(lambda: postcode.text() == "75009")
    assert city.text() == "Lyon"
    assert page.save_record()
    assert value(window.desk.db, "member", member, "city") == "Lyon"
    assert value(window.desk.db, "member", member, "postcode") == "75009"


def test_what_is_typed_can_be_copied_still_when_its_record_is_deleted_elsewhere(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    (member,) = ids_of(elsewhere, "member", "BNP")
    page = open_record(qtbot, window, "member", member)
    assert page.form is not None
    page.form.focus_field("city")
    city = page.form.rows["city"].editor
    qtbot.keyClicks(city, "Lyon")
    elsewhere.apply(plan_delete(elsewhere, "member", [member]))
    come_back(window)
    qtbot.waitUntil(lambda: page.notice.text().startswith("This record is gone"))
    assert city.isEnabled()
    elsewhere.apply(plan_undo(elsewhere).change)
    come_back(window)
    qtbot.waitUntil(lambda: not page.notice.isVisible())
    assert "Lyon" in city.text()


def test_what_is_typed_while_the_record_is_read_again_stays(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    (member,) = ids_of(elsewhere, "member", "BNP")
    page = open_record(qtbot, window, "member", member)
    assert page.form is not None
    city, postcode = (page.form.rows[name].editor for name in ("city", "postcode"))
    elsewhere.apply(plan_edit(elsewhere, "member", {member: {"postcode": "75009"}}))
    page.refresh(frozenset({"member"}))
    city.setFocus()
    city.selectAll()
    qtbot.keyClicks(city, "Lyon")
    qtbot.waitUntil(lambda: postcode.text() == "75009")
    assert city.text() == "Lyon"
    assert page.save_record()
    assert value(window.desk.db, "member", member, "city") == "Lyon"


def test_an_own_field_made_elsewhere_stands_in_the_window(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    open_list(qtbot, window, "member", 4)
    elsewhere.apply(plan_field(elsewhere, NewField("member", {"en": "Hall"})))
    come_back(window)
    qtbot.waitUntil(lambda: window.status.message.text().startswith("Bert at another place: "))
    (hall,) = [one for one in window.desk.kinds["member"].fields.values() if one.own]
    (member,) = ids_of(elsewhere, "member", "BNP")
    elsewhere.apply(plan_edit(elsewhere, "member", {member: {hall.name: "Blue hall"}}))
    page = open_list(qtbot, window, "member", 1, search="Hall:blue")
    assert page.title()


def test_a_change_made_here_keeps_the_search_of_an_own_field_nobody_noticed_yet(
    window: Window, elsewhere: Database
) -> None:
    db = window.desk.db
    elsewhere.apply(plan_field(elsewhere, NewField("member", {"en": "Hall"})))
    (hall,) = [one for one in elsewhere.kinds["member"].fields.values() if one.own]
    (member,) = ids_of(elsewhere, "member", "BNP")
    elsewhere.apply(plan_edit(elsewhere, "member", {member: {hall.name: "Blue hall"}}))
    assert not db.apply(plan_edit(db, "member", {member: {"city": "Lyon"}})).is_refused
    assert ids_of(db, "member", "blue hall") == [member]


def test_a_verb_that_waits_for_all_rows_keeps_its_page_while_others_make_a_field(
    window: Window, qtbot: QtBot
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.records.is_partial = True
    QTimer.singleShot(0, page, lambda: window.shown.refresh(frozenset({"own_field"})))
    QTimer.singleShot(0, page, page.table.reload)
    assert list(page.chosen_ids()) == list(page.table.records.ids)
    qtbot.waitUntil(lambda: window.page() is not page)


def test_a_dialog_keeps_its_page_while_others_make_a_field(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.selectRow(0)
    fields = len(window.desk.kinds["member"].fields)

    def go_on(shown: SetFieldDialog) -> None:
        elsewhere.apply(plan_field(elsewhere, NewField("member", {"en": "Hall"})))
        come_back(window)
        qtbot.waitUntil(lambda: len(window.desk.kinds["member"].fields) > fields)
        qtbot.waitUntil(lambda: not window.desk.jobs.running)
        shown.box.setCurrentIndex(1)
        shown.reject()

    when_open(SetFieldDialog, go_on)
    page.verbs.set_field()
    qtbot.waitUntil(lambda: window.page() is not page)


def test_undo_takes_back_what_was_done_here_and_not_what_others_did(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    page = open_list(qtbot, window, "member", 4)
    (mine,) = add(window.desk.db, "member", {"name": "Mine"})
    (theirs,) = add(elsewhere, "member", {"name": "Theirs"})
    come_back(window)
    wait_rows(qtbot, page.table, 6)
    qtbot.waitUntil(lambda: "undo" in window.undoing.words_of_state())
    window.undo_change()
    wait_rows(qtbot, page.table, 5)
    left = ids_of(elsewhere, "member")
    assert theirs in left
    assert mine not in left
    qtbot.waitUntil(lambda: window.undoing.words_of_state() == {"redo"})
    assert list_operations(elsewhere)[0].user == "Test Person"


def test_undo_names_a_step_that_others_changed_since_and_goes_on_to_the_one_before(
    window: Window, elsewhere: Database, qtbot: QtBot
) -> None:
    db = window.desk.db
    first, second = ids_of(db, "member")[:2]
    for key, city in ((first, "Lyon"), (second, "Leeds")):
        assert not db.apply(plan_edit(db, "member", {key: {"city": city}})).is_refused
    elsewhere.apply(plan_edit(elsewhere, "member", {second: {"city": "York"}}))
    said: list[str] = []

    def close(shown: PreviewDialog) -> None:
        said.append(shown.panel.summary.text())
        qtbot.keyClick(shown, Qt.Key.Key_Escape)

    when_open(PreviewDialog, close)
    window.undo_change()
    qtbot.waitUntil(lambda: bool(said) and "City of BNP" in window.undoing.deeds["undo"])
    assert said == [
        "“City of NHS England changed” stays as it is, since all of it was changed later; "
        "the next undo is for “City of BNP Paribas changed”."
    ]
    window.undo_change()
    qtbot.waitUntil(lambda: value(db, "member", first, "city") == "Paris")
    assert value(db, "member", second, "city") == "York"
