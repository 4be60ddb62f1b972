"""What an import asks: once for each text or name that it does not know."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from t20desk.ui.forms.value_dialog import ValueDialog
from t20desk.ui.imports.import_wizard import ASK, COLUMNS, DONE, LOOK, ImportWizard
from t20desk.ui.window import Window
from tests.ui.hands import LEFT, child, ids_of, value, when_open
from tests.ui.wizard_hands import answers, go_on, open_sheet, write_book


def press_tab(qtbot: QtBot, window: Window) -> QWidget:
    """What has the focus after Tab."""
    before = window.focusWidget()
    assert before is not None
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert focused is not None
    return focused


def list_meanings(qtbot: QtBot, page: ImportWizard) -> list[str]:
    """What texts mean, as the preview says it."""
    qtbot.mouseClick(child(page.preview, QPushButton, "kind_learned_value"), LEFT)
    model = page.preview.model
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    place = heads.index("Value")
    said = [model.index(row, place).data() for row in range(model.rowCount())]
    return [text for text in said if text]


def test_what_is_not_clear_is_asked_once_and_known_the_next_time(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    head = ["Name", "Bereiche", "Eintritt", "Tel"]
    first = write_book(
        tmp_path / "a.xlsx", head,
        ["Alpha", "IP; Startups", "03/04/2019", "n/a"], ["Beta", "ip", "05/06/2020", "-"],
    )  # fmt: skip
    page = open_sheet(qtbot, window, first)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    asked = answers(page)
    assert asked["IP"].currentText() == "intellectual property"
    asked["Startups"].choose("startup_support")
    asked["dates"].choose("mdy")
    asked["-"].choose("clear")
    go_on(qtbot, page, LOOK)
    assert "2 new" in page.preview.summary.text()
    assert list_meanings(qtbot, page) == ["intellectual property", "start-up support"]
    go_on(qtbot, page, DONE)
    (alpha,) = ids_of(db, "member", "name:Alpha")
    assert value(db, "member", alpha, "areas").split() == [
        "intellectual_property", "startup_support",
    ]  # fmt: skip
    assert value(db, "member", alpha, "joined") == "2019-03-04"
    second = write_book(tmp_path / "b.xlsx", head, ["Gamma", "IP", "13/04/2019", "n/a"])
    page = open_sheet(qtbot, window, second)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, LOOK)
    assert "1 new" in page.preview.summary.text()


def test_answers_stand_there_again_after_a_step_back(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    head = ["Name", "Bereiche", "Tel"]
    page = open_sheet(qtbot, window, write_book(tmp_path / "a.xlsx", head, ["Alpha", "Xy", "-"]))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    answers(page)["Xy"].choose("startup_support")
    answers(page)["-"].choose("clear")
    qtbot.mouseClick(page.questions.back, LEFT)
    go_on(qtbot, page, ASK)
    assert [answers(page)[text].answer() for text in ("Xy", "-")] == ["startup_support", "clear"]
    page = open_sheet(qtbot, window, write_book(tmp_path / "b.xlsx", head, ["Beta", "Xy", "-"]))
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    assert [answers(page)[text].answer() for text in ("Xy", "-")] == ["", "nothing"]


def test_another_value_is_chosen_in_the_editor_of_the_field(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = write_book(tmp_path / "a.xlsx", ["Name", "Land"], ["Alpha", "Nirgendwo"])
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    box = answers(page)["Nirgendwo"]

    def choose(dialog: ValueDialog) -> None:
        dialog.editor.show_value("FR")
        dialog.accept()

    when_open(ValueDialog, choose)
    box.setCurrentIndex(box.findData("other"))
    box.activated.emit(box.currentIndex())
    assert (box.answer(), box.currentText()) == ("FR", "France")
    go_on(qtbot, page, LOOK)
    assert "1 new" in page.preview.summary.text()


def test_each_of_many_unknown_texts_can_be_found_and_answered(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    rows = [[f"Name {at}", f"Wunderland {at}"] for at in range(100)]
    path = write_book(tmp_path / "a.xlsx", ["Name", "Land"], *rows)
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    [card] = page.questions.cards
    assert len(card.boxes) == 40
    qtbot.mouseClick(card.more, LEFT)
    assert len(card.boxes) == 80
    qtbot.keyClicks(card.find, "land 99")
    qtbot.waitUntil(lambda: list(answers(page)) == ["Wunderland 99"])
    card.boxes[0].offer("FR", "France")
    card.find.clear()
    qtbot.waitUntil(lambda: len(card.boxes) == 40)
    qtbot.mouseClick(child(page, type(card.more), "importLeaveAll"), LEFT)
    qtbot.keyClicks(card.find, "land 99")
    qtbot.waitUntil(lambda: list(answers(page)) == ["Wunderland 99"])
    assert card.boxes[0].answer() == "nothing"
    card.boxes[0].offer("FR", "France")
    go_on(qtbot, page, LOOK)
    assert "100 new" in page.preview.summary.text()
    go_on(qtbot, page, DONE)
    assert len(ids_of(window.desk.db, "member", "country:FR name:Name")) == 1


def test_unknown_organisations_are_made_for_the_whole_column(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    db = window.desk.db
    path = write_book(
        tmp_path / "posts.xlsx", ["Person", "Organisation", "Funktion"],
        ["Anna Müller", "Neue GmbH", "Chair"], ["Anna Müller", "Ganz Neu AG", "Member"],
        ["Anna Müller", "Muller Institute", "Guest"],
    )  # fmt: skip
    page = open_sheet(qtbot, window, path, "affiliation")
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    known = str(ids_of(db, "member", "number:=0003")[0])
    answers(page)["Muller Institute"].choose("nothing")
    qtbot.mouseClick(child(page, type(page.begin.choose), "importMakeAll"), LEFT)
    assert answers(page)["Muller Institute"].answer() == known
    assert answers(page)["Neue GmbH"].answer() == "create"
    go_on(qtbot, page, LOOK)
    go_on(qtbot, page, DONE)
    assert len(ids_of(db, "member")) == 6
    assert len(ids_of(db, "affiliation")) == 3


def test_tab_goes_through_columns_questions_and_rows_before_the_way_on(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    path = write_book(
        tmp_path / "a.xlsx", ["Name", "Eintritt"], ["Alpha", "03/04/2019"], ["B", "-"]
    )
    page = open_sheet(qtbot, window, path)
    go_on(qtbot, page, COLUMNS)
    qtbot.waitUntil(page.columns.go_on.hasFocus)
    page.columns.table.setFocus()
    found = [press_tab(qtbot, window).objectName() for _step in range(6)]
    assert found == ["target0", "blank0", "target1", "blank1", "importProposedKey", "importKey"]
    go_on(qtbot, page, ASK)
    qtbot.waitUntil(page.questions.go_on.hasFocus)
    page.questions.boxes[0].setFocus()
    found = [press_tab(qtbot, window).objectName() for _step in range(3)]
    assert found == ["importAnswer", "importBackToColumns", "importAnswered"]
    go_on(qtbot, page, LOOK)
    child(page.preview, QWidget, "rows_new").setFocus()
    found = [press_tab(qtbot, window).objectName() for _step in range(4)]
    assert found == ["kind_member", "previewAll", "previewNone", "previewTable"]


def test_a_name_nearly_there_is_shown_beside_the_one_it_is_like(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    heading = ["Vorname", "Nachname", "Firma", "Ort"]
    path = write_book(tmp_path / "a.xlsx", heading, ["Bo", "Berg", "NHS Engl", "London"])
    page = open_sheet(qtbot, window, path, "affiliation")
    go_on(qtbot, page, COLUMNS)
    go_on(qtbot, page, ASK)
    told = [one.text() for one in page.questions.findChildren(QLabel)]
    assert "is like NHS England" in told
    assert answers(page)["NHS Engl"].currentText() == "make a new record"
