"""Blocks of cells under a user's hands: copied, pasted, filled down, cleared, undone."""

from array import array

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from t20desk.reading.html_tables import parse_page
from t20desk.ui.actions import ACTIONS
from t20desk.ui.lists.list_page import ListPage
from t20desk.ui.looks.pair_cells import PAIR_ROLE
from t20desk.ui.pictures import wait_for_calm
from t20desk.ui.previews.preview import PreviewDialog
from t20desk.ui.tables.clipboard import offer_block
from t20desk.ui.window import Window
from tests.clipboard_samples import SAMPLES
from tests.ui.conftest import add
from tests.ui.hands import LEFT, cell, choose_cells, ids_of, open_list, value, wait_rows, when_open

CONTROL = Qt.KeyboardModifier.ControlModifier


def edit_members(qtbot: QtBot, window: Window) -> ListPage:
    """The list of members with typing switched on."""
    page = open_list(qtbot, window, "member", 4)
    page.edit_table()
    return page


def put_on_clipboard(text: str, page: str = "") -> None:
    """What another program copied."""
    if page:
        offer_block(text, page)
    else:
        QApplication.clipboard().setText(text)


def column(page: ListPage, window: Window, field: str) -> list[object]:
    """A column as it stands in the database."""
    ids = page.table.records.ids
    return [value(window.desk.db, "member", key, field) for key in ids]


def accept(preview: PreviewDialog) -> None:
    preview.panel.apply.click()


def list_nobody(qtbot: QtBot, page: ListPage) -> None:
    """Search for what no record has, and wait for the whole word: its first letters find none."""
    qtbot.keyClicks(page.filters.search, "nobody")
    qtbot.waitUntil(lambda: "nobody" in page.table.records.listing.search)
    wait_rows(qtbot, page.table, 0)


def test_a_block_of_excel_is_pasted_by_keys_after_a_preview_and_undone_at_once(
    qtbot: QtBot, window: Window
) -> None:
    page = edit_members(qtbot, window)
    before = column(page, window, "city")
    put_on_clipboard("Nantes\r\nLeeds\r\nBonn\r\n")
    choose_cells(page.table, cell(page.table, 0, "city"), cell(page.table, 0, "city"))
    when_open(PreviewDialog, accept)
    qtbot.keyClick(page.table, Qt.Key.Key_V, CONTROL)
    assert column(page, window, "city")[:3] == ["Nantes", "Leeds", "Bonn"]
    window.undo_change()
    qtbot.waitUntil(lambda: column(page, window, "city") == before)


