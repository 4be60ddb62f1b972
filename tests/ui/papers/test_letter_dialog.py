"""Texts of letters under a user's hands: written beside one letter, kept, taken back."""

from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from t20desk.letters.texts import find_text
from t20desk.printing.letter_making import Round
from t20desk.ui.papers.letter_dialog import LetterDialog
from t20desk.ui.papers.paper_page import PaperPage
from t20desk.ui.places import Place
from t20desk.ui.window import Window
from tests.ui.hands import child, ids_of, open_list, open_page, when_open


def test_a_text_is_rewritten_from_the_page_and_chosen_there(qtbot: QtBot, window: Window) -> None:
    page = open_page(qtbot, window, PaperPage, Place("papers", tab="letters"))
    qtbot.waitUntil(lambda: page.panel.pdf.isEnabled())
    assert page.minimumSizeHint().height() < 430  # in a window of 1024 × 600

    def write(dialog: LetterDialog) -> None:
        dialog.name.setText("Autumn")
        dialog.text.setFocus()
        dialog.text.setPlainText("Come to ")
        dialog.text.moveCursor(dialog.text.textCursor().MoveOperation.End)
        dialog._put_mark("event")
        qtbot.waitUntil(lambda: dialog.view._paper is not None)
        dialog.accept()

    when_open(LetterDialog, write)
    child(page, QPushButton, "editText").click()
    own = find_text(window.desk.db, "Autumn")
    assert own.texts["en"] == "Come to {Event}"
    assert child(page, QComboBox, "option_letter").currentText() == "Autumn"
    window.undo_change()
    qtbot.waitUntil(lambda: child(page, QComboBox, "option_letter").findText("Autumn") < 0)
    assert not ids_of(window.desk.db, "letter_text")


def test_a_placeholder_that_nobody_knows_is_said_and_not_kept(qtbot: QtBot, window: Window) -> None:
    text = find_text(window.desk.db, "thanks")
    dialog = LetterDialog(window, window.desk, text, Round("member", []))
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("Dear\n{nobody}")
    dialog.accept()
    assert not dialog.result()
    assert "Line 2" in dialog.notice.text()


def test_what_is_typed_in_one_language_stays_while_another_is_shown(
    qtbot: QtBot, window: Window
) -> None:
    text = find_text(window.desk.db, "thanks")
    dialog = LetterDialog(window, window.desk, text, Round("member", []))
    qtbot.addWidget(dialog)
    dialog.subject.setText("Thanks")
    dialog.tongues.chosen.emit("de")
    assert "Vielen Dank" in dialog.subject.text()
    dialog.tongues.chosen.emit("en")
    assert dialog.subject.text() == "Thanks"


def test_those_chosen_in_a_list_are_written_to(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    page.table.selectAll()
    page.verb_wanted.emit("write_letters")
    papers = window.findChild(PaperPage)
    assert papers is not None
    given = papers.pane.read_options()
    assert (given["kind"], str(given["ids"]).count(",")) == ("member", 3)
    qtbot.waitUntil(lambda: papers.panel.pdf.isEnabled())
    names, chosen = papers.list.viewport().rect(), papers.list.currentItem()
    assert names.contains(papers.list.visualItemRect(chosen))
    child(papers, QComboBox, "option_kind").setCurrentIndex(2)
    papers.pane.answered.emit()
    assert not papers.pane.read_options()["ids"]
