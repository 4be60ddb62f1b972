"""How wide columns are: what may be chosen later fits too."""

from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from t20desk.db.fields import KINDS
from t20desk.printing.column_widths import Need
from t20desk.ui.tables.column_widths import column_need, find_titles, fit_columns


def test_a_column_of_choices_has_room_for_what_may_be_chosen(qtbot: QtBot) -> None:
    font = QFont()
    answer = KINDS["participation"].fields["answer"]
    need = column_need(answer, "Answer", ["invited"], font)
    assert need.liked >= QFontMetrics(font).horizontalAdvance("accepted") + 20


def test_nobody_scrolls_a_list_for_a_few_pixels() -> None:
    needs = [Need(60, 60), Need(240, 400), Need(120, 200)]
    assert fit_columns(needs, 410) == [60, 230, 120]
    assert fit_columns(needs, 300) == [60, 240, 120]


def test_the_name_or_else_the_first_column_says_what_a_row_is_about() -> None:
    member, guest = KINDS["member"].fields, KINDS["participation"].fields
    assert find_titles(KINDS, [member["number"], member["name"]]) == [False, True]
    assert find_titles(KINDS, [guest["person"], guest["answer"]]) == [True, False]


def test_room_that_is_left_goes_to_texts_that_would_be_cut() -> None:
    needs = [Need(60, 60), Need(240, 320), Need(120, 320)]
    assert fit_columns(needs, 1000, [60, 340, 2000]) == [60, 340, 600]
    assert fit_columns(needs, 1000, [60, 100, 100]) == [60, 320, 320]