def test_one_value_is_pasted_into_all_selected_cells(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    put_on_clipboard("Köln\r\n")
    choose_cells(page.table, cell(page.table, 0, "city"), cell(page.table, 2, "city"))
    when_open(PreviewDialog, accept)
    page.verbs.paste_cells()
    assert column(page, window, "city")[:3] == ["Köln"] * 3


def test_what_was_cut_is_emptied_though_the_cursor_went_on(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    choose_cells(page.table, cell(page.table, 0, "city"), cell(page.table, 0, "city"))
    qtbot.keyClick(page.table, Qt.Key.Key_X, CONTROL)
    page.table.setCurrentIndex(cell(page.table, 1, "name"))
    qtbot.waitUntil(lambda: column(page, window, "city")[0] is None)
    assert column(page, window, "name")[1] == "NHS England"


def test_a_cell_that_cannot_be_pasted_is_named_and_marked(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    put_on_clipboard("Spain\r\nPhantasia\r\n")
    choose_cells(page.table, cell(page.table, 0, "country"), cell(page.table, 0, "country"))
    said: list[str] = []

    def look(preview: PreviewDialog) -> None:
        sentences = preview.panel.sentences
        said.extend(sentences.item(row).text() for row in range(sentences.count()))
        accept(preview)

    when_open(PreviewDialog, look)
    page.verbs.paste_cells()
    assert any("Row 2" in one and "Phantasia" in one for one in said)
    assert column(page, window, "country")[:2] == ["ES", "GB"]
    assert "Phantasia" in str(cell(page.table, 1, "country").data())


def test_a_block_is_pasted_as_new_records_wherever_the_cursor_is_and_into_an_empty_list(
    qtbot: QtBot, window: Window
) -> None:
    page = edit_members(qtbot, window)
    put_on_clipboard("Nordbank\tNO\r\nSüdbank\tDE\r\n")
    page.listed.show_anew(columns=("number", "name", "country"))
    choose_cells(page.table, cell(page.table, 0, "name"), cell(page.table, 2, "name"))
    when_open(PreviewDialog, accept)
    window.run_action(ACTIONS["paste_records"])
    found = ids_of(window.desk.db, "member", "nordbank or südbank")
    assert {value(window.desk.db, "member", key, "country") for key in found} == {"NO", "DE"}
    assert len(ids_of(window.desk.db, "member")) == 6
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    list_nobody(qtbot, page)
    put_on_clipboard("0009\tWestbank\r\n")
    when_open(PreviewDialog, accept)
    window.run_action(ACTIONS["paste_records"])
    made = ids_of(window.desk.db, "member", "westbank")
    assert len(made) == 1
    qtbot.waitUntil(page.hidden.isVisible)
    assert page.hidden.sentence.text().startswith("1 new record is not listed")
    wait_for_calm(lambda: bool(window.desk.jobs.running))
    qtbot.keyClick(page.hidden.show_all, Qt.Key.Key_Return)
    wait_rows(qtbot, page.table, 7)
    qtbot.waitUntil(lambda: list(page.table.selected_ids()) == made)
    assert page.hidden.isHidden()


def test_new_records_that_are_not_listed_are_told_until_they_are_taken_back(
    qtbot: QtBot, window: Window
) -> None:
    page = edit_members(qtbot, window)
    page.listed.show_anew(columns=("number", "name", "country"))
    list_nobody(qtbot, page)
    put_on_clipboard("0009\tWestbank\r\n")
    when_open(PreviewDialog, accept)
    window.run_action(ACTIONS["paste_records"])
    qtbot.waitUntil(page.hidden.isVisible)
    window.undo_change()
    qtbot.waitUntil(page.hidden.isHidden)


def test_new_records_are_selected_though_the_list_is_read_again_meanwhile(
    qtbot: QtBot, window: Window
) -> None:
    page = edit_members(qtbot, window)
    list_nobody(qtbot, page)
    made = add(window.desk.db, "member", {"number": "0009", "name": "Westbank"})
    page.table.go_on_to(array("q", made))
    page.table.reload()
    qtbot.waitUntil(page.hidden.isVisible)
    qtbot.mouseClick(page.hidden.show_all, LEFT)
    page.table.reload()
    page.table.reload()
    wait_rows(qtbot, page.table, 5)
    qtbot.waitUntil(lambda: list(page.table.selected_ids()) == made)


def test_new_records_are_counted_without_the_periods_that_their_status_makes(
    qtbot: QtBot, window: Window
) -> None:
    page = edit_members(qtbot, window)
    page.listed.show_anew(columns=("name", "status"))
    put_on_clipboard("Nordbank\tactive\r\nSüdbank\tactive\r\n")
    choose_cells(page.table, cell(page.table, 0, "name"), cell(page.table, 0, "name"))
    said: list[str] = []

    def look(preview: PreviewDialog) -> None:
        said.extend((preview.panel.summary.text(), preview.panel.apply.text()))
        preview.reject()

    when_open(PreviewDialog, look)
    page.verbs.paste_records()
    assert said == ["2 records are new", "Paste into 2 records"]


def test_rows_below_the_last_are_offered_as_new_records(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    put_on_clipboard("样例创新中心\r\nNew one\r\nNew two\r\n")
    choose_cells(page.table, cell(page.table, 3, "name"), cell(page.table, 3, "name"))
    when_open(PreviewDialog, accept)
    page.verbs.paste_cells()
    assert len(ids_of(window.desk.db, "member")) == 6


def test_what_is_unticked_in_the_preview_is_not_pasted(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    put_on_clipboard("Nantes\r\nLeeds\r\n")
    choose_cells(page.table, cell(page.table, 0, "city"), cell(page.table, 0, "city"))

    def leave_first(preview: PreviewDialog) -> None:
        model = preview.panel.model
        names = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(3)]
        assert model.index(0, names.index("City")).data(PAIR_ROLE) == ("Paris", "Nantes")
        model.setData(model.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
        accept(preview)

    when_open(PreviewDialog, leave_first)
    page.verbs.paste_cells()
    assert column(page, window, "city")[:2] == ["Paris", "Leeds"]


def test_ctrl_d_fills_the_top_cell_down(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    choose_cells(page.table, cell(page.table, 0, "city"), cell(page.table, 3, "city"))
    when_open(PreviewDialog, accept)
    window.commands.of("fill_down").trigger()
    assert column(page, window, "city") == ["Paris"] * 4


def test_ctrl_d_on_one_row_takes_the_cell_above(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    choose_cells(page.table, cell(page.table, 1, "city"), cell(page.table, 1, "city"))
    page.verbs.fill_down()
    assert column(page, window, "city")[:2] == ["Paris", "Paris"]


def test_delete_clears_one_cell_at_once_and_never_a_name(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    choose_cells(page.table, cell(page.table, 0, "city"), cell(page.table, 0, "city"))
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: column(page, window, "city")[0] is None)
    choose_cells(page.table, cell(page.table, 0, "name"), cell(page.table, 0, "name"))
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(page.notice.isVisible)
    assert column(page, window, "name")[0] == "BNP Paribas"


def test_copied_cells_come_as_text_and_as_a_table(qtbot: QtBot, window: Window) -> None:
    page = open_list(qtbot, window, "member", 4)
    choose_cells(page.table, cell(page.table, 0, "number"), cell(page.table, 1, "name"))
    put_on_clipboard("")
    qtbot.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    clipboard = QApplication.clipboard()
    qtbot.waitUntil(lambda: "NHS England" in clipboard.text())
    assert clipboard.text() == "0001\tBNP Paribas\r\n0002\tNHS England\r\n"
    pages = parse_page(clipboard.mimeData().html())
    assert pages == [[["0001", "BNP Paribas"], ["0002", "NHS England"]]]


def test_a_page_of_a_spreadsheet_decides_what_its_days_mean(qtbot: QtBot, window: Window) -> None:
    sample = SAMPLES["LibreOffice, German: a day, a number and a word"]
    page = edit_members(qtbot, window)
    page.listed.show_anew(columns=("number", "name", "follow_up"))
    wait_rows(qtbot, page.table, 4)
    put_on_clipboard(sample.text.replace("\t1,5", "").replace("\t2,25", ""), sample.page)
    choose_cells(page.table, cell(page.table, 0, "name"), cell(page.table, 0, "name"))
    when_open(PreviewDialog, accept)
    page.verbs.paste_cells()
    assert column(page, window, "follow_up")[:2] == ["2024-12-31", "2023-02-01"]


def test_thousands_of_rows_are_planned_away_from_the_window(qtbot: QtBot, window: Window) -> None:
    page = edit_members(qtbot, window)
    put_on_clipboard("".join(f"Member {number}\tCity {number}\r\n" for number in range(3000)))
    choose_cells(page.table, cell(page.table, 0, "name"), cell(page.table, 0, "name"))
    when_open(PreviewDialog, accept)
    page.verbs.paste_cells()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewDialog)]
    qtbot.waitUntil(lambda: len(ids_of(window.desk.db, "member")) == 3000, timeout=30_000)
    assert column(page, window, "name")[3] == "Member 3"
    qtbot.waitUntil(lambda: not window.desk.jobs.running)
    window.undo_change()
    qtbot.waitUntil(lambda: len(ids_of(window.desk.db, "member")) == 4, timeout=30_000)


def test_selected_cells_stay_cells_when_their_rows_are_listed_anew(
    qtbot: QtBot, window: Window
) -> None:
    db = window.desk.db
    page = open_list(qtbot, window, "member", 4)
    page.edit_table()
    keys = list(page.table.records.ids[1:3])
    choose_cells(page.table, cell(page.table, 1, "city"), cell(page.table, 2, "city"))
    add(db, "member", {"number": "0000", "name": "First", "status": "active"})
    wait_rows(qtbot, page.table, 5)
    qtbot.waitUntil(lambda: list(page.table.selected_ids()) == keys)
    assert page.edits.blocks.chosen_columns() == ["city"]
