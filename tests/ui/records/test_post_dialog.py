"""Who follows on a post, by name."""

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from t20desk.ui.records.post_dialog import ReplaceDialog
from t20desk.ui.window import Window
from tests.ui.conftest import add
from tests.ui.hands import ids_of, value


def open_dialog(qtbot: QtBot, window: Window) -> ReplaceDialog:
    """The dialog for the post of the only person there is."""
    db = window.desk.db
    (person,), member = ids_of(db, "person"), ids_of(db, "member")[0]
    (post,) = add(db, "affiliation", {"person": person, "member": member, "since": "2020-01-01"})
    dialog = ReplaceDialog(window, window.desk, post)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_name_that_nobody_has_becomes_a_new_person_once_it_was_looked_over(
    qtbot: QtBot, window: Window
) -> None:
    dialog = open_dialog(qtbot, window)
    qtbot.keyClicks(dialog.person, "Erika Neumann")
    dialog.accept()
    assert "Nobody is called “Erika Neumann” yet" in dialog.notice.text()
    assert dialog.person.text() == ""
    assert dialog.entered["given_name"].text() == "Erika"
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    (made,) = ids_of(window.desk.db, "person", "neumann")
    (post,) = ids_of(window.desk.db, "affiliation", "neumann")
    assert value(window.desk.db, "affiliation", post, "person").id == made


def test_the_names_offered_lead_to_a_new_person(qtbot: QtBot, window: Window) -> None:
    dialog = open_dialog(qtbot, window)
    qtbot.keyClicks(dialog.person, "Erika Neumann")
    offers = dialog.person.offers
    dialog.save.setFocus()
    qtbot.waitUntil(lambda: offers.popup().model().rowCount() == 1)
    offers.activated.emit("New: Person “Erika Neumann”")
    qtbot.waitUntil(lambda: dialog.entered["family_name"].text() == "Neumann")
    assert dialog.person.text() == ""
    assert ids_of(window.desk.db, "person", "neumann") == []
