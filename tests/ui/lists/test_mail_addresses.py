"""Mail and postal addresses of what is selected or listed, through the window."""

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from t20desk.db.database import Database
from t20desk.editing import plan_edit
from t20desk.ui.lists.lacking_dialog import LackingDialog
from t20desk.ui.lists.mail_addresses import MailAddresses
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import child, ids_of, open_list, open_record, when_open

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dialog(qtbot: QtBot, window: Window) -> MailAddresses:
    """All members: one with a main contact, one who wants no mail, two without anything."""
    db = window.desk.db
    first, second = ids_of(db, "member")[:2]
    add_contact(db, first, "Ann", None)
    add_contact(db, second, "Shy", 1)
    page = open_list(qtbot, window, "member", 4, view="all")
    found = MailAddresses(page, window.desk, page.kind, page.chosen_ids())
    qtbot.addWidget(found)
    found.show()
    qtbot.waitUntil(lambda: bool(found.found.addresses))
    return found


def add_contact(db: Database, member: int, name: str, unwilling: int | None) -> None:
    mail = f"{name.lower()}@example.org"
    (key,) = add(db, "person", {"given_name": name, "email": mail, "do_not_contact": unwilling})
    add(db, "affiliation", {"person": key, "member": member, "main_contact": 1})


def test_it_says_whom_a_mail_reaches_and_whom_not(dialog: MailAddresses) -> None:
    assert child(dialog, QLabel, "mailMeant").text() == "Organisations · 4"
    assert dialog.lines.texts == ["ann@example.org"]
    assert dialog.unwilling.lines.texts == ["Shy"]
    assert "Müller Institut" in dialog.lacking.lines.texts
    assert dialog.lacking.heading.text() == "2 without a mail address"


def test_those_without_an_address_are_copied_all_or_some(
    qtbot: QtBot, dialog: MailAddresses
) -> None:
    lines, names = dialog.lacking.lines, dialog.lacking.lines.texts
    qtbot.mouseClick(dialog.lacking.copy, LEFT)
    assert QApplication.clipboard().text() == "\n".join(names)
    qtbot.mouseClick(
        lines.viewport(), LEFT, pos=lines.visualRect(lines.model().index(1, 0)).center()
    )
    qtbot.keyClick(lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == names[1]


def test_it_is_copied_with_semicolons(qtbot: QtBot, window: Window, dialog: MailAddresses) -> None:
    db = window.desk.db
    keys = ids_of(db, "member")
    db.apply(plan_edit(db, "member", {key: {"email": f"m{key}@example.org"} for key in keys}))
    own = child(dialog, QRadioButton, "way_own")
    qtbot.mouseClick(own, LEFT, pos=QPoint(8, own.height() // 2))
    qtbot.waitUntil(lambda: len(dialog.found.addresses) == 4)
    qtbot.mouseClick(dialog.copy, LEFT)
    assert QApplication.clipboard().text().count("; ") == 3


def test_a_draft_opens_in_the_mail_program(
    qtbot: QtBot, dialog: MailAddresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or True)
    qtbot.mouseClick(dialog.draft, LEFT)
    assert asked == [QUrl("mailto:ann@example.org")]


def test_a_postal_address_is_copied_with_a_key(qtbot: QtBot, window: Window) -> None:
    db = window.desk.db
    key = ids_of(db, "member", "BNP")[0]
    values = {"street": "16 bd des Italiens", "postcode": "75009"}
    db.apply(plan_edit(db, "member", {key: values}))
    open_record(qtbot, window, "member", key)
    QApplication.clipboard().clear()
    qtbot.keyClick(window, Qt.Key.Key_A, KEYS)
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    block = "BNP Paribas\n16 bd des Italiens\n75009 PARIS\nFRANCE"
    assert QApplication.clipboard().text() == block


def test_who_has_no_postal_address_is_named(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4, view="all")
    said: list[str] = []

    def close(box: LackingDialog) -> None:
        said.extend(box.lacking.lines.texts)
        box.accept()

    when_open(LackingDialog, close)
    page.verb_wanted.emit("copy_postal")
    qtbot.waitUntil(lambda: bool(said))
    assert "NHS England" in said


def test_the_addresses_of_an_empty_list_are_none_and_escape_closes_them(
    qtbot: QtBot, window: Window
) -> None:
    page = open_list(qtbot, window, "member", 4, view="all")
    found = MailAddresses(page, window.desk, page.kind, ())
    qtbot.addWidget(found)
    found.show()
    qtbot.waitUntil(lambda: found.count.text() == "0 mail addresses")
    assert not found.copy.isEnabled()
    qtbot.keyClick(found, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not found.isVisible())
